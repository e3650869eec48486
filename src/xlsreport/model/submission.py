"""Source files and what they turn out to be."""

from dataclasses import dataclass
from pathlib import Path

from xlsreport.model.roster import Department
from xlsreport.model.workbook import Unreadable, Workbook


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that came. `name` is its path relative to the inbox with `/`; `path` is where its bytes lie."""

    name: str
    path: Path
    sha256: str
    received_at: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A source file as read. `department` is None while nobody's, `period` None where the file does not say it."""

    file: SourceFile
    content: Workbook | Unreadable
    department: Department | None = None
