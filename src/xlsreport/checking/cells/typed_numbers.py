"""Numbers that were typed as text, read only where they can mean one thing."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INVISIBLE = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+")
_HALVED = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (0x3000, *range(0xFF01, 0xFFE7))  # where all full-width characters are
    if unicodedata.decomposition(chr(code)).startswith("<wide>")
}
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """Return `text` in half-width forms, without spaces and invisible characters."""
    return _SPACE.sub("", half_width(text))


def has_invisible(text: str) -> bool:
    """Whether `text` holds characters that nobody sees: zero-width ones, marks of direction, a byte order mark."""
    return _INVISIBLE.search(text) is not None


def number_in(text: str, units: Collection[str]) -> Decimal | None:
    """Return the number that `text` certainly means, perhaps followed by one of `units`; None otherwise."""
    seen = half_width(text).strip()
    for unit in sorted(units, key=len, reverse=True):
        if seen.endswith(unit):
            seen = seen.removesuffix(unit).rstrip()
            break
    if _GROUPED.fullmatch(seen):
        seen = seen.replace(",", "")
    return Decimal(seen) if _PLAIN.fullmatch(seen) else None


def half_width(text: str) -> str:
    """Return `text` with full-width characters halved; ① and ² stay, lest a footnote's mark become a digit."""
    return text if text.isascii() else _INVISIBLE.sub("", text.translate(_HALVED))
