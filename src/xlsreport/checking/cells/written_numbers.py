"""Numbers typed as text in the way that their cell shows them: `$123,456.78`, `12.5%`, `(123)`.

Each sign is read only where the cell's unit or its number format has it; what a sign means is never guessed.
"""

import re
from decimal import Decimal

from xlsreport.checking.cells.typed_numbers import half_width

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
_CURRENCY = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]|\"([^\"]+)\"|([$€£¥￥₩₹])")  # as a number format names one
_SKIPPED = re.compile(r"[_*\\].")  # a blank as wide as a sign, a sign that fills the cell, one taken as it is
PERCENT, _HUNDRED = "%", Decimal(100)


def number_as_shown(text: str, unit: str, shown: str) -> Decimal | None:
    """Return the number of `text` where it is written as its cell shows numbers; None where it is not.

    A percentage is the hundredth part of its digits where the number format says %, as in Excel, and as many units
    where % is the unit.
    """
    seen, negative = _bare(half_width(text).strip(), shown)
    percent = seen.endswith(PERCENT) and (unit == PERCENT or PERCENT in shown)
    seen = seen.removesuffix(PERCENT).rstrip() if percent else seen
    seen, minus = _unsigned(seen)
    before = len(seen)
    for sign in sorted(_signs(unit, shown), key=len, reverse=True):
        seen = seen.removeprefix(sign).removesuffix(sign).strip()
        if len(seen) < before:
            break
    seen, minus_inside = _unsigned(seen)
    if _NUMBER.fullmatch(seen) is None or negative + minus + minus_inside > 1:
        return None
    number = Decimal(seen.replace(",", ""))
    number = number / _HUNDRED if percent and PERCENT in shown else number
    return -number if negative or minus or minus_inside else number


def _bare(text: str, shown: str) -> tuple[str, bool]:
    """Return what stands in brackets, and that it is negative, where the number format writes negative numbers so."""
    sections = _SKIPPED.sub("", shown).split(";")
    if len(sections) > 1 and "(" in sections[1] and text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    return text, False


def _unsigned(text: str) -> tuple[str, bool]:
    return (text[1:].strip(), True) if text.startswith(("-", "−")) else (text.removeprefix("+"), False)


def _signs(unit: str, shown: str) -> set[str]:
    """Return what may stand before or after the digits: the unit, and what the number format writes there."""
    said = {half_width(next(filter(None, groups))).strip() for groups in _CURRENCY.findall(_SKIPPED.sub("", shown))}
    return (said | {half_width(unit).strip()}) - {"", PERCENT, "(", ")"}
