"""A value as the board has it: a plain whole number as it is, else what it is and what its cell shows."""

from decimal import Decimal
from typing import Any

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Value
from xlsreport.writing.wording.values import as_json

_EXACT = 2**53  # a browser's numbers hold every whole number below it


def told(form: Form, address: Address | None, value: Value) -> Any:
    """Return `value` for the page: a number or text that is shown as it is, or [what it is, what is shown]."""
    plain = as_json(value)
    if not isinstance(value, Decimal):
        return plain if value is None or isinstance(plain, str) else str(plain)
    shown = form.shown(address, value) if address else plain_decimal(value)
    exact = isinstance(plain, int) and abs(plain) < _EXACT
    if exact and shown == str(plain):
        return plain
    return [plain if exact else plain_decimal(value), shown]
