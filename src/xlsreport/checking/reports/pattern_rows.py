"""The rows of a table of the form's Word template that hold figures, with the heads that they are known by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.grid import Grid
from xlsreport.checking.reports.label_paths import Path
from xlsreport.model.address import Address
from xlsreport.model.document import PatternTable


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A row with figures: its own heads, and each of its cells with the heads of its column.

    Of one that is `repeated` for each department its name is none of them.
    """

    labels: Path
    cells: tuple[tuple[Address, Path], ...]
    repeated: bool = False


def pattern_rows(table: PatternTable) -> tuple[PatternRow, ...]:
    """Return the rows of `table` that have figures, from above to below."""
    grid = Grid(table.cells)
    rows = sorted({row for row, _ in table.figures})
    return tuple(_row(table, grid, row, rows) for row in rows)


def vocabulary(rows: Sequence[PatternRow]) -> frozenset[str]:
    """Return every head of a table."""
    heads = [head for row in rows for _, path in row.cells for head in path]
    return frozenset((*heads, *(label for row in rows for label in row.labels)))


def _row(table: PatternTable, grid: Grid, row: int, figured: Sequence[int]) -> PatternRow:
    cells = grid.row(row)
    figures = [
        (cell, table.figures[cell.row, cell.column]) for cell in cells if (cell.row, cell.column) in table.figures
    ]
    first = min(cell.column for cell, _ in figures)
    labels = tuple(text for cell in cells if cell.column < first and (text := flat(cell.text)))
    above = list(_head_rows(row, figured))
    return PatternRow(
        labels,
        tuple((address, grid.heads(above, cell)) for cell, address in figures),
        row in table.repeated,
    )


def _head_rows(row: int, figured: Sequence[int]) -> Iterator[int]:
    """Yield the rows of heads that are nearest above a row, from above to below."""
    last = next((other for other in range(row - 1, 0, -1) if other not in figured), 0)
    first = last
    while first > 1 and first - 1 not in figured:
        first -= 1
    yield from range(first, last + 1) if last else ()
