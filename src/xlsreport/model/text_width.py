"""How wide a text is in a column: the unit of Excel's column widths, with East Asian characters two wide."""

from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width


def text_width(text: str) -> int:
    """Return the width of `text` in characters of a column; wide, full-width and ambiguous ones count two (UAX #11)."""
    return sum(map(_char_width, text))


def lines_in(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width` characters, with some air."""
    return sum(max(1, ceil(text_width(line) * 1.05 / width)) for line in text.split("\n"))


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1
