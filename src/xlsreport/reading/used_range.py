"""How far a sheet reaches, told from its cells before room is made for it: a declared range is never trusted."""

from dataclasses import dataclass

from xlsreport.model.address import column_letters
from xlsreport.reading.refusal import RefusedError

MOST_CELLS = 8_000_000  # of the rectangle around a sheet's cells, which calamine makes room for


@dataclass(slots=True)
class UsedRange:
    """The rectangle around the cells met so far."""

    sheet: str = ""
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0

    def include(self, row: int, column: int) -> None:
        """Take in a cell; raises `RefusedError` (F129) where the rectangle grows too large."""
        if self.bottom == 0:
            self.top = self.bottom = row
            self.left = self.right = column
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)
        if (self.bottom - self.top + 1) * (self.right - self.left + 1) > MOST_CELLS:
            raise RefusedError("F129", f"{self.sheet}{'!' if self.sheet else ''}{column_letters(column)}{row}")
