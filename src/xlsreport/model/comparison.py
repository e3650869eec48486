"""When two values of workbooks are one, and what a cell shows."""

from decimal import Context, Decimal

from xlsreport.model.workbook import ErrorValue, Value

_CERTAIN_DIGITS = Context(prec=15)  # what a workbook's doubles hold for certain


def certain(number: Decimal) -> Decimal:
    """Return a number to the 15 significant digits that a workbook holds for certain."""
    return _CERTAIN_DIGITS.plus(number)


def same(left: Value, right: Value) -> bool:
    """Whether two values are one in a workbook: numbers to 15 significant digits, all else exactly."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left == right or certain(left) == certain(right)
    return type(left) is type(right) and left == right


def is_blank(value: Value) -> bool:
    """Whether nothing is to be seen in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_error(value: Value) -> bool:
    """Whether a cell shows an Excel error."""
    return isinstance(value, ErrorValue)
