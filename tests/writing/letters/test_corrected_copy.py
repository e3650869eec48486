"""The corrected copy: what is written at its cells and listed on its first sheet."""

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from kit.filled import disclosure, values
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.writing.letters.corrected_copy import corrected_bytes
from xlsreport.writing.letters.requests import Copy

ERROR, QUERY = Severity.ERROR, Severity.QUERY


def finding(cell: str, severity: Severity = ERROR, message: str = "不对。", found: str | None = None) -> Finding:
    address = Address.parse(cell)
    return Finding("V204", severity, message, address.sheet, address, "项目", found)


def made(*asked: Finding, without: str | None = None) -> bytes:
    held = {cell: value for cell, value in values({"表三!D6": 3}).items() if str(cell) != without}
    return corrected_bytes(Copy(disclosure(), "甲局", held, (), asked), language_named("zh"))


def opened(*asked: Finding, without: str | None = None) -> Workbook:
    return load_workbook(io.BytesIO(made(*asked, without=without)))


def comment(book: Workbook, sheet: str, cell: str) -> str:
    found = book[sheet][cell].comment
    assert found is not None
    return str(found.text)


def test_a_cell_with_two_findings_has_one_comment_and_the_worse_tint() -> None:
    book = opened(finding("表三!D6", QUERY, "甲"), finding("表三!D6", ERROR, "乙"))
    text = comment(book, "表三", "D6")
    assert text.splitlines() == [
        "核实 V204 甲", "有误请更正；无误请在“情况说明”栏写明原因。", "错误 V204 乙", "请更正。",
    ]  # fmt: skip
    assert book["表三"]["D6"].fill.fgColor.rgb.endswith("F8CBAD")
    assert book["表三"]["D6"].value == 3


def test_a_comment_says_what_stood_in_a_cell_that_is_blank_now() -> None:
    assert "原填“约三件”" in comment(opened(finding("表三!D6", found="约三件"), without="表三!D6"), "表三", "D6")
    assert "原填" not in comment(opened(finding("表三!D6", found="约三件")), "表三", "D6")


def test_a_finding_about_a_sheet_stands_at_its_first_cell_and_one_about_the_file_only_in_the_list() -> None:
    sheet, file = Finding("S104", ERROR, "旧版。", "表三"), Finding("F101", ERROR, "打不开。")
    book = opened(sheet, file)
    rows = [[cell.value for cell in row[:4]] for row in book["问题"].iter_rows(min_row=4)]
    assert "旧版" in comment(book, "表三", "A1")
    assert rows == [
        ["1", "错误", "表三", "三、收到和处理政府信息公开申请情况"],
        ["2", "错误", "整个文件", ""],
    ]
    assert book["问题"]["C4"].hyperlink.location == "'表三'!A1"
    assert book["问题"]["C5"].hyperlink is None


def test_a_cell_inside_a_merged_one_is_marked_at_its_first() -> None:
    merged = next(iter(load_workbook(disclosure().folder / "workbook.xlsx")["表三"].merged_cells.ranges))
    inside = Address("表三", merged.max_row, merged.max_col)
    book = opened(Finding("S103", ERROR, "标题不对。", "表三", inside))
    assert "标题不对" in comment(book, "表三", merged.start_cell.coordinate)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_is_none(text: str) -> None:
    sheet = opened(finding("表三!D6", message=text))["问题"]
    assert (sheet["E4"].value, sheet["E4"].data_type) == (text, "s")


def test_the_list_is_locked_and_prints_on_one_pages_width() -> None:
    sheet = opened(finding("表三!D6"))["问题"]
    assert sheet.protection.sheet
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$3:$3"


def test_the_form_itself_is_not_changed_by_what_is_written_on_a_copy() -> None:
    before = disclosure().engine.fill(values())
    one = made(finding("表三!D6"), finding("表四!A6", QUERY))
    assert made(finding("表三!D6"), finding("表四!A6", QUERY)) == one
    assert disclosure().engine.fill(values()) == before
    assert "问题" not in load_workbook(io.BytesIO(before)).sheetnames


def test_results_are_stored_as_the_form_computes_them() -> None:
    stored = load_workbook(io.BytesIO(made(finding("表三!D6"))), data_only=True)
    assert Decimal(stored["表三"]["J6"].value) == 3


def test_a_consolidated_workbook_of_whose_units_nothing_is_known_goes_back_as_one() -> None:
    copy = Copy(disclosure(), "甲县", values({}), (), (), untold=True)
    sheet = load_workbook(io.BytesIO(corrected_bytes(copy, language_named("zh"))))["汇总构成"]
    assert (sheet["A1"].value, sheet.sheet_state) == ("xlsreport:contents:?", "veryHidden")
