"""Values as outputs show them."""

from decimal import Decimal
from typing import Any

from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Value


def as_json(value: Value) -> Any:
    """Return a value for JSON: numbers exact, everything else as text."""
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else Decimal(plain_decimal(value))
        case _:
            return str(value)
