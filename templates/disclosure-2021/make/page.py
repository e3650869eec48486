"""What the sheets have in common: title, live verdict, row heights, paper and protection."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from styles import BAD, GOOD, NONE, STATUS, TITLE, put, signal

VERDICT = '="填报状态："&校验!B2&"。"&校验!C2'
TO_READ, TO_FILL, TO_WATCH, CARRIED = "FF5B7FA6", "FFE0A800", "FFC0392B", "FF9AA3AF"


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet lies on paper and opens on the screen."""

    area: str
    first: str  # the cell that is selected when the sheet opens
    freeze: str | None = None
    landscape: bool = False
    one_page: bool = True
    repeat: str | None = None
    zoom: int = 100


def open_sheet(book: Workbook, name: str, widths: Sequence[float], tab: str) -> Worksheet:
    """Append the sheet `name` whose columns from A on are `widths` characters wide."""
    sheet = book.create_sheet(name)
    for number, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.sheet_properties.tabColor = tab
    sheet.sheet_view.showGridLines = False
    return sheet


def head(sheet: Worksheet, title: str, last: str, *, status: float = 30, size: float = 16) -> None:
    """Write the title and, in row 2 (`status` points high), the live verdict, from A to column `last`."""
    put(sheet, f"A1:{last}1", title, replace(TITLE, size=size))
    put(sheet, f"A2:{last}2", VERDICT, STATUS)
    heights(sheet, {1: 36, 2: status})
    light(sheet, f"A2:{last}2", 'ISERROR(FIND("尚不能报送",$A$2))', GOOD)
    light(sheet, f"A2:{last}2", 'NOT(ISERROR(FIND("尚不能报送",$A$2)))', BAD)


def light(sheet: Worksheet, area: str, condition: str, colours: tuple[str, str]) -> None:
    """Show `area` in `colours` while `condition`, an Excel formula, holds; the first that holds wins."""
    sheet.conditional_formatting.add(
        area, Rule(type="expression", dxf=signal(colours), formula=[condition], stopIfTrue=True)
    )


def flag_non_numbers(sheet: Worksheet, areas: str) -> None:
    """Redden text and negative numbers in number cells: pasting slips past a data validation."""
    first = areas.partition(":")[0].partition(" ")[0]
    light(sheet, areas, f"OR(ISTEXT({first}),{first}<0)", BAD)


def shade_locked(sheet: Worksheet, areas: str) -> None:
    """Grey the cells of `areas` in a copy where they are filled and locked: grey is not to be filled."""
    first = areas.partition(":")[0]
    light(sheet, areas, f'CELL("protect",{first})=1', NONE)


def heights(sheet: Worksheet, points: Mapping[int, float]) -> None:
    """Set the height of each row, in points."""
    for row, height in points.items():
        sheet.row_dimensions[row].height = height


def height_for(text: str, width: float, size: float = 11) -> float:
    """Return the points that `text` needs in `width` characters; Office fits no merged cell itself."""
    room = width * 11 / size - 1.5
    lines = sum(max(1, math.ceil(breadth(part) / room)) for part in text.split("\n"))
    return lines * size * 1.4 + 7


def breadth(text: str) -> float:
    """Return the width of `text` in digits of the default font; a Chinese character takes two."""
    return sum(2.0 if ord(sign) > 0x2000 or sign in "·×" else 1.1 for sign in text)


def finish(sheet: Worksheet, page: Page) -> None:
    """Lock the sheet without a password, fit it to A4 and open it at its first cell to fill."""
    protect(sheet)
    sheet.freeze_panes = page.freeze
    sheet.sheet_view.zoomScale = page.zoom
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = page.first
    sheet.print_area = page.area
    if page.repeat:
        sheet.print_title_rows = page.repeat
    lay_on_paper(sheet, page)


def protect(sheet: Worksheet) -> None:
    """Switch protection on; rows and columns may still be resized, so that long text can be read."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False  # the attribute names what is forbidden
    sheet.protection.formatColumns = False
    sheet.protection.selectLockedCells = False


def lay_on_paper(sheet: Worksheet, page: Page) -> None:
    """Fit the sheet to the width of A4, and to one page where it should be one."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(page.one_page)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top = margins.bottom = 0.75
    sheet.oddFooter.center.text = "&A　第 &P 页，共 &N 页"
    sheet.oddFooter.center.size = 9
