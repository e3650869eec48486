"""The report as HTML: the text and tables of the Word report, balanced, escaped, and with heads that say whose."""

import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from kit.browser import picture, shown
from kit.filled import saved, workbook
from xlsreport.cli.app import run
from xlsreport.writing.report.html import html_of

CORRECTED = Path(__file__).parents[3] / "examples/ganzhou-2023/2023/corrected/赣州经开区政务服务中心.xlsx"

OURS = {"section", "h2", "h3", "h4", "h5", "p", "br", "mark", "table", "caption", "thead", "tbody", "tr", "th", "td"}
OURS |= {"colgroup", "col"}


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


def test_it_is_well_formed_and_has_no_other_markup_than_ours(html: str) -> None:
    given = {(element.tag, name) for element in tree(html).iter() for name in element.attrib}
    assert {element.tag for element in tree(html).iter()} <= OURS
    assert {name for _, name in given} <= {"lang", "style", "scope", "colspan", "rowspan"}


def test_a_reader_that_only_hears_it_is_told_what_it_reads(html: str) -> None:
    section = tree(html)
    assert section.get("lang") == "zh"
    assert [next(iter(table)).tag for table in section.iter("table")] == ["caption"] * 3
    captions = [caption.text for caption in section.iter("caption")]
    assert captions == [each.text for each in section.iter("h3")][1:4]
    heads = list(section.iter("th"))
    assert {head.get("scope") for head in heads} == {"row", "col"}
    assert all("".join(head.itertext()).strip() for head in heads)
    levels = [int(each.tag[1]) for each in section.iter("h2", "h3", "h4", "h5")]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(captions) == len(set(captions))


@pytest.mark.parametrize(
    "text", ["</section><script>x()</script>", "\"><img src=x onerror='x()'>&lt;b&gt;&amp;#60;", "{{ 7*7 }}"]
)
def test_text_of_a_workbook_is_text(tmp_path: Path, text: str) -> None:
    cells = dict.fromkeys(("基本信息!B3", "文字!A6", "文字!A8"), text)
    book = saved(tmp_path, "a.xlsx", workbook(cells))
    assert run(["report", str(book), "--html"]) == 0
    section = tree(book.with_suffix(".html").read_text(encoding="utf-8"))
    said = ["".join(each.itertext()) for each in section]
    assert said.count(text) == 3  # two texts, and the name as a signature
    assert text in said[0]
    assert {element.tag for element in section.iter()} <= OURS


def test_a_form_in_english_says_so(tmp_path: Path) -> None:
    toy = Path(__file__).parents[2] / "forms/toy"
    target = tmp_path / "toy.html"
    assert run(["report", str(toy / "workbook.xlsx"), "--html", "-o", str(target), "--form", str(toy)]) == 0
    assert tree(target.read_text(encoding="utf-8")).get("lang") == "en"


def tree(html: str) -> etree._Element:
    """Return the fragment as a strict parser reads it; only its line breaks and columns are no XML."""
    return etree.fromstring(re.sub(r"<(br|col)\b([^>]*)>", r"<\1\2/>", html))
