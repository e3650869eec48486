"""Values by address over an index that many reviews share, and the same cells read of one review after the other."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

from xlsreport.model.address import Address
from xlsreport.model.review import Review
from xlsreport.model.row_aside import small_row
from xlsreport.model.small_row import BLANK, SIZES, code_of
from xlsreport.model.workbook import Value

Index = Mapping[Address, int]
_BLANKS = {size: array(size, (BLANK,)) for size in SIZES}


class IndexedValues(Mapping[Address, Value]):
    """Values by address over an index that many of them share; what is None there is absent here."""

    __slots__ = ("in_order", "index")

    def __init__(self, index: Index, values: Sequence[Value]) -> None:
        """`index` says where in `values` the value of an address stands."""
        self.index = index
        self.in_order = values

    def __getitem__(self, address: Address) -> Value:
        value = self.in_order[self.index[address]]
        if value is None:
            raise KeyError(address)
        return value

    def get(self, address: Address, default: Value = None) -> Value:  # type: ignore[override]
        """Return the value at `address`, `default` where there is none; quicker than the inherited one."""
        place = self.index.get(address)
        value = None if place is None else self.in_order[place]
        return default if value is None else value

    def __iter__(self) -> Iterator[Address]:
        return (address for address, place in self.index.items() if self.in_order[place] is not None)

    def __len__(self) -> int:
        return sum(value is not None for value in self.in_order)

    def __bool__(self) -> bool:
        if (row := small_row(self.in_order)) is not None:
            return any(code != BLANK for code in row.codes)
        return any(self.in_order[place] is not None for place in range(len(self.in_order)))


def at_hand(values: Mapping[Address, Value]) -> Mapping[Address, Value]:
    """Return `values`; those that lie elsewhere read once, for who asks for many of them."""
    if isinstance(values, IndexedValues) and (row := small_row(values.in_order)) is not None:
        return IndexedValues(values.index, row)
    return values


class SameCells:
    """The same cells of many reviews: where a review's values are indexed, they are found once for all of them."""

    def __init__(self, cells: Sequence[Address]) -> None:
        self.cells = tuple(cells)
        self._known: list[_Places] = []

    def of(self, review: Review) -> Sequence[Value]:
        """Return the value of each cell, typed in or computed, as `review.value` gives it."""
        values, results = review.values, review.results
        if isinstance(values, IndexedValues) and isinstance(results, IndexedValues):
            picked = self._picked(values.index, results.index)
            if picked is not None:
                return _read(picked((*_unread(values), *_unread(results), None)), values)
        return [review.value(cell) for cell in self.cells]

    def codes_of(self, review: Review) -> Sequence[int]:
        """Return what stands for each of these values: a whole number itself, else `BLANK` or `OTHER`."""
        values, results = _small(review.values), _small(review.results)
        if values is not None and results is not None:
            picked = self._picked(values[0], results[0])
            if picked is not None:
                return picked(_in_a_row(values[1], results[1]))
        return tuple(code_of(review.value(cell)) for cell in self.cells)

    def _picked(self, typed: Index, computed: Index) -> "_Picker[Any] | None":
        for each in self._known:
            if each.typed is typed and each.computed is computed:
                return each.picker
        self._known.append(_Places(typed, computed, _picker(self.cells, typed, computed)))
        return self._known[-1].picker


def _unread(values: IndexedValues) -> Sequence[Value | int]:
    row = small_row(values.in_order)
    return values.in_order if row is None else row.unread()


def _read(picked: Sequence[Value | int], values: IndexedValues) -> Sequence[Value]:
    """Return what was picked with its texts: those of a review all lie where those of its `values` do."""
    row = small_row(values.in_order)
    return picked if row is None else row.read(picked)  # type: ignore[return-value]


def _in_a_row(typed: "array[int]", computed: "array[int]") -> Sequence[int]:
    """Return codes one after the other, and one for nothing behind them: no number is made of those nobody picks."""
    if typed.typecode == computed.typecode:
        return typed + computed + _BLANKS[typed.typecode]
    return (*typed, *computed, BLANK)


def _small(values: Mapping[Address, Value]) -> tuple[Index, "array[int]"] | None:
    row = small_row(values.in_order) if isinstance(values, IndexedValues) else None
    return None if row is None else (values.index, row.codes)  # type: ignore[attr-defined]


T = TypeVar("T")
_Picker = Callable[[Sequence[T]], Sequence[T]]


@dataclass(frozen=True, slots=True)
class _Places:
    """What picks the cells out of values under these two indices; None where they must be looked up one by one."""

    typed: Index
    computed: Index
    picker: _Picker[Any] | None


def _picker(cells: Sequence[Address], typed: Index, computed: Index) -> _Picker[Any] | None:
    """Return what picks `cells` out of the values typed, those computed and a blank, in a row."""
    if len(cells) < 2 or typed.keys() & computed.keys():
        return None
    behind = {cell: len(typed) + place for cell, place in computed.items()}
    blank = len(typed) + len(computed)
    return itemgetter(*(typed.get(cell, behind.get(cell, blank)) for cell in cells))
