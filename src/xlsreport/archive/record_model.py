"""What a bag's record is made of."""

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct


class FileRole(StrEnum):
    """What a file of the payload is for."""

    INPUT = "input"
    OUTPUT = "output"
    FORM = "form"
    COORDINATOR = "desk"  # the word that stands in the records of bags since the first
    PREVIOUS = "previous"
    DOCUMENT = "document"
    DATA = "data"
    OUTBOX = "outbox"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class FiledFile:
    """A file of the payload: `path` is inside the bag (`data/…`), `original` what it was called before."""

    path: str
    role: FileRole
    original: str
    sha256: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where something of record stands on the web: never asked for, only kept."""

    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FiledDepartment:
    """A department of the roster, and where it stood; `counted` whether its figures are in the total."""

    code: str
    name: str
    standing: str
    counted: bool
    aliases: tuple[str, ...] = ()


class FiledChange(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """A figure that a correction changed, of a department or, without a code, of the whole; blank where none stood."""

    code: str
    name: str
    sheet: str
    cell: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FiledForm:
    """The form of the bag, as it named itself."""

    id: str
    edition: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Revision:
    """Which bag of its period this is: the first replaces none; a later one says which, why and what changed."""

    number: int = 1
    replaces: str | None = None
    reason: str = ""
    changes: tuple[FiledChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolVersions:
    """The versions of what made the bag: the toolkit, Python, and the libraries by name."""

    toolkit: str
    python: str
    libraries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FiledYear:
    """An earlier year whose figures the consolidation used; `archived` whether they came from a bag.

    `known` are the cells that its edition of the form had too, None for all; `whole` is where the figures of the whole
    came from, empty in a bag that does not say it.
    """

    period: int
    archived: bool
    known: tuple[str, ...] | None = None
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """Where on the web and on which day (ISO) the report was published; each is blank where nobody said it.

    `due` is the day until which it should have been, and `in_time` whether it was, None where that is not known.
    """

    address: str = ""
    date: str = ""
    due: str = ""
    in_time: bool | None = None


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How the consolidation was asked for; `previous` is the folder given for last year, as it was typed."""

    include_held: bool = False
    previous: str | None = None
