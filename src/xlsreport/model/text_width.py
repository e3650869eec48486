"""How wide a text is in a column: the unit of Excel's column widths, with East Asian characters two wide."""

from functools import lru_cache
from unicodedata import east_asian_width


def text_width(text: str) -> int:
    """Return the width of `text` in characters of a column; wide, full-width and ambiguous ones count two (UAX #11)."""
    return sum(map(_char_width, text))


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1
