"""Each file on its own: read, matched to a department, reviewed. This runs in worker processes too."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from xlsreport.checking import Case, claimed_identity, review
from xlsreport.forms import load_form
from xlsreport.intake.match import match
from xlsreport.language import language
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.last_year import LastYear
from xlsreport.reading import read_workbook


@dataclass(frozen=True, slots=True)
class Shared:
    """What every file is reviewed with; small enough to be sent to worker processes."""

    form: Path
    roster: Roster
    last_year: LastYear
    period: int | None


@dataclass(frozen=True, slots=True)
class Examined:
    """A file, whose it is, and what it says; `readable` is false where nothing could be read."""

    file: SourceFile
    department: Department | None
    review: Review
    readable: bool = True


def examine_all(files: Sequence[SourceFile], shared: Shared, jobs: int) -> Iterator[Examined]:
    """Examine `files` in their order, with `jobs` processes where it is more than one."""
    if jobs <= 1 or len(files) <= 1:
        yield from (examine(file, shared) for file in files)
        return
    with ProcessPoolExecutor(min(jobs, len(files)), get_context("spawn")) as pool:
        yield from pool.map(examine, files, _repeated(shared, len(files)), chunksize=4)


def examine(file: SourceFile, shared: Shared) -> Examined:
    """Read, match and review one file."""
    form = load_form(shared.form)
    texts = language(form.language)
    book = read_workbook(file.path)
    if isinstance(book, Unreadable):
        finding = file_finding(book, texts.entries[book.code].message)
        return Examined(file, match(Identity(), file.name, shared.roster), Review(findings=(finding,)), readable=False)
    claimed = claimed_identity(form, book)
    department = match(claimed, file.name, shared.roster)
    known = Identity(department.code, department.name) if department else Identity()
    previous = shared.last_year.carried(form, known, claimed)
    case = Case(form, texts, book, previous, shared.period, _others(shared.roster, department))
    return Examined(file, department, review(case))


def _others(roster: Roster, department: Department | None) -> tuple[str, ...]:
    """Return the names and aliases of all departments but this one; nothing where it is nobody's file."""
    others = [each for each in roster.departments if department and each.code != department.code]
    return tuple(name for each in others for name in (each.name, *each.aliases))


def file_finding(problem: Unreadable, message: str) -> Finding:
    """Return the finding about a file that could not be read."""
    return Finding(problem.code, Severity.ERROR, message.format(reason=problem.reason))


def _repeated(shared: Shared, times: int) -> Iterable[Shared]:
    return (shared for _ in range(times))
