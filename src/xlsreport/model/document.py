"""A report that came as a document, as a pure value: its paragraphs and tables in their order."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsreport.model.address import Address
from xlsreport.model.workbook import Remark


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table, a merged one once; rows and columns count from 1, its paragraphs are parted by line ends."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table of a document; tables count from 1."""

    number: int
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """The paragraphs (as texts) and tables of a document in their order.

    `notes` are its footnotes and endnotes, `pictures` how many it has; `remarks` tell what is in it beside,
    `published_on` is the day (ISO) on which a page says that it was published, blank where it does not. Of
    one that has lines and no paragraphs (`by_lines`) marks may be lost at their ends.
    """

    blocks: tuple[str | DocumentTable, ...] = ()
    notes: tuple[str, ...] = ()
    pictures: int = 0
    remarks: tuple[Remark, ...] = ()
    published_on: str = ""
    by_lines: bool = False

    @property
    def tables(self) -> tuple[DocumentTable, ...]:
        """Its tables alone."""
        return tuple(each for each in self.blocks if isinstance(each, DocumentTable))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs outside the tables."""
        return tuple(each for each in self.blocks if isinstance(each, str))


@dataclass(frozen=True, slots=True)
class PatternTable:
    """A table of a form's Word template: `figures` has the cells of the form by where their tags stand.

    `repeated` are the rows that stand once for each department, with that department's cells.
    """

    cells: tuple[TableCell, ...]
    figures: Mapping[tuple[int, int], Address]
    repeated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure inside a sentence of the template: what stands right `before` and `after` it there, without blanks.

    `anchor` is the longest piece that the sentence has of its own, by which it is known again.
    """

    cell: Address
    before: str
    after: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ReportPattern:
    """A form's Word template read backwards: where each figure and each text of the form stands in a report.

    `body` are its paragraphs in their order: a heading as it is, or the cell whose text stands there. `titles` are
    patterns of the lines that say whose it is and of when, with the cells that their parts are; `sentences` the pieces
    of those that the template itself writes round its figures, and `said` these figures.
    """

    tables: tuple[PatternTable, ...] = ()
    body: tuple[str | Address, ...] = ()
    titles: tuple[tuple[str, tuple[Address, ...]], ...] = ()
    sentences: tuple[tuple[str, ...], ...] = ()
    said: tuple[SaidFigure, ...] = ()
