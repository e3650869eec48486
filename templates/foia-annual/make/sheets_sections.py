"""The sheets of sections V to XII: each section a table with the official heads and one row to fill."""

from dataclasses import replace

from accepts import accept_amounts, accept_counts, accept_days, accept_text
from blocks import COMPUTED as COMPUTED_CELLS
from blocks import Block, Placed, Takes
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from page import TO_FILL, finish, flag_non_numbers, head, height_for, open_sheet
from sections import PLACED, SHEETS
from styles import COMPUTED, COUNT, DAYS, HEAD, LABEL, MEAN, MONEY, NOTE, NUMBER, PERCENT, SECTION, STAFF, TEXT, put

TITLES = {
    "Section V": "V. FOIA REQUESTS",
    "Section VI": "VI. ADMINISTRATIVE APPEALS OF INITIAL DETERMINATIONS OF FOIA REQUESTS",
    "Section VII": "VII. FOIA REQUESTS: RESPONSE TIME FOR PROCESSED AND PENDING REQUESTS",
    "Section VIII": "VIII. REQUESTS FOR EXPEDITED PROCESSING AND REQUESTS FOR FEE WAIVER",
    "Sections IX-X": "IX. FOIA PERSONNEL AND COSTS; X. FEES COLLECTED FOR PROCESSING REQUESTS",
    "Sections XI-XII": "XI. FOIA REGULATIONS; XII. BACKLOGS, CONSULTATIONS, AND COMPARISONS",
}
WIDTH, NAMES = 13.0, 24.0
NARROWEST = 8  # columns that titles and notes have room in
FORMATS = {Takes.MONEY: MONEY, Takes.STAFF: STAFF, Takes.RATIO: PERCENT, Takes.DAYS: DAYS, Takes.DATE: TEXT}


def add_sections(book: Workbook) -> None:
    """Add a sheet for each part of the report."""
    for name, blocks in SHEETS.items():
        add_sheet(book, name, [PLACED[block.number] for block in blocks])


def add_sheet(book: Workbook, name: str, sections: list[Placed]) -> None:
    """Add the sheet `name` with its sections one below the other."""
    last = max(each.right for each in sections)
    first = NAMES if any(each.block.rows for each in sections) else WIDTH
    sheet = open_sheet(book, name, (first, *(WIDTH,) * (last - 1)), TO_FILL)
    head(sheet, TITLES[name], get_column_letter(max(last, NARROWEST)))
    for section in sections:
        add_section(sheet, section)
    finish(sheet, f"A1:{get_column_letter(max(last, NARROWEST))}{sections[-1].foot}", sections[0].cell(0))


def add_section(sheet: Worksheet, section: Placed) -> None:
    """Add title, heads, figures and note of one section."""
    block, right = section.block, get_column_letter(max(section.right, NARROWEST))
    put(sheet, f"A{section.top}:{right}{section.top}", f"{block.number} {block.title}", SECTION)
    sheet.row_dimensions[section.top].height = 24
    add_heads(sheet, section)
    for row in section.rows:
        add_row(sheet, section, row)
    accept(sheet, section)
    if block.note:
        wide = max(section.right, NARROWEST)
        put(sheet, f"A{section.foot}:{get_column_letter(wide)}{section.foot}", block.note, NOTE)
        sheet.row_dimensions[section.foot].height = height_for(block.note, wide * WIDTH, 9) + 4


def add_heads(sheet: Worksheet, section: Placed) -> None:
    """Write the heads, those of groups over them; a head without a group fills both rows."""
    block, row = section.block, section.first_row - 1
    top = row - section.grouped
    if block.rows:
        put(sheet, f"A{top}:A{row}", block.row_head or None, HEAD)
    for index, column in enumerate(block.columns):
        letter = section.letter(index)
        put(sheet, f"{letter}{row if column.group else top}:{letter}{row}", column.head, HEAD)
    groups = tuple(dict.fromkeys(column.group for column in block.columns if column.group))
    for group in groups:
        own = [section.letter(index) for index, column in enumerate(block.columns) if column.group == group]
        put(sheet, f"{own[0]}{top}:{own[-1]}{top}", group, HEAD)
    sheet.row_dimensions[row].height = max(height_for(column.head, WIDTH, 9.5) for column in block.columns) + 6
    if section.grouped:
        sheet.row_dimensions[top].height = max(height_of_group(section, group) for group in groups) + 4


def height_of_group(section: Placed, group: str) -> float:
    """Return the points that the head of a group needs over its columns."""
    columns = sum(column.group == group for column in section.block.columns)
    return height_for(group, columns * WIDTH, 9.5)


def add_row(sheet: Worksheet, section: Placed, row: int) -> None:
    """Write one row of figures: cells to fill, and what is computed from them."""
    block = section.block
    if block.rows:
        put(sheet, f"A{section.first_row + row}", block.rows[row], LABEL)
    for index in range(len(block.columns)):
        takes = block.takes(index, row)
        shown = number_format_of(block, index, row)
        look = COMPUTED if takes in COMPUTED_CELLS else NUMBER
        put(sheet, section.cell(index, row), formula_of(section, index, row), replace(look, number_format=shown))
    sheet.row_dimensions[section.first_row + row].height = 24


def number_format_of(block: Block, index: int, row: int) -> str:
    """Return the format of a cell; a total has that of the column before it, an average has decimals."""
    takes = block.takes(index, row)
    if takes is Takes.DAYS and block.columns[index].head.startswith("Average"):
        return MEAN
    return FORMATS.get(block.columns[index - 1].takes if takes is Takes.TOTAL else takes, COUNT)


def formula_of(section: Placed, index: int, row: int) -> str | None:
    """Return what is computed in a cell; the share of fees is of the processing costs of another section."""
    column = section.block.columns[index]
    if column.takes is Takes.RATIO:
        costs, fees = PLACED["IX."].cell(3), section.cell(0)
        return f"=IF({costs}=0,0,{fees}/{costs})"
    return section.formula(index, row) if column.takes is Takes.TOTAL else None


def accept(sheet: Worksheet, section: Placed) -> None:
    """Say what each cell to fill accepts."""
    by_kind: dict[Takes, list[str]] = {}
    for row in section.rows:
        for takes, area in section.inputs(row):
            by_kind.setdefault(takes, []).append(area)
    for takes, areas in by_kind.items():
        accept_kind(sheet, takes, areas, required=not section.block.optional)
        if takes not in (Takes.DAYS, Takes.DATE):
            flag_non_numbers(sheet, " ".join(areas))


def accept_kind(sheet: Worksheet, takes: Takes, areas: list[str], *, required: bool) -> None:
    """Say that the cells of `areas` take one kind of thing."""
    match takes:
        case Takes.COUNT:
            accept_counts(sheet, " ".join(areas), required=required)
        case Takes.DAYS:
            for area in areas:
                accept_days(sheet, area, required=required)
        case Takes.DATE:
            accept_text(sheet, " ".join(areas), 20, required=required)
        case _:
            accept_amounts(sheet, " ".join(areas))
