"""A workbook that openpyxl holds as bytes that depend on its content alone."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import formualizer
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

from xlsreport.forms.new.dressing import protect
from xlsreport.package import settled

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook


def saved(book: "Workbook") -> bytes:
    """Return `book`, every sheet of it protected, its formulas computed; the same bytes each time."""
    for sheet in book.worksheets:
        protect(sheet)
        sheet.merged_cells = _OrderedRanges(sheet.merged_cells.sorted())
    book.active = 0
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)
    out = io.BytesIO()
    book.save(out)
    recalculated: bytes = formualizer.recalculate_xlsx_bytes(out.getvalue())["bytes"]
    return settled(recalculated)


class _OrderedRanges(MultiCellRange):
    """Merged ranges by column and row; openpyxl writes a set, in any order."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())
