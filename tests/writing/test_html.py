"""The report as HTML: the text and tables of the Word report, balanced, escaped, and with heads that say whose."""

import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document

from kit.browser import picture, shown
from xlsreport.cli.app import run
from xlsreport.writing.html import html_of

CORRECTED = Path(__file__).parents[2] / "examples/ganzhou-2023/2023/corrected/赣州经开区政务服务中心.xlsx"


class Balance(HTMLParser):
    """Hears a document; an end tag that ends nothing open is a mistake."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tables: list[list[int]] = []  # by row, how many columns its own cells take
        self.areas: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("br", "col"):
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
            self.areas.append(0)
        elif tag == "tr":
            self.tables[-1].append(0)
        elif tag in ("td", "th"):
            self.areas[-1] += int(given.get("colspan") or 1) * int(given.get("rowspan") or 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("html") / "报告.html"
    assert run(["report", str(CORRECTED), "--html", "-o", str(target)]) == 0
    return target.read_text(encoding="utf-8")


def test_it_is_balanced_and_its_tables_are_full(html: str) -> None:
    heard = Balance()
    heard.feed(html)

    assert heard.open == []
    sizes = [(len(rows), area) for rows, area in zip(heard.tables, heard.areas, strict=True)]
    assert sizes == [(14, 14 * 4), (28, 28 * 10), (4, 4 * 15)]


def test_it_is_a_fragment_with_headings_and_captions(html: str) -> None:
    assert html.startswith('<section lang="zh')
    assert "<html" not in html
    assert "<h3>一、总体情况</h3>" in html
    assert html.count("<caption>") == 3


def test_every_table_has_its_heads_apart_and_each_says_that_it_heads_a_column(html: str) -> None:
    heads = re.findall(r"<thead>(.*?)</thead>\n<tbody>", html, re.DOTALL)
    firsts = [re.findall(r"<th[^>]*>([^<]*)</th>", head)[0] for head in heads]

    assert [head.count("<tr>") for head in heads] == [2, 3, 3]
    assert firsts == [
        "第二十条第（一）项",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "行政复议",
    ]
    assert all(' scope="col"' in cell for head in heads for cell in re.findall(r"<t[hd]\b[^>]*>", head))
    assert all(re.match(r'<th scope="(?:row|col)"', cell) for cell in re.findall(r"<th\b[^>]*>", html))


def test_heads_say_what_they_head(html: str) -> None:
    assert '<th scope="row" colspan="3"' in html
    assert '<th scope="col"' in html
    assert ">行政许可</th>" in html


_PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>公开年报</title>
<body style="margin:0"><main style="width:{width}px;font:16px/1.8 sans-serif">{fragment}</main>
<script>
const wide = [...document.querySelectorAll("table")].map(table => table.offsetWidth);
const lines = element => {{
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getClientRects().length;
}};
const short = [...document.querySelectorAll("thead th")].filter(head => head.textContent.length < 3).map(lines);
document.title = JSON.stringify({{wide, short, page: document.body.scrollWidth}});
</script>"""


@pytest.mark.parametrize(("width", "narrowest"), [(1000, 990), (760, 750)])
def test_an_editor_pastes_it_into_a_page_and_the_tables_fit(
    html: str, tmp_path: Path, width: int, narrowest: int
) -> None:
    page, blank = tmp_path / "page.html", tmp_path / "blank.html"
    page.write_text(_PAGE.format(width=width, fragment=html), encoding="utf-8")
    blank.write_text(_PAGE.format(width=width, fragment=""), encoding="utf-8")
    said = re.search("<title>(.*?)</title>", shown(page, width, "--dump-dom"))
    assert said is not None
    seen = json.loads(unescape(said[1]))
    assert len(seen["wide"]) == 3
    assert all(narrowest <= table <= width for table in seen["wide"])
    assert seen["page"] <= width
    assert set(seen["short"]) == {1}  # 总计 and 其他 are not broken
    assert len(picture(page, width)) > 20 * len(picture(blank, width))


def test_the_clauses_are_shaded_as_in_the_word_report(html: str) -> None:
    shaded = re.findall(r'<th[^>]*background-color:#D9D9D9">([^<]*)<', html)

    assert shaded == [f"第二十条第（{number}）项" for number in "一五六八"]
    assert html.count("background-color") == 4


def test_text_is_escaped() -> None:
    document, out = Document(), io.BytesIO()
    document.add_paragraph("<script>&")
    document.save(out)

    assert "<p>&lt;script&gt;&amp;</p>" in html_of(out.getvalue(), "en")
