"""Which tables of a document are which of the form's; a table that a page cuts in two is one again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.grid import Grid
from xlsreport.checking.reports.pattern_rows import PatternRow, vocabulary
from xlsreport.model.document import DocumentTable, TableCell
from xlsreport.model.report_reading import TablePlace

_SHARE = 0.3  # of the heads of a table of ours that make a table it, or a piece of it
_OWN = 0.6  # of a table's own texts that are heads of ours, in a piece that has few
_MOST = 0.6  # of the heads: as many in two tables are the same table twice


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """The pieces of one table as one grid; `origins` say for each row which table and row of the document it is."""

    grid: Grid
    origins: tuple[tuple[int, int], ...]
    twice: bool = False

    def place(self, cell: TableCell) -> TablePlace:
        """Return where a cell stands in the document."""
        table, row = self.origins[cell.row - 1]
        return TablePlace(table, row, cell.column)


def joined_pieces(
    ours: Sequence[Sequence[PatternRow]], theirs: Sequence[DocumentTable]
) -> tuple[PrintedTable | None, ...]:
    """Return for each table of ours its pieces in the document as one; None where there is none."""
    words = [vocabulary(rows) for rows in ours]
    pieces: list[list[DocumentTable]] = [[] for _ in ours]
    whole = [0] * len(ours)
    for table in theirs:
        texts = {text for cell in table.cells if (text := flat(cell.text)) and not text.isdigit()}
        scores = [_score(texts, heads) for heads in words]
        best = max(range(len(ours)), key=lambda number: scores[number], default=None)
        if best is None or scores[best] == 0:
            continue
        pieces[best].append(table)
        repeated = any(row.repeated for row in ours[best])
        whole[best] += not repeated and len(texts & words[best]) >= _MOST * len(words[best])
    return tuple(_joined(each, number > 1) if each else None for each, number in zip(pieces, whole, strict=True))


def _score(texts: set[str], heads: frozenset[str]) -> float:
    known = texts & heads
    if not known or not heads:
        return 0
    share = len(known) / len(heads)
    is_piece = share >= _SHARE or (len(known) >= 2 and len(known) >= _OWN * len(texts))
    return share + len(known) / len(texts) / 100 if is_piece else 0


def _joined(pieces: Sequence[DocumentTable], twice: bool) -> PrintedTable:
    cells: list[TableCell] = []
    origins: list[tuple[int, int]] = []
    for piece in pieces:
        height = max((cell.row + cell.rows - 1 for cell in piece.cells), default=0)
        cells += [replace(cell, row=cell.row + len(origins)) for cell in piece.cells]
        origins += [(piece.number, row) for row in range(1, height + 1)]
    return PrintedTable(Grid(cells), tuple(origins), twice)
