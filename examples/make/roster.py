"""The roster of the example: one row per department, its heading in row 1."""

import io
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xlsreport.package import settled

DATE = "yyyy-mm-dd"
LINE = Side(style="thin", color="999999")
HEADING = {
    "font": Font(bold=True),
    "fill": PatternFill("solid", fgColor="D9E1F2"),
    "alignment": Alignment(horizontal="center", vertical="center", wrap_text=True),
}
BODY = {"alignment": Alignment(vertical="center", wrap_text=True)}


def roster_workbook(path: Path) -> bytes:
    """Return the roster's bytes, made from the TOML file at `path`."""
    return roster_of(tomllib.loads(path.read_text(encoding="utf-8")))


def roster_of(content: Mapping[str, Any]) -> bytes:
    """Return the bytes of a workbook of one table, as `content` tells it: its sheet, headings, widths and rows."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = content["sheet"]
    write_row(sheet, 1, content["headings"], HEADING)
    for number, row in enumerate(content["rows"], start=2):
        write_row(sheet, number, row, BODY)
    lay_out(sheet, content["widths"])
    return packed(workbook)


def write_row(sheet: Worksheet, number: int, values: list[Any], look: dict[str, Any]) -> None:
    """Write one row of the roster; an empty text is a blank cell, a code stays text."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column, value if value != "" else None)
        cell.border = Border(LINE, LINE, LINE, LINE)
        cell.number_format = "@" if isinstance(value, str) else DATE if isinstance(value, date) else "General"
        for name, part in look.items():
            setattr(cell, name, part)


def lay_out(sheet: Worksheet, widths: list[float]) -> None:
    """Set the columns' widths, keep the heading in sight, and print the roster on pages one sheet wide."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in range(1, sheet.max_row + 1):
        sheet.row_dimensions[row].height = 30 if row == 1 else 21
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def packed(workbook: Workbook) -> bytes:
    """Return the workbook's bytes without any date of their making."""
    out = io.BytesIO()
    workbook.save(out)
    return settled(out.getvalue())
