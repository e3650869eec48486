"""What is written onto a filled form beside its values: remarks at cells, and a sheet that lists them."""

from dataclasses import dataclass

from xlsreport.model.address import Address


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark at one cell: `text` is its comment (none where it is empty), `tint` (RRGGBB) its colour, if any."""

    address: Address
    text: str
    tint: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a listing: a text a column; `link` is the cell that the linked column leads to, `tint` its colour."""

    texts: tuple[str, ...]
    link: Address | None
    tint: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet before the form's own: `lines` at its top, then a table whose column `linked` (0-based) leads to cells.

    `widths` of columns are in characters. Column `answers` is left open for whoever gets the sheet to write into.
    """

    title: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    linked: int
    rows: tuple[Row, ...]
    answers: int


@dataclass(frozen=True, slots=True)
class DraftMark:
    """That a workbook is no final one: `word` for narrow cells, `sentence` for wide ones and for every printed page."""

    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A last sheet that nobody is shown: rows of texts, for the program that reads the workbook next."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The remarks on a workbook, a mark a cell, by `author`; `listing` is the sheet that lists them, if one does.

    `draft` stands on every sheet of what is not final; `hidden` is a sheet for programs.
    """

    author: str
    cells: tuple[Mark, ...]
    listing: Listing | None = None
    draft: DraftMark | None = None
    hidden: Hidden | None = None
