"""The tables of a bag, row by row: of which cells they are, and whose."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from xlsreport.archive.store import StoredBag
from xlsreport.archive.tables import ValueRow, read_texts, read_values
from xlsreport.errors import ArchiveError
from xlsreport.language import bilingual
from xlsreport.model.address import Address
from xlsreport.model.form import Form


class ToldCell(NamedTuple):
    """A cell as the rows of a table name it."""

    sheet: str
    cell: str
    label: str
    unit: str


class FigureTable:
    """The rows of a bag's figures, which say as they are read of what cells they are, and who has them."""

    def __init__(self, bag: StoredBag) -> None:
        self._bag, self._read = bag, False
        self._cells, self._names = dict[tuple[str, ...], None](), dict[str, str]()

    def rows(self) -> Iterator[ValueRow]:
        """Yield the rows, one after the other."""
        for row in read_values(*_table(self._bag, "values.csv")):
            self._cells[row.sheet, row.cell, row.label, row.unit] = None
            if row.code:
                self._names[row.code] = row.name
            yield row
        self._read = True

    def cells_and_names(self) -> tuple[Sequence[ToldCell], Mapping[str, str]]:
        """Return the cells that figures are of, and the name of each unit that has some, by its code."""
        if not self._read:
            deque(self.rows(), 0)
        return [ToldCell(*each) for each in self._cells], self._names


class OwnCells(dict[tuple[str, str], Address | None]):
    """The cells of a form by their sheets and names, as they are asked for; None for those that it has not."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, named: tuple[str, str]) -> Address | None:
        where = address_of(*named)
        is_own = where is not None and (where in self._form.fields or where in self._form.formulas)
        self[named] = where = where if is_own else None
        return where


def texts_of(bag: StoredBag, form: Form) -> Iterator[tuple[str, Address, str]]:
    """Yield the texts of a bag at the cells of `form`, each with its unit's code."""
    for each in read_texts(*_table(bag, "texts.csv")):
        where = address_of(each.sheet, each.cell)
        if where is not None and where in form.fields:
            yield each.code, where, each.text


@cache
def address_of(sheet: str, cell: str) -> Address | None:
    """Return the address that a table names; None where it is none."""
    try:
        return Address.parse(cell, sheet)
    except ValueError:
        return None


def _table(bag: StoredBag, name: str) -> tuple[Path, str]:
    path = bag.data / name
    try:
        path.open("rb").close()
    except OSError as error:
        raise ArchiveError(bilingual("unreadable_table", at=path, reason=error.strerror)) from None
    return path, str(path)
