"""Filled workbooks of a year that was never archived become its bag, marked imported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledDepartment, FileRole
from xlsreport.archive.store import bag_in_force
from xlsreport.archive.tables import texts_bytes, values_bytes
from xlsreport.checking import claimed_identity
from xlsreport.errors import ArchiveError, WorkspaceError
from xlsreport.intake.gather import gather
from xlsreport.model.outcome import Standing
from xlsreport.model.review import Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.archiving.archive_period import ArchiveRequest, ArchiveResult, bagged, with_documents
from xlsreport.pipeline.archiving.payload import BagPiece, form_of, inputs_of, piece, tables_of
from xlsreport.pipeline.archiving.record import filed_form, made_by
from xlsreport.pipeline.archiving.tidy_rows import Teller, text_rows, value_rows
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.pipeline.years.previous_year import earlier_reviews
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew

_NOT_OURS = "S101"  # the finding that a workbook is not of our form


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import: the bag, how many departments are in it, whether the whole is, and what is to be said."""

    archived: ArchiveResult
    departments: int
    whole: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Workbook:
    """A workbook of the year: its file and what it says."""

    file: SourceFile
    review: Review


@dataclass(frozen=True, slots=True)
class _Year:
    """The workbooks that count, by the code of their unit, that of the whole, and why others do not."""

    units: Mapping[str, _Workbook]
    whole: _Workbook | None
    name: str
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
    year = _year(at, files, _own_name(workspace))
    if not year.units and year.whole is None:
        why = "".join(year.notes[:1])
        raise ArchiveError(workspace.language.text("import_none", folder=folder, period=period, why=why).strip())
    pieces = (*inputs_of(files, at), *form_of(at), *tables_of(at), *_tidy(at, year))
    record = Record(
        period=period,
        form=filed_form(at.form),
        made_by=made_by(),
        name=year.name,
        imported=True,
        departments=tuple(_departments(at, year)),
    )
    archived = bagged(at, request, with_documents(record, request, pieces), pieces)
    return ImportResult(archived, len(year.units), year.whole is not None, year.notes)


def _own_name(workspace: PeriodWorkspace) -> str:
    """Return the name of the whole as its own workbook of the newest period says it, blank where none does."""
    path = workspace.root.folder / str(workspace.period) / workspace.form.names.whole
    book = read_workbook(path) if path.is_file() else None
    return "" if book is None or isinstance(book, Unreadable) else claimed_identity(workspace.form, book).name


def _year(workspace: PeriodWorkspace, files: Sequence[SourceFile], own_name: str) -> _Year:
    units: dict[str, _Workbook] = {}
    wholes: list[tuple[int, _Workbook]] = []
    notes: list[str] = []
    for file, answer in _reviews(workspace, files):
        if (problem := _problem(workspace, answer)) or isinstance(answer, Unreadable):
            notes.append(f"{file.name}: {problem}")
            continue
        found = _Workbook(file, answer)
        if rank := _rank_as_whole(workspace, found, own_name):
            wholes.append((rank, found))
            continue
        if (other := units.get(code := _code(workspace, answer))) is not None:
            notes.append(workspace.language.text("import_superseded", file=other.file.name, other=file.name))
        units[code] = found
    whole = max(wholes, key=lambda each: (each[0], each[1].file.name))[1] if wholes else None
    notes += [
        workspace.language.text("import_superseded", file=each.file.name, other=whole.file.name)
        for _, each in wholes
        if whole is not None and each is not whole
    ]
    return _Year(units, whole, whole.review.identity.name if whole else own_name, tuple(notes))


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


def _rank_as_whole(workspace: PeriodWorkspace, found: _Workbook, own_name: str) -> int:
    """Return how surely a workbook is that of the whole, 0 where it is a department's."""
    name, names = PurePosixPath(found.file.name.rsplit("!", 1)[-1]).name, workspace.form.names
    if name in (names.consolidated, names.consolidated_draft):
        return 3
    if own_name and found.review.identity.name == own_name:
        return 2
    return int(name == names.whole)


def _code(workspace: PeriodWorkspace, review: Review) -> str:
    """Return the code of the unit that a workbook is from; its name where it has none."""
    who = review.identity
    department = workspace.roster.by_code(who.code) or workspace.roster.by_name(who.name)
    return department.code if department else who.code or who.name


def _departments(workspace: PeriodWorkspace, year: _Year) -> Iterator[FiledDepartment]:
    """Yield the roster's departments, without those that are not counted and sent nothing, then units of that year.

    Nor is one among them that did not send because those that it came from all did: it was not there yet.
    """
    for each in workspace.roster.departments:
        if each.code in year.units:
            yield FiledDepartment(each.code, each.name, str(Standing.ACCEPTED), each.counted, each.aliases)
        elif each.counted and not _came_later(each, year):
            yield FiledDepartment(each.code, each.name, str(Standing.MISSING), counted=False, aliases=each.aliases)
    for code, found in year.units.items():
        if workspace.roster.by_code(code) is None:
            yield FiledDepartment(code, found.review.identity.name or code, str(Standing.ACCEPTED), counted=True)


def _came_later(department: Department, year: _Year) -> bool:
    sent = {said for code, found in year.units.items() for said in (code, found.review.identity.name)}
    return bool(department.predecessors) and sent.issuperset(department.predecessors)


def _tidy(workspace: PeriodWorkspace, year: _Year) -> Iterator[BagPiece]:
    form, tellers = workspace.form, list(_tellers(workspace, year))
    yield piece("data/values.csv", FileRole.DATA, values_bytes(value_rows(form, tellers, form.carried)))
    yield piece("data/texts.csv", FileRole.DATA, texts_bytes(text_rows(form, tellers)))


def _tellers(workspace: PeriodWorkspace, year: _Year) -> Iterator[Teller]:
    for each in _departments(workspace, year):
        if each.code in year.units:
            yield _teller(workspace, each.code, each.name, year.units[each.code].review)
    if year.whole is not None:
        yield _teller(workspace, "", year.name, year.whole.review)


def _teller(workspace: PeriodWorkspace, code: str, name: str, review: Review) -> Teller:
    return Teller(workspace.period, code, name, {**review.results, **review.values})
