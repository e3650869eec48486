"""How a cell looks, and whether the component may change it: every cell takes one of these looks."""

from dataclasses import dataclass, replace

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Arial"
TEXT = "@"  # Excel would make a date of 10-12 and drop the leading zeros of a code
COUNT, MONEY, STAFF, PERCENT = "#,##0", '"$"#,##0.00', "#,##0.00", "0.00%"
DAYS, MEAN = "General", "0.0#"
GOOD, BAD = ("FFE2F0D9", "FF2E6B1F"), ("FFFBE0DD", "FFB42318")  # background and ink
ASK, NONE = ("FFFFEBC2", "FF8A5A00"), ("FFEDEFF2", "FF6B7280")


@dataclass(frozen=True, slots=True)
class Look:
    """The appearance of a cell, and its lock."""

    size: float = 10
    bold: bool = False
    ink: str = "FF1F2933"
    fill: str | None = None
    horizontal: str = "center"
    vertical: str = "center"
    boxed: bool = True
    number_format: str = "General"
    locked: bool = True
    indent: int = 0


TITLE = Look(13, bold=True, horizontal="left", boxed=False)
STATUS = Look(horizontal="left", boxed=False, indent=1)
SECTION = Look(11, bold=True, fill="FFDCE6F1", horizontal="left", indent=1)
HEAD = Look(9, bold=True, fill="FFEEF3F9")
LABEL = Look(horizontal="left", fill="FFFFFFFF", indent=1)
CENTRED = replace(LABEL, horizontal="center", indent=0)
NOTE = Look(9, ink="FF5B6573", horizontal="left", vertical="top", boxed=False, indent=1)
COMPUTED = Look(fill="FFEDEFF2", number_format=COUNT)
NUMBER = Look(fill="FFFFF9DB", number_format=COUNT, locked=False)
ENTRY = Look(fill="FFFFF9DB", horizontal="left", number_format=TEXT, locked=False, indent=1)
WORDS = replace(ENTRY, vertical="top", number_format="General")  # some Excels show long "@" cells as ####


def paint(cell: Cell, look: Look) -> None:
    """Give `cell` the look `look`."""
    side = Side("thin", color="FF8A94A6")
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.ink)
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
    if last and last != first:
        sheet.merge_cells(address)
    for row in sheet[f"{first}:{last or first}"]:
        for cell in row:
            paint(cell, look if cell.coordinate == first else replace(look, locked=True))
    sheet[first].value = value


def signal(colours: tuple[str, str]) -> DifferentialStyle:
    """Return the style of a live state: its background and its ink."""
    background, ink = colours
    solid = PatternFill("solid", start_color=background, end_color=background)
    return DifferentialStyle(font=Font(color=Color(rgb=ink)), fill=solid)
