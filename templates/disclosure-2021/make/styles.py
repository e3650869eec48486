"""How a cell looks, and whether the department may change it: every cell takes one of these looks."""

from dataclasses import dataclass, replace

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

BODY, HEADING = "宋体", "黑体"
TEXT = "@"  # Excel would make a date of 2024年1月30日 and drop the leading zeros of a code
COUNT = "0"

INK, GREY, RULE = "FF1F2933", "FF6B7280", "FF8A94A6"
PAPER, TINT, SHADE, BAND = "FFFFFFFF", "FFFFF9DB", "FFEDEFF2", "FFDCE6F1"
GOOD, BAD = ("FFE2F0D9", "FF2E6B1F"), ("FFFBE0DD", "FFB42318")  # background and ink
ASK, NONE = ("FFFFEBC2", "FF8A5A00"), (SHADE, GREY)


@dataclass(frozen=True, slots=True)
class Look:
    """The appearance of a cell, and its lock."""

    font: str = BODY
    size: float = 11
    bold: bool = False
    ink: str = INK
    fill: str | None = None
    horizontal: str = "center"
    vertical: str = "center"
    boxed: bool = True
    number_format: str = "General"
    locked: bool = True
    indent: int = 0


TITLE = Look(HEADING, 16, boxed=False)
STATUS = Look(size=10, horizontal="left", boxed=False, indent=1)
HEAD = Look(HEADING, 11, fill=BAND)
LABEL = Look(horizontal="left", fill=PAPER, indent=1)
CENTRED = replace(LABEL, horizontal="center", indent=0)
NOTE = Look(size=10, ink=GREY, horizontal="left", boxed=False, indent=1)
COMPUTED = Look(fill=SHADE, number_format=COUNT)
NUMBER = Look(fill=TINT, number_format=COUNT, locked=False)
AMOUNT = replace(NUMBER, number_format="General")
ENTRY = Look(fill=TINT, horizontal="left", number_format=TEXT, locked=False, indent=1)
PROSE = replace(ENTRY, vertical="top", number_format="General")  # some Excels show long "@" cells as ####


def paint(cell: Cell, look: Look) -> None:
    """Give `cell` the look `look`."""
    side = Side("thin", color=RULE)
    cell.font = Font(name=look.font, size=look.size, bold=look.bold, color=look.ink)
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)
    cell.alignment = Alignment(look.horizontal, look.vertical, wrap_text=True, indent=look.indent)
    if look.boxed:
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.number_format = look.number_format
    cell.protection = Protection(locked=look.locked)


def put(sheet: Worksheet, address: str, value: str | int | None, look: Look) -> None:
    """Write `value` into the first cell of `address`, which becomes one cell; what it covers stays locked."""
    first, _, last = address.partition(":")
    if last:
        sheet.merge_cells(address)
    for row in sheet[f"{first}:{last or first}"]:
        for cell in row:
            paint(cell, look if cell.coordinate == first else replace(look, locked=True))
    sheet[first].value = value


def fill(sheet: Worksheet, addresses: str, look: Look) -> None:
    """Give every cell of the ranges `addresses` (separated by spaces) the look `look`, each on its own."""
    for area in addresses.split():
        first, _, last = area.partition(":")
        for row in sheet[f"{first}:{last or first}"]:
            for cell in row:
                paint(cell, look)


def signal(colours: tuple[str, str]) -> DifferentialStyle:
    """Return the style of a live state: its background and its ink."""
    background, ink = colours
    solid = PatternFill("solid", start_color=background, end_color=background)
    return DifferentialStyle(font=Font(color=Color(rgb=ink)), fill=solid)
