"""Label paths: the row heads and column heads that stand over a cell, merged heads included."""

from collections.abc import Iterator, Mapping

from xlsreport.model.labels import Label

Position = tuple[int, int]
Merge = tuple[int, int, int, int]


def spread(texts: Mapping[Position, str], merges: tuple[Merge, ...]) -> dict[Position, Position]:
    """Map every position that a text covers, its whole merged range included, to where the text stands."""
    covered = {position: position for position in texts}
    for first_row, first_column, last_row, last_column in merges:
        origin = (first_row, first_column)
        if origin in texts:
            for row in range(first_row, last_row + 1):
                for column in range(first_column, last_column + 1):
                    covered[row, column] = origin
    return covered


def head_positions(position: Position, heads: Mapping[Position, Position]) -> tuple[list[Position], list[Position]]:
    """Return where the row heads and where the column heads of `position` stand, outermost first.

    Row heads are the texts to its left in the same row; column heads the nearest unbroken block of texts above
    it in the same column. The title in the first row heads nothing.
    """
    row, column = position
    left = [heads[row, c] for c in range(1, column) if (row, c) in heads]
    above = [*_block_above(row, column, heads)][::-1]
    return _once(left), _once([each for each in above if each not in left])


def label_of(position: Position, texts: Mapping[Position, str], heads: Mapping[Position, Position]) -> Label:
    """Return the label path of `position`."""
    rows, columns = head_positions(position, heads)
    return Label(tuple(flat(texts[each]) for each in rows), tuple(flat(texts[each]) for each in columns))


def flat(text: str) -> str:
    """Return `text` on one line: how a label broken for layout reads."""
    return "".join(part.strip() for part in text.splitlines()) if "\n" in text else text.strip()


def _block_above(row: int, column: int, heads: Mapping[Position, Position]) -> Iterator[Position]:
    started = False
    for above in range(row - 1, 1, -1):
        head = heads.get((above, column))
        if head is not None:
            started = True
            yield head
        elif started:
            return


def _once(positions: list[Position]) -> list[Position]:
    return list(dict.fromkeys(positions))
