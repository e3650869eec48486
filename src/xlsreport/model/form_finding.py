"""What is wrong with a form itself, and where: for its author, before any department sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsreport.model.address import Address
from xlsreport.model.finding import Severity

LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.NOTE: "hint"}


@dataclass(frozen=True, slots=True)
class FormPlace:
    """Where in a form's folder: a file, and in it a cell, a sheet, a line of text or a passage of the Word template.

    `until` is the last cell where several stand together. All but `file` may be unknown.
    """

    file: str
    address: Address | None = None
    until: Address | None = None
    sheet: str = ""
    line: int | None = None
    passage: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.inside}" if self.inside else self.file

    @property
    def inside(self) -> str:
        """The place in its file: `V!M8`, `12`, `paragraph 16`; empty for the whole file."""
        if self.address is not None:
            last = f":{self.until.cell}" if self.until not in (None, self.address) and self.until else ""
            return f"{self.address}{last}"
        return self.sheet or self.passage or (str(self.line) if self.line else "")

    @property
    def sorting(self) -> tuple[str, str, int, int, int, str]:
        """The order in which an author goes through: file by file, sheet by sheet, row by row."""
        row, column = (self.address.row, self.address.column) if self.address else (0, 0)
        sheet = self.address.sheet if self.address else self.sheet
        return self.file, sheet, self.line or row, column, len(self.passage), self.passage


@dataclass(frozen=True, slots=True)
class FormFinding:
    """One thing that is wrong with a form. `message` says what, `remedy` how it is mended, `words` are its figures.

    `muted` is the author's reason for letting it be, empty where nobody muted it.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    place: FormPlace
    label: str = ""
    muted: str = ""
    words: Mapping[str, object] = field(default_factory=dict)

    @property
    def level(self) -> str:
        """What its severity is called of a form: error, warning or hint."""
        return LEVELS[self.severity]


@dataclass(frozen=True, slots=True)
class Saying:
    """A text of the catalogue inside a sentence: its key and its own words, said when the language is known."""

    key: str
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormFault:
    """A finding that is not yet in words: its code, its place, and what its sentence takes."""

    code: str
    place: FormPlace
    words: Mapping[str, object] = field(default_factory=dict)
