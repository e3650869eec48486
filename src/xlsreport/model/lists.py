"""A list of a form: rows of which nobody knows beforehand how many there are, such as statutes or projects."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from xlsreport.model.address import Address, column_letters
from xlsreport.model.joining import Joining
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class FormList:
    """A block of rows that a department fills as far as it has something to say, the form giving them room.

    `ways` say how each column, from the first on, joins the rows that share a key; the key is in the columns of
    `keys`, none where every row stands for itself; `required` are the columns that no filled row may leave blank.
    Columns count from 0, those of the block alone. `prepared` is how many rows the form's author gave it; where
    nothing of the form stands below them it is `growing`, and goes on there as far as there is something to say.
    """

    name: str
    rows: tuple[tuple[Address, ...], ...]
    ways: tuple[Joining, ...]
    keys: tuple[int, ...] = ()
    required: tuple[int, ...] = ()
    prepared: int = 0
    growing: bool = False

    def with_rows(self, count: int) -> Self:
        """Return the list with `count` rows, those that it has more going on below; itself where it has as many."""
        last = self.rows[-1]
        more = (tuple(c._replace(row=c.row + n) for c in last) for n in range(1, count - len(self.rows) + 1))
        return replace(self, rows=(*self.rows, *more)) if self.growing and count > len(self.rows) else self

    def rows_in(self, values: Iterable[Address]) -> int:
        """Return how many rows it needs for the cells of `values`, which may be of one that is longer."""
        first, last = self.rows[0][0], self.rows[0][-1]
        rows = (c.row for c in values if c.sheet == first.sheet and first.column <= c.column <= last.column)
        return max(0, max(rows, default=0) - first.row + 1) if self.growing else 0

    @property
    def sheet(self) -> str:
        """The sheet that it stands on."""
        return self.rows[0][0].sheet

    @property
    def cells(self) -> Iterator[Address]:
        """The cells of all its rows."""
        return (cell for row in self.rows for cell in row)

    @property
    def area(self) -> str:
        """Where it is: `Statutes!A8:E57`."""
        return f"{self.rows[0][0]}:{self.rows[-1][-1].cell}"

    def filled(self, values: Mapping[Address, Value]) -> Iterator[tuple[Address, ...]]:
        """Yield the rows in which something stands."""
        return (row for row in self.rows if any(values.get(cell) is not None for cell in row))

    def key_cell(self, row: tuple[Address, ...]) -> Address:
        """Return the cell that a row is called by: the first of its key, else its first."""
        return row[self.keys[0]] if self.keys else row[0]

    def key_of(self, row: Sequence[Value]) -> tuple[str, ...]:
        """Return what makes two rows one: the texts of the key's columns, however they are spaced and capitalised."""
        return tuple(_plain(row[number]) for number in self.keys)

    def letters(self, number: int) -> str:
        """Return the letters of a column, which counts from 0."""
        return column_letters(self.rows[0][number].column)


def to_the_end(lists: Iterable[FormList], area: Sequence[Address]) -> tuple[Address, ...]:
    """Return the cells of `area`, row by row, where it ends with a list's prepared rows down to the list's last row."""
    last = area[-1]
    for each in lists:
        ends = each.rows[each.prepared - 1]
        if each.growing and last.row == ends[0].row and last in ends and area[0].row < last.row:
            bottom = [cell for cell in area if cell.row == last.row]
            more = range(1, len(each.rows) - each.prepared + 1)
            return (*area, *(cell._replace(row=cell.row + number) for number in more for cell in bottom))
    return tuple(area)


def _plain(value: Value) -> str:
    return " ".join(unicodedata.normalize("NFKC", "" if value is None else str(value)).split()).casefold()
