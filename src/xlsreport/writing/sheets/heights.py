"""How high a row must be for the texts in it: not every program makes it so when it opens a file."""

import math
from functools import lru_cache

from xlsreport.model.text_width import text_width

TALLEST = 409.0  # points that a row of Excel may be high
INDENT = 1  # characters of a column that the indent of its texts takes
_LINE_HEIGHT, _AIR = 14.0, 4
ONE_LINE = _LINE_HEIGHT + _AIR
_BESIDE = 2  # characters of a column that no text stands in


def fits(text: str, width: float) -> bool:
    """Whether `text` surely stands on one line: no character is wider than two."""
    return 2 * len(text) <= width - INDENT - _BESIDE and text.isprintable()


@lru_cache(maxsize=8192)
def height(text: str, width: float, line: float = _LINE_HEIGHT) -> float:
    """Return the points that `text` needs in a cell `width` characters wide."""
    lines = sum(max(1, math.ceil(text_width(part) / max(width - _BESIDE, 1))) for part in text.split("\n"))
    return min(TALLEST, lines * line + _AIR)
