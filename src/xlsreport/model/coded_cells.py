"""The same cells of many, as whole numbers: a district's figures are nearly all that, and there are two million."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

from xlsreport.model.address import Address
from xlsreport.model.indexed_values import Index, IndexedValues
from xlsreport.model.row_aside import small_row
from xlsreport.model.small_row import code_of
from xlsreport.model.workbook import Value

Codes = tuple[int, ...]

_AT_ONCE = 64  # columns: all of them would be a second copy of everything


class CodedCells:
    """The same cells of many: where values are indexed and kept small, they are found once for all of them."""

    def __init__(self, cells: Sequence[Address]) -> None:
        self.cells = tuple(cells)
        self._known: list[tuple[Index, Callable[[Sequence[int]], Codes] | None]] = []

    def of(self, values: Mapping[Address, Value]) -> Codes:
        """Return what stands for the value of each cell: a whole number itself, else `BLANK` or `OTHER`."""
        if isinstance(values, IndexedValues) and (row := small_row(values.in_order)) is not None:
            picked = self._picked(values.index)
            if picked is not None:
                return picked(row.codes)
        return tuple(code_of(values.get(cell)) for cell in self.cells)

    def _picked(self, index: Index) -> Callable[[Sequence[int]], Codes] | None:
        for each, picker in self._known:
            if each is index:
                return picker
        places = [index.get(cell) for cell in self.cells]
        picker = itemgetter(*places) if None not in places and len(places) > 1 else None
        self._known.append((index, picker))
        return picker


def coded_columns(cells: Sequence[Address], many: Sequence[Mapping[Address, Value]]) -> Iterator[Codes]:
    """Yield for each of `cells` what stands for the value of each of `many`, as `CodedCells` gives it."""
    for first in range(0, len(cells), _AT_ONCE):
        some = cells[first : first + _AT_ONCE]
        coded = CodedCells(some)
        yield from zip(*(coded.of(values) for values in many), strict=True) if many else ((),) * len(some)
