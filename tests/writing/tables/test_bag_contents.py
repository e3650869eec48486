"""The catalogue of a bag, opened again with openpyxl: what it is, and every SHA-256 on one line of its own."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from xlsreport.language import language_named
from xlsreport.writing.tables.bag_contents import Catalogue, ContentsLine, catalogue_bytes

SHA = "8" * 64
CHANGE = ("乙局", "S", "D6", "=件数", "2", "5")
LINES = (
    ContentsLine("input", "data/inbox/0001.xlsx", "=甲局.xlsx", "", SHA, False),
    ContentsLine("document", "data/documents/0001.pdf", "定稿.pdf", "签字盖章", SHA, True),
)


def catalogue(
    *,
    imported: bool = False,
    draft: str | None = None,
    replaces: str = "",
    lines: tuple[ContentsLine, ...] = LINES,
    publication: str = "",
) -> Catalogue:
    return Catalogue(
        title="年度报告",
        period=2023,
        name="某区",
        bag="2023-r2" if replaces else "2023",
        form="f 1",
        made_by="xlsreport 0",
        imported=imported,
        draft=draft,
        replaces=replaces,
        correction="乙局来函" if replaces else "",
        source="",
        publication=publication,
        lines=lines,
        changes=(CHANGE,) if replaces else (),
    )


def opened(made: Catalogue, name: str = "zh") -> Workbook:
    return load_workbook(io.BytesIO(catalogue_bytes(made, language_named(name))))


def told(made: Catalogue, name: str = "zh") -> list[str]:
    """Return the lines above the table, the title and the last, which is the guide, aside."""
    rows = [str(cell.value) for (cell,) in opened(made, name).worksheets[0].iter_rows(max_col=1)]
    return rows[2 : rows.index(language_named(name).lists["catalogue_heads"][0]) - 1]


def test_a_final_one_says_nothing_more() -> None:
    assert told(catalogue()) == []


def test_it_says_when_and_where_the_report_was_published() -> None:
    assert told(catalogue(publication="发布：2024-03-20")) == ["发布：2024-03-20"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (catalogue(imported=True), ["由往年的填报表导入：未经本工具审核、汇总，不是定稿。"]),
        (catalogue(draft="审计先看"), ["这不是定稿。归档原因：审计先看"]),
        (catalogue(replaces="2023"), ["这是更正，替代 2023，数字变化 1 处。原因：乙局来函"]),
        (
            catalogue(draft="审计先看", replaces="2023"),
            ["这不是定稿。归档原因：审计先看", "这是更正，替代 2023，数字变化 1 处。原因：乙局来函"],
        ),
    ],
)
def test_it_says_whether_it_is_imported_a_draft_or_a_correction(made: Catalogue, said: list[str]) -> None:
    assert told(made) == said
    assert len(told(made, "en")) == len(said)


def test_a_sha_256_stands_on_one_line_in_a_column_that_holds_it() -> None:
    sheet = opened(catalogue()).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == SHA]
    assert len(cells) == len(LINES)
    assert {cell.column_letter for cell in cells} == {"F"}
    assert not any(cell.alignment.wrap_text for cell in cells)
    assert sheet.column_dimensions["F"].width > len(SHA) + 1


def test_changed_figures_have_a_sheet_and_no_text_is_a_formula() -> None:
    book = opened(catalogue(replaces="2023"))
    assert [cell.value for cell in book.worksheets[1][3]] == ["1", *CHANGE]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert len(opened(catalogue()).worksheets) == 1


def test_the_published_document_is_green_and_its_absence_is_said() -> None:
    sheet = opened(catalogue()).worksheets[0]
    (row,) = [row for row in sheet.iter_rows() if row[2].value == "定稿.pdf"]
    assert {cell.fill.fgColor.rgb for cell in row} == {"FFE2F0D9"}
    unpublished = opened(catalogue(lines=LINES[:1])).worksheets[0]
    assert "没有登记哪个文件是已发布的" in str([cell.value for (cell,) in unpublished.iter_rows(max_col=1)])
