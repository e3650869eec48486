"""The Word documents of the demo held whole against texts that were read by a person, and against the official format.

The texts show structure and every word; what the format demands (GB/T 9704, the national form) is stated here again,
so that a golden text that is written anew cannot take a mistake along.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from kit.filled import disclosure
from kit.golden import held
from kit.grid import Grid
from kit.look import Look
from kit.made import consolidated, department_report
from kit.structure import Word
from kit.wordml import attribute, text_of, w

REPORTS = ("department", "whole", "drafted")
FANG, KAI, HEI, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
BODY = Look(FANG, "Times New Roman", 16, "28 pt exact", first=32, first_chars=200)
SIGNED = replace(BODY, first=0, first_chars=0, sides=(0, 32), align="right")
# By style: 二号 is 22 points, 三号 16, 四号 14; two characters of 三号 are 32 points.
OFFICIAL = {
    "Title": Look("方正小标宋简体", "Times New Roman", 22, "35 pt exact", after=28, align="center", keep_next=True),
    "开篇说明": BODY,
    "Body Text": replace(BODY, align="both"),
    "heading 1": replace(BODY, chinese=HEI, latin=HEI, keep_next=True, level=0),
    "heading 2": replace(BODY, chinese=KAI, latin=KAI, keep_next=True, level=1),
    "落款单位": replace(SIGNED, before=56, keep_next=True),
    "落款日期": SIGNED,
}
SHEETS = {"表二": (14, 4, 2), "表三": (28, 10, 3), "表四": (4, 15, 3)}  # rows, columns, rows of heads
CLAUSES = {f"A{row}:D{row}" for row in (1, 5, 8, 12)} | {f"B{row}:D{row}" for row in (6, 7, 9, 10, 11, 13, 14)}
ABOVE = 2  # rows of a sheet above what the report prints of it


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Word]:
    folder = tmp_path_factory.mktemp("golden")
    output = consolidated(folder / "written")
    drafts = consolidated(folder / "unwritten", unwritten=True)
    return {
        "department": Word.at(department_report(folder)),
        "whole": Word.at(output / "年度报告（送审稿）.docx"),
        "drafted": Word.at(drafts / "年度报告（送审稿）.docx"),
        "annex": Word.at(output / "内部附件.docx"),
    }


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest, documents: Mapping[str, Word]) -> Word:
    return documents[request.param]


@pytest.mark.parametrize("name", [*REPORTS, "annex"])
def test_it_is_what_was_read(documents: Mapping[str, Word], name: str) -> None:
    made, kept = held(f"{name}.txt", documents[name].described())
    assert made == kept


def test_every_paragraph_is_set_as_an_official_document_is(report: Word) -> None:
    for paragraph in report.paragraphs():
        name, look = report.style_of(paragraph), report.look_of(paragraph)
        beside_table = name == "heading 1" and look.before == 6
        wanted = replace(OFFICIAL[name], before=6, after=look.after) if beside_table else OFFICIAL[name]
        assert replace(look, keep_next=look.keep_next and wanted.keep_next) == wanted, text_of(paragraph)


def test_the_headings_are_words_own_so_that_the_navigation_pane_shows_them(report: Word) -> None:
    for key in report.used_styles():
        if report.look_of_style(key).level is not None:
            assert attribute(report.styles[key], "customStyle") is None
    shown = [text_of(p) for p in report.paragraphs() if report.look_of(p).level is not None]
    assert [text.partition("、")[0] for text in shown if not text.startswith("（")] == list("一二三四五六")
    assert [text[:3] for text in shown if text.startswith("（")] == [f"（{n}）" for n in "一二三四五"]


def test_every_chinese_font_has_one_that_stands_in_for_it(report: Word) -> None:
    known = report.font_names()
    used = {report.look_of_style(key).chinese for key in report.used_styles()}
    assert used == {"方正小标宋简体", FANG, KAI, HEI, SONG}
    assert all(known[font] for font in used)


def printed_cells(sheet: str) -> tuple[dict[str, str], set[str]]:
    """Return the texts of what the report prints of a sheet of the workbook, and its merges, from A1 on.

    The workbook merges no cell that is filled in; the national form does so under the clauses.
    """
    rows, columns, _ = SHEETS[sheet]
    book = load_workbook(disclosure().folder / "workbook.xlsx")[sheet]
    texts = {
        f"{cell.column_letter}{cell.row - ABOVE}": "".join(str(cell.value).split())
        for row in book.iter_rows(min_row=1 + ABOVE, max_row=rows + ABOVE, max_col=columns)
        for cell in row
        if cell.value is not None and not str(cell.value).startswith("=")
    }
    merges = [each for each in book.merged_cells.ranges if each.min_row > ABOVE]
    for each in merges:
        each.shift(row_shift=-ABOVE)
    return texts, CLAUSES if sheet == "表二" else {str(each) for each in merges if each.max_row <= rows}


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_table_is_that_of_the_form_cell_by_cell(report: Word, sheet: str) -> None:
    grid, (labels, merges) = Grid.of(report.tables()[list(SHEETS).index(sheet)]), printed_cells(sheet)
    assert (grid.rows, grid.columns, grid.heads, grid.whole) == (*SHEETS[sheet], grid.rows)
    assert {place: "".join(grid.texts.get(place, "").split()) for place in labels} == labels
    assert grid.merged == merges
    assert grid.width <= 210 - 28 - 26


def marked(document: Word) -> Iterator[str]:
    """Yield the paragraphs of which every run is highlighted."""
    for paragraph in document.paragraphs():
        runs = [run for run in paragraph.iter(w("r")) if text_of(run)]
        if runs and all(run.find(w("rPr/highlight")) is not None for run in runs):
            yield text_of(paragraph)


def test_only_what_is_drafted_is_highlighted(documents: Mapping[str, Word]) -> None:
    written = {text_of(p) for p in documents["whole"].paragraphs()}
    drafts = list(marked(documents["drafted"]))
    assert list(marked(documents["department"])) == list(marked(documents["whole"])) == []
    assert len(drafts) >= 7
    assert not set(drafts) & written
