"""How wide a text is in a column: the unit of Excel's column widths, with East Asian characters two wide."""

import re
from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width

# Lines break at blanks, after a hyphen or stroke between letters, and on each side of an East Asian character.
_PARTS = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef/-]+[/-]?|[^\s]")


def text_width(text: str) -> int:
    """Return the width of `text` in characters of a column; wide, full-width and ambiguous ones count two (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def lines_in(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width` characters, with some air."""
    return sum(max(1, ceil(text_width(line) * 1.05 / width)) for line in text.split("\n"))


@lru_cache(maxsize=8192)
def longest_word(text: str) -> int:
    """Return the width of the longest part of `text` that no line breaks: a word, a number, a Chinese letter."""
    return max(map(text_width, _PARTS.findall(text)), default=0)


class _Widths(dict[str, int]):
    """The widths of the characters that were asked for."""

    def __missing__(self, char: str) -> int:
        width = self[char] = 2 if east_asian_width(char) in "WFA" else 1
        return width


_WIDTHS = _Widths()
