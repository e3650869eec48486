"""What a clerk sees in the disclosure workbook: hints where clerks err, colours, paper."""

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlsreport.forms import find_form, load_form

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

FOLDER = find_form("disclosure-2021")
TO_FILL = ("封面", "基本信息", "文字", "补充", "表二", "表三", "表四", "上年")


@lru_cache(maxsize=1)
def book() -> Workbook:
    return load_workbook(FOLDER / "workbook.xlsx")


def hint(place: str) -> str:
    sheet, _, cell = place.partition("!")
    found = [each for each in book()[sheet].data_validations.dataValidation if cell in each.sqref]
    return "".join(each.prompt or "" for each in found)


def conditions(sheet: Worksheet, cell: str) -> list[str]:
    return [
        rule.formula[0]
        for area in sheet.conditional_formatting
        if cell in area.sqref
        for rule in area.rules
        if rule.formula
    ]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("表二!B16", "万元"),
        ("补充!B16", "按元"),
        ("表二!D5", "设区的市"),
        ("表三!D28", "主动撤回"),
        ("表三!I7", "上年度报告"),
        ("表四!A6", "被告"),
        ("表四!N6", "被告"),
        ("表三!J29", "自动"),
        ("表三!D29", "自动"),
        ("表四!E6", "自动"),
        ("补充!B12", "自动"),
    ],
)
def test_hints_stand_where_clerks_err(place: str, words: str) -> None:
    assert words in hint(place)


def test_excel_can_show_every_message() -> None:
    rules: list[DataValidation] = [each for sheet in book() for each in sheet.data_validations.dataValidation]

    assert rules
    assert all(len(text or "") <= 255 for each in rules for text in (each.prompt, each.error))
    assert all(len(text or "") <= 32 for each in rules for text in (each.promptTitle, each.errorTitle))


def test_one_cell_has_one_validation() -> None:
    for sheet in book():
        cells = [cell for each in sheet.data_validations.dataValidation for cell in each.cells.ranges]
        covered = [(row, column) for area in cells for row, column in area.cells]
        assert len(covered) == len(set(covered)), sheet.title


@pytest.mark.parametrize("place", ["基本信息!B3", "基本信息!B6", "上年!D4", "上年!J4", "上年!D6"])
def test_what_is_locked_when_issued_turns_grey(place: str) -> None:
    sheet, _, cell = place.partition("!")

    assert any('CELL("protect"' in formula for formula in conditions(book()[sheet], cell))


def test_sheets_fit_the_width_of_a4_and_are_not_to_be_unlocked_by_a_password() -> None:
    for sheet in book():
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1), sheet.title
        assert sheet.print_area, sheet.title
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title


@pytest.mark.parametrize("name", TO_FILL)
def test_every_sheet_to_fill_shows_the_verdict_in_red_and_green(name: str) -> None:
    sheet = book()[name]

    assert "校验!B2" in sheet["A2"].value
    assert len(conditions(sheet, "A2")) == 2


def test_inputs_are_tinted_and_nothing_else_is() -> None:
    tints = {book()[address.sheet][address.cell].fill.start_color.rgb for address in load_form(FOLDER).fields}
    tinted = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book()
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.start_color.rgb in tints
    }

    assert len(tints) == 1
    assert tinted - {"填报说明!A2"} == {str(address) for address in load_form(FOLDER).fields}  # A2 explains the colour
