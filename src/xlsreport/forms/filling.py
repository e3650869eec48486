"""Filling a form: values typed into its workbook, results stored as Excel would store them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from xlsreport.forms.copying.cells import Cells, formula_in, store_result, type_value
from xlsreport.forms.copying.heights import Heights
from xlsreport.forms.copying.looks import Look, Looks
from xlsreport.forms.copying.parts import Book, Element, main, needed
from xlsreport.forms.copying.shared_formulas import unshared
from xlsreport.forms.copying.sheet_order import BOOK
from xlsreport.forms.copying.widths import Widths
from xlsreport.forms.marking import mark
from xlsreport.model.address import Address
from xlsreport.model.marks import Annotations
from xlsreport.model.workbook import Value
from xlsreport.package import settled

_LOCKED = Look(locked=True)


def filled(
    workbook: bytes,
    values: Mapping[Address, Value],
    results: Mapping[Address, Value],
    locked: Sequence[Address] = (),
    marks: Annotations | None = None,
) -> bytes:
    """Return `workbook` with `values` typed in, `results` stored at its formulas, the cells of `locked` locked.

    `marks` are written on it; every part that all this does not touch stays byte for byte. Raises `ValueError` naming
    the cell for a text longer than a cell holds.
    """
    copy = _Copy(workbook)
    for address, value in values.items():
        copy.type(address, value)
    for address, value in results.items():
        copy.store(address, value)
    for address in locked:
        copy.lock(address)
    copy.forget(results)
    copy.widen({**results, **values})
    copy.heighten(values)
    if marks is not None:
        mark(copy.book, copy.styles, marks)
    _compute_when_opened(copy.book.root)
    return settled(copy.book.parts.packed())


class _Copy:
    """The copy while it is made."""

    def __init__(self, workbook: bytes) -> None:
        self.book = Book(workbook)
        self.styles = Looks(self.book)
        self._cells: dict[str, Cells] = {}
        said = self.book.root.find(main("workbookPr"))
        self._mac = said is not None and said.get("date1904") in ("1", "true")

    def _of(self, title: str) -> Cells:
        if title not in self._cells:
            self._cells[title] = Cells(self.book.sheet(title))
        return self._cells[title]

    def type(self, address: Address, value: Value) -> None:
        cells = self._of(address.sheet)
        cell = cells.get(address.row, address.column)
        if cell is None and value is None:
            return
        cell = cells.at(address.row, address.column)
        if formula_in(cell) is not None:
            unshared(cells.sheet, cell)
            self.book.forget_order()
        if isinstance(value, date | time) and not self.styles.is_date(int(cell.get("s") or 0)):
            self.styles.put_on(cell, Look(number_format=_shown(value)))
        type_value(cell, value, address, mac=self._mac)

    def store(self, address: Address, value: Value) -> None:
        cell = self._of(address.sheet).get(address.row, address.column)
        if cell is not None and formula_in(cell) is not None:
            store_result(cell, value)

    def lock(self, address: Address) -> None:
        self.styles.put_on(self._of(address.sheet).at(address.row, address.column), _LOCKED)

    def forget(self, known: Mapping[Address, Value]) -> None:
        """Take away the results of formulas in open cells, which are not computed here: they are of other values."""
        for title, cells in self._cells.items():
            for row, column, cell in cells.with_formulas():
                if Address(title, row, column) not in known:
                    store_result(cell, None)

    def heighten(self, typed: Mapping[Address, Value]) -> None:
        """Make rows as high as their texts."""
        heights = {title: Heights(cells, self.styles) for title, cells in self._cells.items()}
        for address, value in typed.items():
            if isinstance(value, str):
                heights[address.sheet].fit(address.row, address.column, value)

    def widen(self, shown: Mapping[Address, Value]) -> None:
        """Make columns as wide as their numbers."""
        widths = {title: Widths(cells, self.styles) for title, cells in self._cells.items()}
        for address, value in shown.items():
            if isinstance(value, Decimal):
                widths[address.sheet].fit(address.row, address.column, value)


def _shown(value: date | time) -> str:
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm:ss"
    return "yyyy-mm-dd" if isinstance(value, date) else "hh:mm:ss"


def _compute_when_opened(root: Element) -> None:
    """Have Excel compute all anew when the copy is opened: its own functions may know more than ours."""
    needed(root, "calcPr", BOOK).set("fullCalcOnLoad", "1")
