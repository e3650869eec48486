"""Filled workbooks of a year that was never archived become its bag, marked imported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from xlsreport.archive.store import bag_in_force
from xlsreport.errors import ArchiveError, WorkspaceError
from xlsreport.intake.gather import gather
from xlsreport.model.review import Review
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.archiving.archive_period import ArchiveRequest, ArchiveResult
from xlsreport.pipeline.archiving.imported_year import ImportedWorkbook, ImportedYear, code_of, imported_bag, own_name
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.pipeline.years.previous_year import earlier_reviews
from xlsreport.workers import Crew

_NOT_OURS = "S101"  # the finding that a workbook is not of our form


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import: the bag, how many departments are in it, whether the whole is, and what is to be said."""

    archived: ArchiveResult
    departments: int
    whole: bool
    notes: tuple[str, ...]


@writes_alone("archive --import")
def import_period(workspace: PeriodWorkspace, folder: Path, period: int, request: ArchiveRequest) -> ImportResult:
    """Archive the workbooks of `period` that lie in `folder`; findings hold nobody back, and nothing need be final.

    Every file is kept as it came. Of several workbooks of one department the one whose path sorts last counts. Raises
    `ArchiveError` where the period is archived already, no workbook of it is there, or the program failed at one.
    """
    at = replace(workspace, period=period)
    if (before := bag_in_force(workspace.root.folder, period)) is not None:
        raise ArchiveError(workspace.language.text("import_already", period=period, bag=before.identifier))
    if not folder.is_dir():
        raise WorkspaceError(workspace.language.text("no_such_folder", folder=folder))
    files = gather(folder)
    year = _year(at, files, own_name(workspace))
    if not year.units and year.whole is None:
        why = "".join(year.notes[:1])
        raise ArchiveError(workspace.language.text("import_none", folder=folder, period=period, why=why).strip())
    archived = imported_bag(at, files, year, request)
    return ImportResult(archived, len(year.units), year.whole is not None, year.notes)


def _year(workspace: PeriodWorkspace, files: Sequence[SourceFile], whole_name: str) -> ImportedYear:
    units: dict[str, ImportedWorkbook] = {}
    wholes: list[tuple[int, ImportedWorkbook]] = []
    notes: list[str] = []
    for file, answer in _reviews(workspace, files):
        if (problem := _problem(workspace, answer)) or isinstance(answer, Unreadable):
            notes.append(f"{file.name}: {problem}")
            continue
        found = ImportedWorkbook(file, answer)
        if rank := _rank_as_whole(workspace, found, whole_name):
            wholes.append((rank, found))
            continue
        if (other := units.get(code := code_of(workspace, answer))) is not None:
            notes.append(workspace.language.text("import_superseded", file=other.file.name, other=file.name))
        units[code] = found
    whole = max(wholes, key=lambda each: (each[0], each[1].file.name))[1] if wholes else None
    notes += [
        workspace.language.text("import_superseded", file=each.file.name, other=whole.file.name)
        for _, each in wholes
        if whole is not None and each is not whole
    ]
    return ImportedYear(units, whole, whole.review.identity.name if whole else whole_name, tuple(notes))


def _reviews(
    workspace: PeriodWorkspace, files: Sequence[SourceFile]
) -> Iterator[tuple[SourceFile, Review | Unreadable]]:
    """Yield every workbook in `files` with its review, or why there is none; a fault of ours makes no bag."""
    with Crew(None, workspace.root.limits) as crew:
        for file, answer in earlier_reviews(workspace.form, sorted(files, key=lambda each: each.name), crew):
            if isinstance(answer, Unreadable) and answer.is_ours:
                raise ArchiveError(workspace.language.text("import_failed", file=file.name))
            yield file, answer


def _problem(workspace: PeriodWorkspace, answer: Review | Unreadable) -> str:
    """Return why a workbook does not count, blank where it does."""
    if isinstance(answer, Unreadable):
        return workspace.language.message(answer.code, reason=answer.reason)
    if (other := next((each for each in answer.findings if each.code == _NOT_OURS), None)) is not None:
        return other.message
    who = answer.identity
    if who.period != workspace.period:
        said = who.period if who.period is not None else workspace.language.text("import_no_year")
        return workspace.language.text("import_other_period", said=said, period=workspace.period)
    return "" if who.code or who.name else workspace.language.text("import_nobody")


def _rank_as_whole(workspace: PeriodWorkspace, found: ImportedWorkbook, whole_name: str) -> int:
    """Return how surely a workbook is that of the whole, 0 where it is a department's."""
    name, names = PurePosixPath(found.file.name.rsplit("!", 1)[-1]).name, workspace.form.names
    if name in (names.consolidated, names.consolidated_draft):
        return 3
    if whole_name and found.review.identity.name == whole_name:
        return 2
    return int(name == names.whole)
