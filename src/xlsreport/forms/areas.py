"""Cells as the fewest ranges that say them."""

from collections.abc import Iterable, Iterator

from xlsreport.forms.labels import Position
from xlsreport.model.address import column_letters


def areas(cells: Iterable[Position]) -> Iterator[str]:
    """Yield cells as ranges: runs of a row, and equal runs of rows below each other together."""
    runs: dict[tuple[int, int], list[list[int]]] = {}
    for row, first, last in _runs(cells):
        blocks = runs.setdefault((first, last), [])
        if blocks and blocks[-1][1] == row - 1:
            blocks[-1][1] = row
        else:
            blocks.append([row, row])
    for (first, last), blocks in runs.items():
        for top, bottom in blocks:
            start, end = f"{column_letters(first)}{top}", f"{column_letters(last)}{bottom}"
            yield start if start == end else f"{start}:{end}"


def _runs(cells: Iterable[Position]) -> Iterator[tuple[int, int, int]]:
    """Yield row, first and last column of each run of cells beside each other."""
    run: tuple[int, int, int] | None = None
    for row, column in sorted(cells):
        if run and (row, column) == (run[0], run[2] + 1):
            run = (row, run[1], column)
            continue
        if run:
            yield run
        run = (row, column, column)
    if run:
        yield run
