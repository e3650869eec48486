"""The figures of a year by unit; of many units each a row of values over one index, which lies in a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from xlsreport.model.address import Address
from xlsreport.model.indexed_values import IndexedValues
from xlsreport.model.packed_texts import PackedTexts
from xlsreport.model.row_aside import small_row
from xlsreport.model.small_row import SmallRow
from xlsreport.model.workbook import Value
from xlsreport.model.years import Figures
from xlsreport.pipeline.review.stored_row import UnstorableError, row_bytes
from xlsreport.pipeline.years.rows_aside import RowsAside

MANY = 100  # units: the figures of more lie in a file


class FiguresAside:
    """Figures of units over the same `cells`, each a row in a file."""

    def __init__(self, cells: Iterable[Address]) -> None:
        """Begin a file for units with figures in some of `cells`. Raises `XlsreportError` where there is no room."""
        self.cells = tuple(cells)
        self._index, self._rows = {cell: place for place, cell in enumerate(self.cells)}, RowsAside()

    def kept(self, figures: Figures) -> Figures:
        """Return the same figures, which lie in the file; as they are where they have other cells too."""
        if not figures.keys() <= self._index.keys():
            return figures
        return self.kept_bytes(row_bytes(SmallRow([*map(figures.get, self.cells)], PackedTexts())))

    def kept_bytes(self, row: bytes) -> Figures:
        """Return the figures that `bytes_of` told, which lie in the file."""
        return IndexedValues(self._index, self._rows.put(row))

    @staticmethod
    def bytes_of(figures: Figures) -> bytes:
        """Return figures that lie in such a file as bytes; raises `UnstorableError` for others."""
        if not isinstance(figures, IndexedValues) or (row := small_row(figures.in_order)) is None:
            raise UnstorableError
        return row_bytes(row)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What the tables of a bag say: figures by a unit's code, those of the whole by "".

    `names` are the units' by code; `known` the cells of the form that have some, None for all; `lost` what was in
    cells that it has not; `aside` is where the figures of many lie.
    """

    units: Mapping[str, Figures]
    names: Mapping[str, str]
    known: frozenset[Address] | None
    lost: tuple[str, ...]
    aside: FiguresAside | None = None


def figures_of(
    values: Iterable[tuple[str, Address, Decimal]],
    texts: Iterable[tuple[str, Address, str]],
    aside: FiguresAside | None = None,
) -> dict[str, Figures]:
    """Return what (unit, cell, value) and (unit, cell, text) say, by unit; `aside` takes the figures of many."""
    if aside is None:
        return dict(_gathered(values, dict(_gathered(texts, {}))))
    found: dict[str, Figures] = {}
    waiting = _Groups(texts)
    for code, rows in groupby(values, key=itemgetter(0)):
        numbers = {cell: value for _, cell, value in rows}
        found[code] = aside.kept({**found.get(code, {}), **numbers, **waiting.of(code)})
    while waiting.code is not None:  # whose texts stand in another order than its figures, or alone
        code = waiting.code
        found[code] = aside.kept({**found.get(code, {}), **waiting.of(code)})
    return found


class _Groups:
    """The texts of one unit after the other: all texts of a year fit no memory."""

    def __init__(self, texts: Iterable[tuple[str, Address, str]]) -> None:
        self._groups = groupby(texts, key=itemgetter(0))
        self.code: str | None
        self._rows: Iterable[tuple[str, Address, str]]
        self._next()

    def of(self, code: str) -> dict[Address, str]:
        """Return the texts of the unit `code` where they are next."""
        if self.code != code:
            return {}
        own = {cell: text for _, cell, text in self._rows}
        self._next()
        return own

    def _next(self) -> None:
        self.code, self._rows = next(self._groups, (None, ()))


def _gathered(
    rows: Iterable[tuple[str, Address, Value]], more: Mapping[str, Mapping[Address, Value]]
) -> Iterator[tuple[str, dict[Address, Value]]]:
    found: dict[str, dict[Address, Value]] = {}
    for code, cell, value in rows:
        found.setdefault(code, {})[cell] = value
    for code, own in more.items():
        found.setdefault(code, {}).update(own)
    yield from found.items()
