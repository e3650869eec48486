"""Fill the standard workbook as a clerk does: type into its cells, save, and let the results be stored."""

import io
from collections.abc import Iterator

import formualizer
from data import Copy, Entry, Value
from edition_2019 import rebuild
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xlsreport.package import settled

NUMBERS = ("whole", "decimal")


def filled(form: bytes, entry: Entry, copy: Copy) -> bytes:
    """Return the workbook that `copy` describes: the form's bytes with the entry's values typed in."""
    workbook = load_workbook(io.BytesIO(form))
    if copy.edition == "2019":
        rebuild(workbook)
    for address, value in entry.values.items():
        write(workbook, address, value)
    if copy.figures:
        write_zeros(workbook)
    for address, value in copy.changes.items():
        write(workbook, address, value, locked=True)
    for address in copy.blank:
        cell_at(workbook, address).value = None
    return stored(workbook)


def write(workbook: Workbook, address: str, value: Value, *, locked: bool = False) -> None:
    """Type `value` into a cell; only one who means to break the form types into a locked one."""
    cell = cell_at(workbook, address)
    if cell.protection.locked and not locked:
        raise ValueError(f"{address} is locked")
    cell.value = value


def cell_at(workbook: Workbook, address: str) -> Cell:
    """Return the cell of an address that carries its sheet, such as 表三!J6."""
    sheet, _, place = address.partition("!")
    cell = workbook[sheet][place]
    if not isinstance(cell, Cell):
        raise TypeError(f"{address} is not the first cell of its merged range")
    return cell


def write_zeros(workbook: Workbook) -> None:
    """Type 0 into every number cell that must not be blank and is."""
    for sheet in workbook:
        for rule in sheet.data_validations.dataValidation:
            for cell in required_numbers(sheet, rule):
                if cell.value is None:
                    cell.value = 0


def required_numbers(sheet: Worksheet, rule: DataValidation) -> Iterator[Cell]:
    """Yield the unlocked cells of a validation that takes numbers and no blank."""
    if rule.type not in NUMBERS or rule.allow_blank:
        return
    for area in rule.sqref.ranges:
        for row, column in area.cells:
            cell = sheet.cell(row, column)
            if isinstance(cell, Cell) and not cell.protection.locked:
                yield cell


def stored(workbook: Workbook) -> bytes:
    """Return the workbook's bytes with every formula's result in them, as Excel saves them."""
    for sheet in workbook.worksheets:
        sheet.merged_cells = OrderedRanges(sheet.merged_cells.sorted())
    out = io.BytesIO()
    workbook.save(out)
    return settled(formualizer.recalculate_xlsx_bytes(out.getvalue())["bytes"])


class OrderedRanges(MultiCellRange):
    """Merged ranges that are written in the order of the sheet; openpyxl writes a set, in any order."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())
