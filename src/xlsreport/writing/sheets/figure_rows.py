"""Rows of many figures in a streamed sheet: kept and written together, as xlsxwriter writes them cell by cell.

A district's details have two million cells. xlsxwriter checks each, keeps it, and puts its attributes together.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xlsreport.model.address import column_letters
from xlsreport.model.number_formats import accepted_format
from xlsreport.model.workbook import Value
from xlsreport.writing.sheets.page import Page, number, number_digits, number_width
from xlsreport.writing.sheets.quick_sheet import BLANK_XML, TakenCell


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures: its number format, and whether its cells take whole numbers alone."""

    code: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number as it stands in a cell: its XML behind the cell's style, its format, and how wide it is."""

    xml: str
    digits: str
    width: float


class FigureRows:
    """Rows of figures in the `columns` of a page whose sheet is streamed, from the column `first` on."""

    def __init__(self, page: Page, first: int, columns: Sequence[FigureColumn]) -> None:
        self.page, self._end = page, first + len(columns)
        self._columns = [(first + n, column_letters(first + n + 1), each) for n, each in enumerate(columns)]
        self._widest: dict[int, float] = {}

    def write(self, row: int, values: Sequence[Value], apart: Container[int] = ()) -> None:
        """Write `values`, a column each; columns that are `apart` are left to others."""
        cells: list[TakenCell] = []
        for (column, letters, kind), value in zip(self._columns, values, strict=True):
            cell = None if column in apart else self._cell(column, letters, kind, value)
            if cell is not None:
                cells.append(cell)
                continue
            self._take(row, column, cells)
            cells = []
            if column not in apart:
                self.page.value(row, column, value, digits=accepted_format(value, kind.code, whole=kind.whole))
        self._take(row, self._end, cells)

    def finish(self) -> None:
        """Make the columns as wide as what was written into them."""
        for column, width in self._widest.items():
            self.page.widen(column, width)

    def _take(self, row: int, behind: int, cells: list[TakenCell]) -> None:
        if cells:
            self.page.sheet.take(row, behind - len(cells), cells)

    def _cell(self, column: int, letters: str, kind: FigureColumn, value: Value) -> TakenCell | None:
        """Return the cell of a number or of nothing; None of all else."""
        if value is None:
            return letters, self.page.looks.format("number"), BLANK_XML
        figure = _figure(value, kind.code, kind.whole) if isinstance(value, Decimal) else None
        if figure is None:
            return None
        if figure.width > self._widest.get(column, 0):
            self._widest[column] = figure.width
        return letters, self.page.looks.format("number", digits=figure.digits), figure.xml


@lru_cache(maxsize=1 << 14)  # most figures of a year are small, and each stands in many rows
def _figure(value: Decimal, code: str, whole: bool) -> _Figure | None:
    stored = number(value)
    if stored is None:
        return None
    digits = accepted_format(value, code, whole=whole)
    return _Figure(f"><v>{stored:.16G}</v></c>", number_digits(value, digits), number_width(value, digits))
