"""What arrived, containers taken apart in worker processes: workbooks, papers, and what could not be opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xlsreport.content import Content
from xlsreport.language import language_named
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.on_demand import functions_on_demand
from xlsreport.workers import Crew

_UNPACKING = "xlsreport.intake.unpacking"  # readers of mails, which only a worker needs that is given a container

if TYPE_CHECKING:
    from xlsreport.intake.unpacking import unpacked
else:
    (unpacked,) = functions_on_demand(_UNPACKING, "unpacked")


_MERE_MAILS = ("F116", "F145")
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".xlt", ".xltx", ".et", ".ett", ".ods", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Unpacking:
    """The work of taking containers apart: sent to worker processes. `into` is a folder for what is taken out."""

    into: Path
    language: str

    def prepare(self) -> None:
        """Load the texts and the code."""
        import_module(_UNPACKING)
        language_named(self.language)

    def __call__(self, item: tuple[int, SourceFile]) -> tuple[SourceFile, ...]:
        """Take one container apart, into a folder of its own."""
        number, file = item
        return unpacked(file, self.into / f"{number:06}", language_named(self.language))


@contextmanager
def arrivals(files: Sequence[SourceFile], texts: str, crew: Crew) -> Iterator[tuple[SourceFile, ...]]:
    """Give `files` with their containers replaced by what these hold, whose bytes lie there until the end.

    `texts` names the language. A container that breaks its worker is a file with that problem.
    """
    containers = [each for each in files if each.content.is_container and each.problem is None]
    if not containers:
        yield tuple(files)
        return
    with TemporaryDirectory(prefix="xlsreport-", ignore_cleanup_errors=True) as folder:
        answers = crew.map(Unpacking(Path(folder), texts), list(enumerate(containers)))
        taken_out = {each.name: _held(each, answer) for each, answer in zip(containers, answers, strict=True)}
        yield tuple(held for file in files for held in taken_out.get(file.name, (file,)))


def is_paper(file: SourceFile) -> bool:
    """Whether a file is a document, a picture or a note, which is kept and never read.

    Plain words under a workbook's ending are no note: its sender means to report.
    """
    is_note = file.content is Content.TEXT and PurePosixPath(file.name).suffix.lower() not in _WORKBOOKS
    return (file.content is Content.PAPER or is_note) and file.problem is None


def is_mere_mail(file: SourceFile) -> bool:
    """Whether a file is a mail that brought nothing: an answer, a receipt, a letter of ours that came back."""
    return file.problem is not None and file.problem.code in _MERE_MAILS


def _held(file: SourceFile, answer: tuple[SourceFile, ...] | Unreadable) -> tuple[SourceFile, ...]:
    return (replace(file, problem=answer),) if isinstance(answer, Unreadable) else answer
