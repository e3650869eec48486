"""How a sheet of a form looks, and what its cells are called by it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """Where a cell stands, in the form's own words: its row heads and its column heads, outermost first."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join(self.rows) + (" × " if self.rows and self.columns else "") + " ".join(self.columns)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """How a sheet of the form looks; rows and columns count from 1.

    `merges` are (first row, first column, last row, last column); `widths` of columns are in characters, `heights`
    of rows in points; `anchors` are the labels that must stay where they are; `places` are all cells in which the
    form has something: a text, a number of its own, a formula or an input.
    """

    name: str
    texts: Mapping[tuple[int, int], str]
    merges: tuple[tuple[int, int, int, int], ...]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    anchors: Mapping[tuple[int, int], str]
    places: frozenset[tuple[int, int]] = frozenset()


UNLABELLED = Label()
