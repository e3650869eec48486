"""Cell addresses: `表三!J6`, and the spelling that Word templates use, `表三.J6`."""

import re
from typing import NamedTuple, Self

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_MOST_CELLS = 100_000  # a larger range is no range of a form, and may be meant to exhaust memory
_QUALIFIED = re.compile(r"(?P<sheet>.+)[!.！．](?P<cells>[^!.！．]+)")  # the last separator divides


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
        """Read `表三!J6`, `表三.J6`, `'表 三'!$J$6`, or a bare `J6` on `sheet`; raises `ValueError` otherwise."""
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
    """Return the cells of `表三!D6:I6` (or of a single cell), row by row.

    Raises `ValueError` for any other text, and for a range of more than 100,000 cells.
    """
    name, cells = _split(text, sheet)
    first, _, last = cells.partition(":")
    start, end = Address.parse(first, name), Address.parse(last or first, name)
    rows, columns = range(start.row, end.row + 1), range(start.column, end.column + 1)
    if len(rows) * len(columns) > _MOST_CELLS:
        raise ValueError(text)
    return tuple(Address(name, row, column) for row in rows for column in columns)


def _split(text: str, sheet: str | None) -> tuple[str, str]:
    match = _QUALIFIED.fullmatch(text.strip())
    if match is not None:
        return match["sheet"].strip("'").replace("''", "'"), match["cells"]
    if sheet is None:
        raise ValueError(text)
    return sheet, text.strip()
