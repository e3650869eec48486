"""Cell addresses: `Data!J6`, and the spelling that Word templates use, `Data.J6`."""

import re
from functools import lru_cache
from typing import NamedTuple, Self

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_MOST_CELLS = 100_000  # a larger range is no range of a form, and may be meant to exhaust memory
_QUALIFIED = re.compile(r"(?P<sheet>.+)[!.！．](?P<cells>[^!.！．]+)")  # the last separator divides


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Return the letters of the 1-based `column`: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the 1-based number of a column's `letters`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Address(NamedTuple):
    """One cell of one sheet; rows and columns count from 1. Sorts by sheet, row and column numbers.

    A named tuple and no dataclass: a review looks thousands of them up, and a tuple is hashed several times faster.
    """

    sheet: str
    row: int
    column: int

    @classmethod
    def parse(cls, text: str, sheet: str | None = None) -> Self:
        """Read `Data!J6`, `Data.J6`, `'More data'!$J$6`, or a bare `J6` on `sheet`; raises `ValueError` otherwise."""
        name, cells = _split(text, sheet)
        match = _CELL.fullmatch(cells)
        if match is None:
            raise ValueError(text)
        return cls(name, int(match[2]), column_number(match[1]))

    @property
    def cell(self) -> str:
        """The address inside its sheet: `J6`."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


def cell_range(text: str, sheet: str | None = None) -> tuple[Address, ...]:
    """Return the cells of `Data!D6:I6` (or of a single cell), row by row, whichever corner is named first.

    Raises `ValueError` for any other text, and for a range of more than 100,000 cells.
    """
    name, cells = _split(text, sheet)
    corners = [match for part in cells.split(":") if (match := _CELL.fullmatch(part.strip()))]
    if len(corners) != cells.count(":") + 1 or len(corners) > 2:
        raise ValueError(text)
    rows = _between(int(corners[0][2]), int(corners[-1][2]))
    columns = _between(column_number(corners[0][1]), column_number(corners[-1][1]))
    if len(rows) * len(columns) > _MOST_CELLS:
        raise ValueError(text)
    return tuple(Address(name, row, column) for row in rows for column in columns)


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)


def _split(text: str, sheet: str | None) -> tuple[str, str]:
    text = text.strip()
    match = None if text.isalnum() else _QUALIFIED.fullmatch(text)
    if match is not None:
        return _unquoted(match["sheet"]), match["cells"]
    if sheet is None:
        raise ValueError(text)
    return sheet, text


def _unquoted(sheet: str) -> str:
    quoted = len(sheet) > 2 and sheet.startswith("'") and sheet.endswith("'")
    return sheet[1:-1].replace("''", "'") if quoted else sheet
