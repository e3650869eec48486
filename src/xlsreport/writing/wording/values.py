"""Values as outputs show them."""

from decimal import Decimal
from typing import Any

from xlsreport.model.workbook import Value


def as_text(value: Value) -> str:
    """Return a value as it is printed: numbers without exponent or trailing zeros, nothing for a blank."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def as_json(value: Value) -> Any:
    """Return a value for JSON: numbers exact, everything else as text."""
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else Decimal(as_text(value))
        case _:
            return str(value)
