"""Values as words, the same wherever they are said."""

from decimal import Decimal


def plain_decimal(number: Decimal) -> str:
    """Return `number` in its shortest exact digits: no exponent, no trailing zeros, and 0 without a sign."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
