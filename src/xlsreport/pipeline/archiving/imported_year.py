"""A year that becomes a bag marked imported: whose figures count, and what its record and its tables say of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledDepartment, FileRole
from xlsreport.archive.tables import texts_bytes, values_bytes
from xlsreport.checking import claimed_identity
from xlsreport.model.outcome import Standing
from xlsreport.model.review import Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.archiving.archive_period import ArchiveRequest, ArchiveResult, bagged, with_documents
from xlsreport.pipeline.archiving.payload import BagPiece, form_of, inputs_of, piece, tables_of
from xlsreport.pipeline.archiving.record import filed_form, made_by
from xlsreport.pipeline.archiving.tidy_rows import Teller, text_rows, value_rows
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.reading import read_workbook


@dataclass(frozen=True, slots=True)
class ImportedWorkbook:
    """A workbook of the year: its file and what it says."""

    file: SourceFile
    review: Review


@dataclass(frozen=True, slots=True)
class ImportedYear:
    """The workbooks that count, by the code of their unit, that of the whole, and why others do not."""

    units: Mapping[str, ImportedWorkbook]
    whole: ImportedWorkbook | None
    name: str
    notes: tuple[str, ...]


def imported_bag(
    at: PeriodWorkspace, files: Sequence[SourceFile], year: ImportedYear, request: ArchiveRequest
) -> ArchiveResult:
    """Make the bag of `year`, in which every one of `files` is kept as it came, beside whose it is."""
    pieces = (*_inputs(at, files, year), *form_of(at), *tables_of(at), *_tidy(at, year))
    record = Record(
        period=at.period,
        form=filed_form(at.form),
        made_by=made_by(),
        name=year.name,
        imported=True,
        departments=tuple(_departments(at, year)),
    )
    return bagged(at, request, with_documents(record, request, pieces), pieces)


def _inputs(at: PeriodWorkspace, files: Sequence[SourceFile], year: ImportedYear) -> Iterator[BagPiece]:
    """Yield what came, each file with the name of the unit whose figures are taken from it."""
    whose = {found.file.sha256: found.review.identity.name or code for code, found in year.units.items()}
    if year.whole is not None:
        whose[year.whole.file.sha256] = year.name
    for each in inputs_of(files, at):
        yield BagPiece(replace(each.filed, note=whose.get(each.filed.sha256, "")), each.content)


def own_name(workspace: PeriodWorkspace) -> str:
    """Return the name of the whole as its own workbook of the newest period says it, blank where none does."""
    path = workspace.root.folder / str(workspace.period) / workspace.form.names.whole
    book = read_workbook(path) if path.is_file() else None
    return "" if book is None or isinstance(book, Unreadable) else claimed_identity(workspace.form, book).name


def code_of(workspace: PeriodWorkspace, review: Review) -> str:
    """Return the code of the unit that a workbook is from; its name where it has none."""
    who = review.identity
    department = workspace.roster.by_code(who.code) or workspace.roster.by_name(who.name)
    return department.code if department else who.code or who.name


def _departments(workspace: PeriodWorkspace, year: ImportedYear) -> Iterator[FiledDepartment]:
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


def _came_later(department: Department, year: ImportedYear) -> bool:
    sent = {said for code, found in year.units.items() for said in (code, found.review.identity.name)}
    return bool(department.predecessors) and sent.issuperset(department.predecessors)


def _tidy(workspace: PeriodWorkspace, year: ImportedYear) -> Iterator[BagPiece]:
    form, tellers = workspace.form, list(_tellers(workspace, year))
    yield piece("data/values.csv", FileRole.DATA, values_bytes(value_rows(form, tellers, form.carried)))
    yield piece("data/texts.csv", FileRole.DATA, texts_bytes(text_rows(form, tellers)))


def _tellers(workspace: PeriodWorkspace, year: ImportedYear) -> Iterator[Teller]:
    for each in _departments(workspace, year):
        if each.code in year.units:
            yield _teller(workspace, each.code, each.name, year.units[each.code].review)
    if year.whole is not None:
        yield _teller(workspace, "", year.name, year.whole.review)


def _teller(workspace: PeriodWorkspace, code: str, name: str, review: Review) -> Teller:
    return Teller(workspace.period, code, name, {**review.results, **review.values})
