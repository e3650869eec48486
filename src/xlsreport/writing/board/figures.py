"""A value as the board has it: a plain whole number as it is, else what it is and what its cell shows."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.number_formats import shown
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Value
from xlsreport.writing.wording.values import as_json

_EXACT = 2**53  # a browser's numbers hold every whole number below it


def told(form: Form, address: Address | None, value: Value) -> Any:
    """Return `value` for the page: a number or text that is shown as it is, or [what it is, what is shown]."""
    if not isinstance(value, Decimal):
        plain = as_json(value)
        return plain if value is None or isinstance(plain, str) else str(plain)
    return _number(str(value), form.number_format(address, value) if address else None)


@lru_cache(maxsize=1 << 14)  # most figures of a year are small, and each stands in many cells
def _number(digits: str, number_format: str | None) -> int | tuple[int | str, str]:
    value = Decimal(digits)
    said = plain_decimal(value) if number_format is None else shown(value, number_format)
    plain = as_json(value)
    exact = isinstance(plain, int) and abs(plain) < _EXACT
    if exact and said == str(plain):
        return int(plain)
    return plain if exact else plain_decimal(value), said
