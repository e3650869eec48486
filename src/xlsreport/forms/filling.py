"""Filling a form: values typed into its workbook, results stored as Excel would store them."""

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import formualizer
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Protection
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

from xlsreport.forms.marking import mark
from xlsreport.model.address import Address
from xlsreport.model.marks import Annotations
from xlsreport.model.workbook import CELL_CAPACITY, ErrorValue, Value
from xlsreport.package import settled

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook


def filled(
    workbook: bytes, values: Mapping[Address, Value], locked: Sequence[Address] = (), marks: Annotations | None = None
) -> bytes:
    """Return `workbook` with `values` typed in, results stored, the cells of `locked` locked, and `marks` on it.

    Raises `ValueError` naming the cell for a text longer than a cell holds.
    """
    book = load_workbook(io.BytesIO(workbook))
    for address, value in values.items():
        _type(book[address.sheet].cell(address.row, address.column), value, address)
    for address in locked:
        book[address.sheet].cell(address.row, address.column).protection = Protection(locked=True)
    if marks is not None:
        mark(book, marks)
    order_merges(book)
    saved = io.BytesIO()
    book.save(saved)
    recalculated: bytes = formualizer.recalculate_xlsx_bytes(saved.getvalue())["bytes"]
    return settled(recalculated)


def order_merges(book: "Workbook") -> None:
    """Have the merged ranges of `book` written by column and row; openpyxl writes a set, in any order."""
    for sheet in book.worksheets:
        sheet.merged_cells = _OrderedRanges(sheet.merged_cells.sorted())


class _OrderedRanges(MultiCellRange):
    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


def _type(cell: "Cell | MergedCell", value: Value, address: Address) -> None:
    match value:
        case Decimal():
            cell.value = int(value) if value == value.to_integral_value() else float(value)
        case ErrorValue():
            cell.value = value.text
            cell.data_type = "e"
        case str():
            text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
            if len(text) > CELL_CAPACITY:
                raise ValueError(f"{address}: {len(text)} > {CELL_CAPACITY}")
            cell.value = text
            cell.data_type = "s"  # a text that begins with = stays a text
        case _:
            cell.value = value
