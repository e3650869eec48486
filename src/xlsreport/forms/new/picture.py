"""A sheet of an ordinary workbook as a pure value: what stands where, and how it looks where that tells something."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from openpyxl.cell.cell import MergedCell

from xlsreport.forms.labels import Merge, Position, head_positions, spread
from xlsreport.forms.sheets import KINDS, formula_text
from xlsreport.model.form import Kind

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_GENERAL = "General"


@dataclass(frozen=True, slots=True)
class OwnValidation:
    """What its author has a cell accept, and for a list what it offers: the words, or where they stand."""

    kind: Kind
    offered: str = ""


@dataclass(frozen=True)  # no slots: what follows from the fields is worked out once and kept
class Picture:
    """A sheet as it came.

    `boxed` are the cells with a border above and below or on both sides, `formats` the number formats that are not the
    general one, `indents` those of labels, `unlocked` the cells to fill of a sheet that its author
    has protected, `asked` what its author has cells accept.
    """

    name: str
    texts: Mapping[Position, str]
    numbers: Mapping[Position, Decimal] = field(default_factory=dict)
    formulas: Mapping[Position, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    boxed: frozenset[Position] = frozenset()
    formats: Mapping[Position, str] = field(default_factory=dict)
    indents: Mapping[Position, int] = field(default_factory=dict)
    unlocked: frozenset[Position] = frozenset()
    hidden: bool = False
    asked: Mapping[Position, OwnValidation] = field(default_factory=dict)

    @cached_property
    def heads(self) -> Mapping[Position, Position]:
        """Every cell that a text covers, and where the text stands."""
        return spread(self.texts, self.merges)

    @cached_property
    def covered(self) -> frozenset[Position]:
        """The cells that a merged range hides: all but its first."""
        return frozenset(
            (row, column)
            for first_row, first_column, last_row, last_column in self.merges
            for row in range(first_row, last_row + 1)
            for column in range(first_column, last_column + 1)
            if (row, column) != (first_row, first_column)
        )

    @cached_property
    def spans(self) -> Mapping[Position, tuple[int, int]]:
        """How many rows and columns each merged range has, by its first cell."""
        return {(r, c): (last_r - r + 1, last_c - c + 1) for r, c, last_r, last_c in self.merges}

    @cached_property
    def filled(self) -> frozenset[Position]:
        """The cells in which something stands, those under a merged text included."""
        return frozenset((*self.heads, *self.numbers, *self.formulas))

    @cached_property
    def last(self) -> Position:
        """The last row and the last column in which anything stands or is drawn."""
        used = (*self.filled, *self.boxed, *self.covered, *self.unlocked)
        return max((row for row, _ in used), default=0), max((column for _, column in used), default=0)

    @cached_property
    def bands(self) -> Mapping[int, range]:
        """The rows in which anything stands or is drawn, each with those that it touches."""
        rows = sorted({row for row, _ in (*self.filled, *self.boxed, *self.covered)})
        found: dict[int, range] = {}
        first = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                band = range(rows[first], row + 1)
                found.update(dict.fromkeys(band, band))
                first = place + 1
        return found

    @cached_property
    def texts_by_row(self) -> Mapping[int, int]:
        """How many texts stand in each row."""
        return Counter(row for row, _ in self.texts)

    def heads_of(self, position: Position) -> tuple[list[Position], list[Position]]:
        """Return where the row heads and the column heads of a cell stand, outermost first."""
        return head_positions(position, self.heads)


def picture_of(sheet: "Worksheet") -> Picture:
    """Return what stands on `sheet`, and how it looks."""
    cells = [cell for row in sheet.iter_rows() for cell in row]
    own = [cell for cell in cells if not isinstance(cell, MergedCell)]
    return Picture(
        name=sheet.title,
        texts={_at(c): c.value for c in own if isinstance(c.value, str) and c.data_type != "f" and c.value.strip()},
        numbers={_at(c): Decimal(str(c.value)) for c in own if _is_number(c.value)},
        formulas={_at(c): formula_text(c) for c in own if c.data_type == "f"},
        merges=tuple(sorted((r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges)),
        boxed=frozenset(_at(c) for c in cells if _is_boxed(c)),
        formats={_at(c): c.number_format for c in own if c.number_format != _GENERAL},
        indents={_at(c): int(c.alignment.indent) for c in own if c.alignment.indent},
        unlocked=frozenset(_at(c) for c in own if not c.protection.locked) if sheet.protection.sheet else frozenset(),
        hidden=sheet.sheet_state != "visible",
        asked=dict(_asked(sheet)),
    )


def _asked(sheet: "Worksheet") -> Iterator[tuple[Position, OwnValidation]]:
    for validation in sheet.data_validations.dataValidation:
        if kind := KINDS.get(validation.type or ""):
            offered = str(validation.formula1 or "").strip('"') if kind is Kind.CHOICE else ""
            for area in validation.sqref.ranges:  # which may be whole columns
                rows = range(area.min_row, min(area.max_row, sheet.max_row) + 1)
                columns = range(area.min_col, min(area.max_col, sheet.max_column) + 1)
                yield from ((at, OwnValidation(kind, offered)) for at in product(rows, columns))


def _at(cell: "Cell | MergedCell") -> Position:
    return cell.row or 0, cell.column or 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_boxed(cell: "Cell | MergedCell") -> bool:
    border = cell.border
    return bool(
        (border.top and border.top.style and border.bottom and border.bottom.style)
        or (border.left and border.left.style and border.right and border.right.style)
    )
