"""The list of what was guessed, as a workbook beside the form: its author strikes off what was looked at."""

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from xlsreport.forms.new.own_sheets import BOX
from xlsreport.forms.new.remarks import Guessed
from xlsreport.language import Language
from xlsreport.package import settled

_WIDTHS = (22, 30, 70, 18)
_HEAD = "FFE8EDF3"


def guess_list(guesses: Sequence[Guessed], language: Language) -> bytes:
    """Return the workbook that lists `guesses`; the same bytes each time."""
    book = Workbook()
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)
    sheet = book.worksheets[0]
    sheet.append(language.lists["new_guess_heads"])
    for each in guesses:
        sheet.append((each.sheet, each.cells, each.text))
    for row in sheet.iter_rows(max_col=len(_WIDTHS)):
        for cell in row:
            cell.border, cell.alignment = BOX, Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a formula that is spoken of stays a text
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color=_HEAD)
    for column, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:D{len(guesses) + 1}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())
