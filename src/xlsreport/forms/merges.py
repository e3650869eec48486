"""Merged ranges in a workbook that openpyxl writes: in order, so that two runs give the same bytes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook


def order_merges(book: "Workbook") -> None:
    """Have the merged ranges of `book` written by column and row; openpyxl writes a set, in any order."""
    for sheet in book.worksheets:
        sheet.merged_cells = _OrderedRanges(sheet.merged_cells.sorted())


class _OrderedRanges(MultiCellRange):
    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())
