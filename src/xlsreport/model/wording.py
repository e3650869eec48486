"""Values as words, the same wherever they are said."""

from decimal import Decimal

from xlsreport.model.workbook import Value


def plain_decimal(number: Decimal) -> str:
    """Return `number` in its shortest exact digits: no exponent, no trailing zeros, and 0 without a sign."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def one_line(text: str) -> str:
    """Return `text` on one line, without what cannot be seen."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def as_text(value: Value) -> str:
    """Return a value as it is printed: a number in its shortest exact digits, nothing for a blank."""
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return "" if value is None else str(value)
