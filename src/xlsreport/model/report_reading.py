"""What was read back from a report that came as a document, and what could not be for certain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from xlsreport.model.address import Address
from xlsreport.model.workbook import Value


class TablePlace(NamedTuple):
    """Where a cell stands in a document: its table, row and column, counted from 1.

    In the text outside the tables the table is 0, and the row the paragraph.
    """

    table: int
    row: int
    column: int


class Doubt(StrEnum):
    """Why a figure was not read: its table, row or column was not found, or what stands there is no sure number."""

    TABLE = "table"
    TWICE = "twice"
    ROW = "row"
    COLUMN = "column"
    BLANK = "blank"
    TEXT = "text"
    PARTED = "parted"
    GROUP = "group"
    LAW = "law"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure that was read: its value, how it is printed, and where; `misprinted` where a head reads otherwise."""

    value: Value
    text: str
    place: TablePlace
    misprinted: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """A figure that was not read for certain: why, what stands there, and where, as far as that is known."""

    doubt: Doubt
    text: str = ""
    place: TablePlace | None = None
    value: Value = None


@dataclass(frozen=True, slots=True)
class UnitReading:
    """What a report says of one department, in tables that have a row for each."""

    figures: Mapping[Address, ReadFigure] = field(default_factory=dict)
    unsure: Mapping[Address, Unsure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportReading:
    """A report read back against a form.

    `units` are the figures of tables that have a row for each department, by what it is called there, and `repeated`
    the cells that such a row has. `texts` are those
    of the form that were found, their paragraphs as lines; `added` rows with figures that the form has
    not, and `broken` the totals and rules that do not hold; `published_on` the day (ISO) that a page says of itself.
    `said` are the cells that stand in sentences of the template, `pictures` how many pictures are in the document,
    `own_lines` the lines that the template writes, `bare_text` all text outside tables without blanks and marks;
    it is all that is certain of the text of a document `by_lines`.
    """

    figures: Mapping[Address, ReadFigure] = field(default_factory=dict)
    unsure: Mapping[Address, Unsure] = field(default_factory=dict)
    units: Mapping[str, UnitReading] = field(default_factory=dict)
    texts: Mapping[Address, str] = field(default_factory=dict)
    identity: Mapping[Address, str] = field(default_factory=dict)
    added: tuple[tuple[TablePlace, str], ...] = ()
    broken: tuple[str, ...] = ()
    twice: bool = False
    published_on: str = ""
    repeated: frozenset[Address] = frozenset()
    said: frozenset[Address] = frozenset()
    pictures: int = 0
    own_lines: tuple[str, ...] = ()
    bare_text: str = ""
    by_lines: bool = False

    @property
    def own(self) -> UnitReading:
        """What it says of the whole."""
        return UnitReading(self.figures, self.unsure)

    @property
    def is_form(self) -> bool:
        """Whether any table of the form was found."""
        return bool(self.figures or self.units) or any(u.doubt is not Doubt.TABLE for u in self.unsure.values())
