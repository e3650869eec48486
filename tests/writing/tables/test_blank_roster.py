"""The blank roster tells the coordinator what belongs where."""

import io

import pytest
from openpyxl import load_workbook

from xlsreport.language import language_named
from xlsreport.writing.tables.blank_roster import blank_roster


@pytest.mark.parametrize("name", ["zh", "en"])
def test_every_column_has_a_hint_that_excel_can_show(name: str) -> None:
    sheet = load_workbook(io.BytesIO(blank_roster(language_named(name)))).worksheets[0]
    hints = {str(each.sqref).partition(":")[0]: each for each in sheet.data_validations.dataValidation}

    assert [cell.coordinate for cell in sheet[1] if f"{cell.column_letter}2" not in hints] == []
    assert all(each.prompt and len(each.prompt) <= 255 and len(each.promptTitle) <= 32 for each in hints.values())


def test_prints_on_one_page_across() -> None:
    sheet = load_workbook(io.BytesIO(blank_roster(language_named("zh")))).worksheets[0]

    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert sheet.freeze_panes == "C2"
