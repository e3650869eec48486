"""A sheet whose heads stand in its first row is moved down: the first row of a form's sheet is its title."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font

from xlsreport.forms.formulas import renamed
from xlsreport.forms.new.blanks import blanks_of
from xlsreport.forms.new.picture import picture_of
from xlsreport.forms.sheets import formula_text

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

DOWN = 2  # the title, and a row that parts it from the heads
_FEWEST = 2  # texts in the first row that make it one of heads
_ROW = re.compile(r"(\$?[A-Za-z]{1,3}\$?)([1-9][0-9]*)")


def move_heads_down(book: "Workbook", title: str) -> tuple[str, ...]:
    """Move down the sheets of `book` whose first row has the heads of a table, and return their names.

    Every formula that reads them follows; `title` stands in their first row from then on.
    """
    moved = tuple(sheet.title for sheet in book.worksheets if _has_heads_first(sheet))
    for name in moved:
        _move(book[name])
        book[name]["A1"], book[name]["A1"].font = title, Font(bold=True, size=14)
    if moved:
        _rename(book, moved)
    return moved


def _has_heads_first(sheet: "Worksheet") -> bool:
    picture = picture_of(sheet)
    first = [at for at in (*picture.texts, *picture.numbers) if at[0] == 1]
    return (
        len(first) >= _FEWEST
        and not picture.unlocked
        and not picture.hidden
        and bool(len(blanks_of(picture).cells) or picture.last[0] > 1)
    )


def _move(sheet: "Worksheet") -> None:
    """Move all cells of a sheet, what is merged, validated and coloured, and the heights of its rows."""
    merges = [each.coord for each in sheet.merged_cells.ranges]
    for area in merges:
        sheet.unmerge_cells(area)
    heights = {row: each.height for row, each in sheet.row_dimensions.items() if each.height}
    sheet.move_range(sheet.dimensions, rows=DOWN)
    for area in merges:
        sheet.merge_cells(_lower(area))
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, height in heights.items():
        sheet.row_dimensions[row + DOWN].height = height
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = type(validation.sqref)(_lower(str(validation.sqref)))
    if sheet.freeze_panes:
        sheet.freeze_panes = _lower(sheet.freeze_panes)
    if sheet.print_area:
        sheet.print_area = _lower(sheet.print_area.rpartition("!")[2].replace("$", ""))


def _lower(text: str) -> str:
    return _ROW.sub(lambda found: f"{found[1]}{int(found[2]) + DOWN}", text)


def _rename(book: "Workbook", moved: Collection[str]) -> None:
    """Have every formula of `book` read the cells where they are now."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell, MergedCell) and cell.data_type == "f":
                    cell.value = renamed(formula_text(cell), _Lowered(sheet.title, moved))


@dataclass(frozen=True, slots=True)
class _Lowered:
    """What a reference on the sheet `own` is called, now that the sheets of `moved` stand lower."""

    own: str
    moved: Collection[str]

    def __call__(self, said: str) -> str:
        name, divider, cells = said.rpartition("!")
        sheet = name.strip("'").replace("''", "'") if divider else self.own
        return f"{name}{divider}{_lower(cells)}" if sheet in self.moved else said
