"""Outputs that are made when they are asked for, so that no two of them need to be in memory at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from xlsreport.model.outcome import Entry
from xlsreport.writing.report.cells import DepartmentFigures

Made = bytes | Iterator[bytes]


class Documents(Mapping[str, bytes]):
    """Documents by file name; each is made anew whenever it is asked for, and the same each time."""

    def __init__(self, makers: Mapping[str, Callable[[], Made]]) -> None:
        """`makers` say how each is made, whole or piece by piece."""
        self.makers = makers

    def __getitem__(self, name: str) -> bytes:
        """Return a document whole."""
        made = self.made(name)
        return made if isinstance(made, bytes) else b"".join(made)

    def __iter__(self) -> Iterator[str]:
        """Give the names, in their order."""
        return iter(self.makers)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.makers)

    def made(self, name: str) -> Made:
        """Return a document as it is made: whole, or piece by piece."""
        return self.makers[name]()

    def pieces(self) -> Iterator[tuple[str, Made]]:
        """Yield each with its name; one that is made piece by piece is not put together."""
        return ((name, make()) for name, make in self.makers.items())


class CountedDepartments(Sequence[DepartmentFigures]):
    """The departments that are in the total, in the roster's order, each with what it gave once it is asked for."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """`entries` are those that count."""
        self._entries = entries

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> DepartmentFigures: ...
    @overload
    def __getitem__(self, index: slice) -> "CountedDepartments": ...
    def __getitem__(self, index: int | slice) -> "DepartmentFigures | CountedDepartments":
        """Return a department, or several."""
        if isinstance(index, slice):
            return CountedDepartments(self._entries[index])
        entry = self._entries[index]
        return DepartmentFigures(entry.name or "", entry.code or "", {**entry.review.results, **entry.review.values})
