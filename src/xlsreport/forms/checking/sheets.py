"""What is wrong with the sheets of a form's workbook: protection, hidden parts, merged inputs, names in tags.

What keeps inputs from being seen is mended in `book`, so that nothing else is told only because of it.
"""

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Protection

from xlsreport.forms.checking.collected import WORKBOOK, in_workbook, on_sheet
from xlsreport.forms.sheet_settings import MARK
from xlsreport.forms.sheets import unlocked_cells, validations
from xlsreport.model.address import Address, column_letters
from xlsreport.model.form_finding import FormFault, FormPlace, Saying
from xlsreport.model.template import tag_name

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.worksheet import Worksheet


def sheet_faults(book: "Workbook", rules_sheet: str) -> Iterator[FormFault]:
    """Yield what is wrong with the sheets of `book`, which is mended where inputs would not be seen."""
    if not any(_unlocked(sheet) for sheet in book.worksheets):
        yield FormFault("L201", FormPlace(WORKBOOK))
    for sheet in book.worksheets:
        yield from _protection(sheet)
        yield from _merged(sheet)
        yield from _formulas(sheet)
        if sheet.title != rules_sheet:  # where what an explanation is for is known
            yield from _lookalikes(sheet)
    yield from same_names(book)
    yield from _hidden(book)


def _unlocked(sheet: "Worksheet") -> list[Address]:
    return [Address(sheet.title, *place) for place, cell in cells_of_sheet(sheet) if not cell.protection.locked]


def cells_of_sheet(sheet: "Worksheet") -> Iterator[tuple[tuple[int, int], "Cell"]]:
    """Yield the cells of a sheet with their row and column, of merged ones the first."""
    for row, cells in enumerate(sheet.iter_rows(), 1):
        for column, cell in enumerate(cells, 1):
            if not isinstance(cell, MergedCell):
                yield (row, column), cell


def _protection(sheet: "Worksheet") -> Iterator[FormFault]:
    if not sheet.protection.sheet and sheet["A1"].value != MARK:  # a sheet of settings is its author's own
        unlocked = _unlocked(sheet)
        if unlocked:
            yield FormFault("L202", on_sheet(sheet.title), {"count": len(unlocked)})
        elif any(cell.value is not None for _, cell in cells_of_sheet(sheet)):
            yield FormFault("L203", on_sheet(sheet.title))
        sheet.protection.sheet = True
    elif sheet.protection.password or sheet.protection.hashValue:
        yield FormFault("L204", on_sheet(sheet.title))


def _formulas(sheet: "Worksheet") -> Iterator[FormFault]:
    """Yield formulas that whoever fills the form would type over."""
    for place, cell in cells_of_sheet(sheet):
        if cell.data_type == "f" and not cell.protection.locked:
            yield FormFault("L214", in_workbook(Address(sheet.title, *place)))
            cell.protection = Protection(locked=True)


def _lookalikes(sheet: "Worksheet") -> Iterator[FormFault]:
    """Yield blank locked cells that accept something, or that stand between two inputs and look as they do."""
    accepted = validations(sheet)
    own = {place for place, cell in cells_of_sheet(sheet) if not cell.protection.locked}
    for place, cell in cells_of_sheet(sheet) if own else ():
        if cell.value is None and place not in own and (place in accepted or _is_between(sheet, place, own)):
            yield FormFault("L218", in_workbook(Address(sheet.title, *place)))
            cell.protection = Protection(locked=False)


def _is_between(sheet: "Worksheet", place: tuple[int, int], own: Set[tuple[int, int]]) -> bool:
    row, column = place
    for one, other in (((row, column - 1), (row, column + 1)), ((row - 1, column), (row + 1, column))):
        if one in own and other in own:
            return {_look(sheet, each) for each in (one, other)} == {_look(sheet, place)}
    return False


def _look(sheet: "Worksheet", place: tuple[int, int]) -> tuple[object, ...]:
    cell = sheet.cell(*place)
    return cell.fill.fgColor.rgb, cell.fill.fill_type, cell.border.left.style, cell.border.top.style


def same_names(book: "Workbook") -> Iterator[FormFault]:
    """Yield sheets that are called in a tag as another is: which one is meant cannot be told."""
    first: dict[str, str] = {}
    for sheet in book.worksheets:
        other = first.setdefault(tag_name(sheet.title).casefold(), sheet.title)
        if other != sheet.title:
            yield FormFault("L215", on_sheet(sheet.title), {"other": other, "name": tag_name(sheet.title)})


def _hidden(book: "Workbook") -> Iterator[FormFault]:
    """Yield inputs that nobody sees; of a hidden sheet one, that must be filled where there is such."""
    inputs = list(unlocked_cells(book))
    for sheet in book.worksheets:
        own = [cell for cell in inputs if cell.sheet == sheet.title]
        if own and sheet.sheet_state != "visible":
            needed = [cell for cell in own if _is_required(sheet, cell)]
            yield FormFault(
                "L213", in_workbook(min(needed or own)), {"what": Saying("lint_hidden_sheet", {"name": sheet.title})}
            )
            continue
        told: set[str] = set()
        for cell in own:
            if (what := _hidden_part(sheet, cell)) and repr(what) not in told:
                told.add(repr(what))
                yield FormFault("L213", in_workbook(cell), {"what": what})


def _is_required(sheet: "Worksheet", cell: Address) -> bool:
    accepted = validations(sheet).get((cell.row, cell.column))
    return accepted is not None and not accepted.allowBlank


def _hidden_part(sheet: "Worksheet", cell: Address) -> Saying | None:
    """Return the row or the column that hides a cell."""
    if cell.row in sheet.row_dimensions and sheet.row_dimensions[cell.row].hidden:
        return Saying("lint_hidden_row", {"name": cell.row})
    groups = [each for each in sheet.column_dimensions.values() if each.hidden]
    if any((each.min or 0) <= cell.column <= (each.max or 0) for each in groups):
        return Saying("lint_hidden_column", {"name": column_letters(cell.column)})
    return None


def _merged(sheet: "Worksheet") -> Iterator[FormFault]:
    """Yield merged cells that swallow an input: their neighbours are inputs one by one."""
    for area in list(sheet.merged_cells.ranges):
        if sheet.cell(area.min_row, area.min_col).protection.locked:
            continue
        if _swallows(sheet, area):
            first = Address(sheet.title, area.min_row, area.min_col)
            last = Address(sheet.title, area.max_row, area.max_col)
            yield FormFault("L212", in_workbook(first, last))
            sheet.unmerge_cells(str(area))
            for row, column in area.cells:
                sheet.cell(row, column).protection = Protection(locked=False)


def _swallows(sheet: "Worksheet", area: "CellRange") -> bool:
    rows, columns = range(area.min_row, area.max_row + 1), range(area.min_col, area.max_col + 1)
    beside = [column for column in range(1, sheet.max_column + 1) if column not in columns]
    below = [row for row in range(1, sheet.max_row + 1) if row not in rows]
    down = len(rows) > 1 and any(all(_is_input(sheet, row, column) for row in rows) for column in beside)
    across = len(columns) > 1 and any(all(_is_input(sheet, row, column) for column in columns) for row in below)
    return down or across


def _is_input(sheet: "Worksheet", row: int, column: int) -> bool:
    cell = sheet.cell(row, column)
    return not cell.protection.locked and not isinstance(cell, MergedCell)
