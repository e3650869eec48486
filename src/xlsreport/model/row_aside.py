"""A row of values that lies elsewhere: it knows where, and is read when it is asked."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, overload

from xlsreport.model.small_row import SmallRow
from xlsreport.model.workbook import Value


class Rows(Protocol):
    """Where rows lie."""

    def row(self, place: int) -> SmallRow:
        """Return the row that lies at `place`."""


class RowAside(Sequence[Value]):
    """The row that lies at a place among others."""

    __slots__ = ("_place", "_rows")

    def __init__(self, rows: Rows, place: int) -> None:
        """Know that the row lies at `place` among `rows`."""
        self._rows, self._place = rows, place

    def row(self) -> SmallRow:
        """Return the row itself."""
        return self._rows.row(self._place)

    def __reduce__(self) -> tuple[Callable[..., "RowAside"], tuple[Rows, int]]:
        """Travel as the place alone."""
        return RowAside, (self._rows, self._place)

    def __len__(self) -> int:
        return len(self.row())

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        return self.row()[index]

    def __iter__(self) -> Iterator[Value]:
        return iter(self.row())


def small_row(values: Sequence[Value]) -> SmallRow | None:
    """Return `values` as a small row, where they are one, here or elsewhere."""
    if isinstance(values, SmallRow):
        return values
    return values.row() if isinstance(values, RowAside) else None
