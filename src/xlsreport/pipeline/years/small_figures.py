"""The figures of a year by unit; of very many units small: each row of values over one index."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from xlsreport.model.address import Address
from xlsreport.model.indexed_values import IndexedValues
from xlsreport.model.small_row import SmallRow
from xlsreport.model.workbook import Value
from xlsreport.model.years import Figures


def figures_of(
    values: Iterable[tuple[str, Address, Decimal]],
    texts: Iterable[tuple[str, Address, str]],
    cells: Iterable[Address] | None = None,
) -> dict[str, Figures]:
    """Return what (unit, cell, value) and (unit, cell, text) say, by unit; small where all `cells` are given."""
    wrote = dict(_gathered(texts, {}))
    if cells is None:
        return dict(_gathered(values, wrote))
    index = {cell: place for place, cell in enumerate(cells)}
    found: dict[str, Figures] = {}
    for code, rows in groupby(values, key=itemgetter(0)):
        own: dict[Address, Value] = {**found.get(code, {}), **wrote.pop(code, {})}
        own.update((cell, value) for _, cell, value in rows)
        found[code] = _small(own, index)
    return {**found, **{code: _small(own, index) for code, own in wrote.items()}}


def _gathered(
    rows: Iterable[tuple[str, Address, Value]], more: Mapping[str, Mapping[Address, Value]]
) -> Iterator[tuple[str, dict[Address, Value]]]:
    found: dict[str, dict[Address, Value]] = {}
    for code, cell, value in rows:
        found.setdefault(code, {})[cell] = value
    for code, own in more.items():
        found.setdefault(code, {}).update(own)
    yield from found.items()


def _small(own: Mapping[Address, Value], index: Mapping[Address, int]) -> IndexedValues:
    return IndexedValues(index, SmallRow([own.get(cell) for cell in index]))
