"""The first entries of all: the ten oldest of ten departments' ten oldest."""

from collections.abc import Iterator, Mapping, Sequence

from xlsreport.consolidation.figures import Values
from xlsreport.model.address import Address
from xlsreport.model.form import Field
from xlsreport.model.joining import Order, Ranking
from xlsreport.model.ranking import Entry, Key, entry_key
from xlsreport.model.workbook import Value


def ranked(ranking: Ranking, fields: Mapping[Address, Field], parts: Sequence[Values]) -> dict[Address, Value]:
    """Return what stands in the block of the whole: the first entries of all `parts`, in order.

    Equal ones are ordered by what stands beside them, so that the order of the parts says nothing. Where there are too
    few, the places left hold what the parts write into places without an entry, such as N/A.
    """
    entries: list[tuple[Key, Entry]] = []
    fillers: list[Entry] = []
    for entry in _written(ranking, parts):
        key = entry_key(ranking, fields, entry)
        if key is not None:
            entries.append((key, entry))
        elif any(value is not None for value in entry):
            fillers.append(entry)
    first = [entry for _, entry in _in_order(entries, ranking.order)][: len(ranking.places)]
    rest = min(fillers, key=_as_texts, default=())
    first += [rest] * (len(ranking.places) - len(first))
    return {
        cell: value
        for place, entry in zip(ranking.places, first, strict=True)
        for cell, value in zip(place, entry, strict=False)
        if value is not None
    }


def _written(ranking: Ranking, parts: Sequence[Values]) -> Iterator[Entry]:
    for part in parts:
        for place in ranking.places:
            yield tuple(part.get(cell) for cell in place)


def _in_order(entries: Sequence[tuple[Key, Entry]], order: Order) -> list[tuple[Key, Entry]]:
    beside = sorted(entries, key=lambda each: _as_texts(each[1]))
    return sorted(beside, key=lambda each: each[0], reverse=order.descending)


def _as_texts(entry: Entry) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in entry)
