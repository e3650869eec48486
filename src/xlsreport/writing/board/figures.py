"""A value as the board has it: a plain whole number as it is, else what it is and what its cell shows."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsreport.model.address import Address
from xlsreport.model.coded_cells import CodedCells
from xlsreport.model.form import Form
from xlsreport.model.indexed_values import SameCells
from xlsreport.model.number_formats import shown
from xlsreport.model.review import Review
from xlsreport.model.small_row import BLANK, OTHER
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Value
from xlsreport.writing.wording.values import as_json

_AS_IT_IS, _SHORT = ("", "0", "General"), 10**9  # formats that show whole numbers below that by their digits alone
_EXACT = 2**53  # a browser's numbers hold every whole number below it


def told(form: Form, address: Address | None, value: Value) -> Any:
    """Return `value` for the page: a number or text that is shown as it is, or [what it is, what is shown]."""
    if not isinstance(value, Decimal):
        plain = as_json(value)
        return plain if value is None or isinstance(plain, str) else str(plain)
    return _number(str(value), form.number_format(address, value) if address else None)


class ToldCells:
    """The same cells of many departments as the page has them: what a whole number is told as is found once."""

    def __init__(self, form: Form, cells: Sequence[Address]) -> None:
        self.form, self._cells, self._coded = form, SameCells(cells), CodedCells(cells)
        formats = [form.number_format(cell, Decimal(0)) for cell in cells]  # the same for every whole number
        known = {each: _Known(each) for each in formats}
        self._columns = [known[each] for each in formats]

    def of(self, review: Review) -> Sequence[Any]:
        """Return the value of each cell in `review` as `told` has it."""
        return self._told(self._cells.codes_of(review), lambda cell: told(self.form, cell, review.value(cell)))

    def numbers_of(self, figures: Mapping[Address, Value]) -> Sequence[Any]:
        """Return the same of `figures`, None for all that is no number."""
        return self._told(self._coded.of(figures), lambda cell: self._number(cell, figures.get(cell)))

    def _told(self, codes: Sequence[int], other: Callable[[Address], Any]) -> Sequence[Any]:
        found = [known[code] for known, code in zip(self._columns, codes, strict=True)]
        if OTHER in codes:
            for place in (n for n, code in enumerate(codes) if code == OTHER):
                found[place] = other(self._cells.cells[place])
        return found

    def _number(self, cell: Address, value: Value) -> Any:
        return told(self.form, cell, value) if isinstance(value, Decimal) else None


class _Known(dict[int, Any]):
    """What whole numbers are told as in one number format, by what stands for them."""

    def __init__(self, number_format: str) -> None:
        super().__init__({BLANK: None, OTHER: None})
        self._format, self._plain = number_format, number_format in _AS_IT_IS

    def __missing__(self, code: int) -> Any:
        told_as = code if self._plain and 0 <= code < _SHORT else _number(str(code), self._format)
        self[code] = told_as
        return told_as


@lru_cache(maxsize=1 << 14)  # most figures of a year are small, and each stands in many cells
def _number(digits: str, number_format: str | None) -> int | tuple[int | str, str]:
    value = Decimal(digits)
    said = plain_decimal(value) if number_format is None else shown(value, number_format)
    plain = as_json(value)
    exact = isinstance(plain, int) and abs(plain) < _EXACT
    if exact and said == str(plain):
        return int(plain)
    return plain if exact else plain_decimal(value), said
