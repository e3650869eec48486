"""A list of a form: rows of which nobody knows beforehand how many there are, such as statutes or projects."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.model.address import Address, column_letters
from xlsreport.model.joining import Joining
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class FormList:
    """A block of rows that a department fills as far as it has something to say, the form giving them room.

    `ways` say how each column, from the first on, joins the rows that share a key; the key is in the columns of
    `keys`, none where every row stands for itself; `required` are the columns that no filled row may leave blank.
    Columns count from 0, those of the block alone.
    """

    name: str
    rows: tuple[tuple[Address, ...], ...]
    ways: tuple[Joining, ...]
    keys: tuple[int, ...] = ()
    required: tuple[int, ...] = ()

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


def _plain(value: Value) -> str:
    return " ".join(unicodedata.normalize("NFKC", "" if value is None else str(value)).split()).casefold()
