"""A table as a grid: what stands in each row and column, merged cells everywhere that they cover."""

from collections.abc import Iterable, Iterator, Sequence

from xlsreport.checking.layout.labels import flat
from xlsreport.model.document import TableCell


class Grid:
    """The cells of a table by row and column."""

    def __init__(self, cells: Iterable[TableCell]) -> None:
        self.at = {
            (row, column): cell
            for cell in cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        self.height = max((row for row, _ in self.at), default=0)
        self.width = max((column for _, column in self.at), default=0)
        self._rows: dict[int, list[TableCell]] = {}
        for place in sorted(self.at):
            cells_of_row = self._rows.setdefault(place[0], [])
            if not cells_of_row or cells_of_row[-1] is not self.at[place]:
                cells_of_row.append(self.at[place])

    def row(self, row: int) -> list[TableCell]:
        """Return the cells of a row from left to right, each once, those that reach down into it among them."""
        return self._rows.get(row, [])

    def heads(self, rows: Sequence[int], cell: TableCell) -> tuple[str, ...]:
        """Return the texts of `rows` over the columns of `cell`, each once; what goes all across heads nothing.

        Heads that stand side by side over it say nothing of it; none at all where these are the lowest.
        """
        seen: set[int] = set()
        found: list[str] = []
        for row in rows:
            there = {id(head): head for head in self._over(row, cell) if id(head) not in seen}
            seen |= there.keys()
            texts = [text for head in there.values() if (text := flat(head.text))]
            if len(texts) > 1 and row == rows[-1]:
                return ()
            found += texts if len(texts) == 1 else []
        return tuple(found)

    def _over(self, row: int, cell: TableCell) -> Iterator[TableCell]:
        for column in range(cell.column, cell.column + cell.columns):
            head = self.at.get((row, column))
            if head is not None and (head.columns < self.width or self.width == 1):
                yield head
