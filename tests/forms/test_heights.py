"""A text typed into a copy is seen whole: its row is as high as its lines."""

import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.styles import Alignment

from kit.small_form import at, small_form
from xlsreport.forms.filling import filled

LONG = "Federal Rule of Criminal Procedure 6(e), enacted by Act of July 30, 1977"


def test_a_row_is_raised_for_a_long_text_and_no_other_is(tmp_path: Path) -> None:
    small_form(tmp_path, {"A8:B11": "any"})
    book = load_workbook(tmp_path / "workbook.xlsx")
    sheet = book["Data"]
    for cell in ("A8", "A9", "A10"):
        sheet[cell].alignment = Alignment(wrap_text=True)
    sheet.column_dimensions["A"].width = 20
    sheet.row_dimensions[10].height = 100
    out = io.BytesIO()
    book.save(out)
    typed = {at("A8"): LONG, at("A9"): "short", at("A10"): LONG, at("B11"): LONG}
    rows = load_workbook(io.BytesIO(filled(out.getvalue(), typed, {})))["Data"].row_dimensions
    assert rows[8].height > 4 * 15
    assert [rows[number].height for number in (9, 10, 11)] == [None, 100, None]
