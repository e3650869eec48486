"""What the sheets have in common: title, live verdict, row heights, paper and protection."""

import math
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from styles import BAD, GOOD, STATUS, TITLE, put, signal

READY, NOT_READY = "Ready to send", "Not ready to send"
VERDICT = '=Rules!B2&". "&Rules!C2'
TO_READ, TO_FILL, TO_WATCH, CARRIED = "FF5B7FA6", "FFE0A800", "FFC0392B", "FF9AA3AF"


def open_sheet(book: Workbook, name: str, widths: Sequence[float], tab: str) -> Worksheet:
    """Append the sheet `name` whose columns from A on are `widths` characters wide."""
    sheet = book.create_sheet(name)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_properties.tabColor = tab
    sheet.sheet_view.showGridLines = False
    return sheet


def head(sheet: Worksheet, title: str, last: str) -> None:
    """Write the title and, in row 2, the live verdict, from A to column `last`."""
    put(sheet, f"A1:{last}1", title, TITLE)
    put(sheet, f"A2:{last}2", VERDICT, STATUS)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 30, 30
    light(sheet, f"A2:{last}2", 'LEFT($A$2,3)="Not"', BAD)
    light(sheet, f"A2:{last}2", 'LEFT($A$2,5)="Ready"', GOOD)


def light(sheet: Worksheet, area: str, condition: str, colours: tuple[str, str]) -> None:
    """Show `area` in `colours` while `condition`, an Excel formula, holds; the first that holds wins."""
    sheet.conditional_formatting.add(
        area, Rule(type="expression", dxf=signal(colours), formula=[condition], stopIfTrue=True)
    )


def flag_non_numbers(sheet: Worksheet, areas: str) -> None:
    """Redden text and negative numbers in number cells: pasting slips past a data validation."""
    first = areas.partition(":")[0].partition(" ")[0]
    light(sheet, areas, f"OR(ISTEXT({first}),{first}<0)", BAD)


def height_for(text: str, width: float, size: float = 10) -> float:
    """Return the points that `text` needs in `width` characters, broken between words as Office does."""
    room, lines = max(4.0, (width - 1.5) * 10 / size), 0
    for part in text.split("\n"):
        used, lines = 0.0, lines + 1
        for word in part.split():
            long = len(word) * 1.08
            if used and used + 1 + long > room:
                used, lines = 0.0, lines + 1
            lines += math.ceil(long / room) - 1
            used += long + (1 if used else 0)
    return lines * size * 1.35 + 6


def finish(sheet: Worksheet, area: str, first: str, *, freeze: str = "A3", landscape: bool = True) -> None:
    """Lock the sheet without a password, fit it to the width of a page and open it at its first cell to fill."""
    protect(sheet)
    sheet.freeze_panes = freeze
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = first
    sheet.print_area = area
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 1  # letter
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = "&A, page &P of &N"
    sheet.oddFooter.center.size = 9


def protect(sheet: Worksheet) -> None:
    """Switch protection on; rows and columns may still be resized, so that long text can be read."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False  # the attribute names what is forbidden
    sheet.protection.formatColumns = False
    sheet.protection.selectLockedCells = False


def open_for_rows(sheet: Worksheet) -> None:
    """Let whoever fills a protected sheet insert rows: its list may need more than it has."""
    sheet.protection.insertRows = False
