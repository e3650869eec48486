"""Numbers that were typed as text, read only where they can mean one thing."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")


def visible(text: str) -> str:
    """Return `text` in half-width forms, without spaces and invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def number_in(text: str, units: Collection[str]) -> Decimal | None:
    """Return the number that `text` certainly means, perhaps followed by one of `units`; None otherwise."""
    seen = visible(text)
    for unit in sorted(units, key=len, reverse=True):
        if seen.endswith(unit):
            seen = seen.removesuffix(unit)
            break
    if _GROUPED.fullmatch(seen):
        seen = seen.replace(",", "")
    return Decimal(seen) if _PLAIN.fullmatch(seen) else None
