"""Values as formualizer takes and gives them."""

from datetime import date, datetime, time
from decimal import Context, Decimal
from typing import Any

from xlsreport.model.workbook import ErrorValue, Value

_EXCEL_DIGITS = Context(prec=15)  # Excel keeps and shows 15 significant digits
_MOST = 2**53  # from here on a workbook's doubles are not exact, and formualizer takes no larger integer than 2^63
_ERRORS = {
    "Div": "#DIV/0!",
    "Ref": "#REF!",
    "Name": "#NAME?",
    "Value": "#VALUE!",
    "Num": "#NUM!",
    "Null": "#NULL!",
    "Na": "#N/A",
}


def to_engine(value: Any) -> Any:
    """Return a value of ours as formualizer takes it."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() and abs(value) < _MOST else float(value)
        case ErrorValue(text):
            kind = next((kind for kind, said in _ERRORS.items() if said == text), None)
            return {"type": "Error", "kind": kind} if kind else text
        case _:
            return value


def from_engine(value: Any) -> Value:
    """Return a value of formualizer as ours, its numbers to the digits that Excel shows."""
    match value:
        case None | bool() | str() | datetime() | date() | time():
            return value
        case int() | float():
            return _EXCEL_DIGITS.create_decimal(repr(value)).normalize() + 0
        case {"type": "Error", "kind": kind}:
            return ErrorValue(_ERRORS.get(kind, f"#{kind}!"))
        case _:
            return str(value)
