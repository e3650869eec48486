"""What a section of the report is: a block of cells with heads, and where each of them stands on its sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from openpyxl.utils import get_column_letter


class Takes(StrEnum):
    """What the cells of a column take.

    Whole numbers, amounts of money, staff, numbers of days or a word instead, dates; or nothing, for they are computed.
    """

    COUNT = "count"
    MONEY = "money"
    STAFF = "staff"
    DAYS = "days"
    DATE = "date"
    TOTAL = "total"
    RATIO = "ratio"


COMPUTED = (Takes.TOTAL, Takes.RATIO)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a section; `formula` is in the letters of its block's own columns, `{row}` its row."""

    head: str
    takes: Takes = Takes.COUNT
    formula: str = ""
    group: str = ""  # the head over it and its neighbours


@dataclass(frozen=True, slots=True)
class Block:
    """A section: its number, its title, its columns, and its rows where it has more than one."""

    number: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[str, ...] = ()
    note: str = ""
    optional: bool = False  # left blank by who has nothing of the kind
    row_head: str = ""
    row_takes: tuple[Takes, ...] = ()  # where rows differ in what they take, and not columns

    def takes(self, index: int, row: int) -> Takes:
        """Return what a cell takes."""
        return self.row_takes[row] if self.row_takes else self.columns[index].takes


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on its sheet: `top` is the row of its title."""

    block: Block
    sheet: str
    top: int

    @property
    def grouped(self) -> bool:
        """Whether a row of group heads stands over the heads."""
        return any(column.group for column in self.block.columns)

    @property
    def first_row(self) -> int:
        """The row of the first figures."""
        return self.top + 2 + self.grouped

    @property
    def last_row(self) -> int:
        """The row of the last figures."""
        return self.first_row + len(self.rows) - 1

    @property
    def left(self) -> int:
        """The first column of figures; column A has the names of the rows where there are several."""
        return 2 if self.block.rows else 1

    @property
    def right(self) -> int:
        """The last column of the block."""
        return self.left + len(self.block.columns) - 1

    @property
    def foot(self) -> int:
        """The row of the note below the figures."""
        return self.last_row + 1

    def letter(self, index: int) -> str:
        """Return the letter of the block's column `index`, which counts from 0."""
        return get_column_letter(self.left + index)

    def cell(self, index: int, row: int = 0) -> str:
        """Return the address on the sheet of column `index` in row `row`, both counted from 0."""
        return f"{self.letter(index)}{self.first_row + row}"

    def at(self, index: int, row: int = 0) -> str:
        """Return the address of a cell as formulas of other sheets name it."""
        return f"'{self.sheet}'!{self.cell(index, row)}"

    def span(self, first: int, last: int, row: int = 0) -> str:
        """Return the range from column `first` to column `last` as formulas of other sheets name it."""
        return f"{self.at(first, row)}:{self.cell(last, row)}"

    def formula(self, index: int, row: int) -> str:
        """Return the formula of a computed cell with the letters of its own sheet."""
        letters = {f"c{number}": self.letter(number) for number in range(len(self.block.columns))}
        return self.block.columns[index].formula.format(row=self.first_row + row, **letters)

    @property
    def rows(self) -> range:
        """The rows of figures, counted from 0."""
        return range(max(1, len(self.block.rows)))

    def inputs(self, row: int) -> Iterator[tuple[Takes, str]]:
        """Yield the ranges of `row` that are filled in, each with the one thing that its cells take."""
        taken = [self.block.takes(index, row) for index in range(len(self.block.columns))]
        for takes, same in groupby(range(len(taken)), key=lambda index: taken[index]):
            run = list(same)
            if takes not in COMPUTED:
                yield takes, f"{self.cell(run[0], row)}:{self.cell(run[-1], row)}"
