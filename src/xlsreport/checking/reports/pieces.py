"""Which tables of a document are which of the form's; a table that a page cuts in two is one again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsreport.checking.layout.alignment import aligned
from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.grid import Grid
from xlsreport.checking.reports.pattern_rows import PatternRow, vocabulary
from xlsreport.model.document import DocumentTable, TableCell
from xlsreport.model.report_reading import TablePlace

_SHARE = 0.3  # of the heads of a table of ours that make a table it, or a piece of it
_OWN = 0.6  # of a table's own texts that are heads of ours, in a piece that has few
_FEW = 2
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
    ours: Sequence[Sequence[PatternRow]], blocks: Sequence[str | DocumentTable]
) -> tuple[PrintedTable | None, ...]:
    """Return for each table of ours its pieces among `blocks` as one; None where there is none.

    Tables are in the form's order: of two with the same heads the first is the first. What is left over is a piece of
    the table before it or after it, where it has heads of that one.
    """
    theirs = [each for each in blocks if isinstance(each, DocumentTable)]
    words = [vocabulary(rows) for rows in ours]
    texts = [{text for cell in table.cells if (text := flat(cell.text)) and not text.isdigit()} for table in theirs]
    pairs = aligned(range(len(ours)), range(len(theirs)), lambda own, other: _likeness(texts[other], words[own]))
    pieces: dict[int, list[int]] = {own: [other] for own, other in pairs.items()}
    owners = {other: own for own, other in pairs.items()}
    for other in range(len(theirs)):
        if other not in owners:
            near = [own for own in _neighbours(other, owners) if _is_piece(texts[other], words[own])]
            fits = [own for own in near if not _repeats(ours[own]) or _follows(theirs, blocks, other)]
            for own in sorted(fits, key=lambda own: -len(texts[other] & words[own]))[:1]:
                pieces[own].append(other)
    used = {other for numbers in pieces.values() for other in numbers}
    left = [texts[other] for other in range(len(theirs)) if other not in used]
    repeating = [words[own] for own in pieces if _repeats(ours[own])]
    twice = any(_stands_twice(own, words, texts) for own, rows in enumerate(ours) if not _repeats(rows))
    twice = twice or _most_again(repeating, left)
    return tuple(
        _joined([theirs[other] for other in sorted(pieces[own])], twice) if own in pieces else None
        for own in range(len(ours))
    )


def _stands_twice(own: int, words: Sequence[frozenset[str]], texts: Sequence[set[str]]) -> bool:
    """Whether more tables have the heads of one of ours than ours have them."""
    there = sum(len(each & words[own]) >= _MOST * len(words[own]) > 0 for each in texts)
    return there > sum(len(each & words[own]) >= _MOST * len(words[own]) for each in words)


def _most_again(words: Sequence[frozenset[str]], left: Sequence[set[str]]) -> bool:
    """Whether most of the tables with a row for each department stand once more: one alone may be another's piece."""
    again = sum(any(len(table & heads) >= _MOST * len(heads) for table in left) for heads in words)
    return again > len(words) / 2


def _likeness(texts: set[str], heads: frozenset[str]) -> float:
    """Return how surely a table is ours: as many of its heads as are there, weighted by their share."""
    known = len(texts & heads)
    return known * known / len(heads) if heads and _is_piece(texts, heads) else 0


def _is_piece(texts: set[str], heads: frozenset[str]) -> bool:
    known = len(texts & heads)
    return known >= _SHARE * len(heads) > 0 or (known >= _FEW and known >= _OWN * len(texts))


def _neighbours(other: int, owners: Mapping[int, int]) -> Iterator[int]:
    """Yield the tables of ours that the tables right before and right after are."""
    before = [owners[each] for each in sorted(owners) if each < other]
    after = [owners[each] for each in sorted(owners) if each > other]
    yield from dict.fromkeys((*before[-1:], *after[:1]))


def _repeats(rows: Sequence[PatternRow]) -> bool:
    return any(row.repeated for row in rows)


def _follows(theirs: Sequence[DocumentTable], blocks: Sequence[str | DocumentTable], other: int) -> bool:
    """Whether nothing but blank lines stands between a table and the one before."""
    if other == 0:
        return False
    first, last = blocks.index(theirs[other - 1]), blocks.index(theirs[other])
    return all(isinstance(each, str) and not each.strip() for each in blocks[first + 1 : last])


def _joined(pieces: Sequence[DocumentTable], twice: bool) -> PrintedTable:
    cells: list[TableCell] = []
    origins: list[tuple[int, int]] = []
    for piece in pieces:
        height = max((cell.row + cell.rows - 1 for cell in piece.cells), default=0)
        cells += [replace(cell, row=cell.row + len(origins)) for cell in piece.cells]
        origins += [(piece.number, row) for row in range(1, height + 1)]
    return PrintedTable(Grid(cells), tuple(origins), twice)
