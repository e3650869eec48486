"""Published reports of a year that was never archived become its bag, marked imported: last year's figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlsreport.archive.store import bag_in_force
from xlsreport.checking.reports.values import values_read
from xlsreport.errors import ArchiveError, WorkspaceError
from xlsreport.intake.gather import gather, source_file
from xlsreport.intake.match import match_paper
from xlsreport.model.report_reading import ReportReading, UnitReading
from xlsreport.model.review import Identity, Review
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.archiving.archive_period import ArchiveRequest
from xlsreport.pipeline.archiving.import_period import ImportResult
from xlsreport.pipeline.archiving.imported_year import ImportedWorkbook, ImportedYear, code_of, imported_bag, own_name
from xlsreport.pipeline.review.read_back import read_back, why_not
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.workers import Crew

_NAMED = 6  # figures that a note names


@dataclass(slots=True)
class _Taken:
    """What was taken so far: the units by code, the whole, and what is to be said."""

    units: dict[str, ImportedWorkbook]
    notes: list[str]
    whole: ImportedWorkbook | None = None


@writes_alone("take")
def take_reports(
    workspace: PeriodWorkspace, paths: Sequence[Path], period: int, request: ArchiveRequest
) -> ImportResult:
    """Archive the published reports at `paths` (of folders, every file in them) as the figures of `period`.

    A figure that was not read for certain is left out and named. Raises `ArchiveError` where the period is archived
    already, none of them is a report of it, or two are of one department.
    """
    at = replace(workspace, period=period)
    text = workspace.language.text
    if (before := bag_in_force(workspace.root.folder, period)) is not None:
        raise ArchiveError(text("import_already", period=period, bag=before.identifier))
    files = [file for path in paths for file in _files(path, workspace)]
    taken = _Taken({}, [])
    whole_name = own_name(workspace)
    readings = list(_readings(at, files))
    for file, answer in readings:
        _take(at, file, answer, taken, whole_name)
    for file, answer in readings:
        _take_units(at, file, answer, taken)
    if not taken.units and taken.whole is None:
        raise ArchiveError(text("take_none", period=period, why="\n".join(taken.notes)).strip())
    name = taken.whole.review.identity.name if taken.whole else whole_name
    year = ImportedYear(taken.units, taken.whole, name, tuple(taken.notes))
    archived = imported_bag(at, files, year, request)
    return ImportResult(archived, len(year.units), year.whole is not None, year.notes)


def _files(path: Path, workspace: PeriodWorkspace) -> tuple[SourceFile, ...]:
    if path.is_dir():
        return gather(path)
    if not path.is_file():
        raise WorkspaceError(workspace.language.text("no_such_folder", folder=path))
    return (source_file(path),)


def _readings(at: PeriodWorkspace, files: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, ReportReading]]:
    """Yield each file with what it says; raises `ArchiveError` for one that is no report: nobody meant to give it."""
    with Crew(None, at.root.limits) as crew:
        answers = read_back(at.form, [file.path for file in files], crew)
    for file, answer in zip(files, answers, strict=True):
        problem = why_not(answer, at.language)
        if problem or isinstance(answer, Unreadable):
            raise ArchiveError(f"{file.name}: {problem}")
        yield file, answer


def _take(at: PeriodWorkspace, file: SourceFile, reading: ReportReading, taken: _Taken, whole_name: str) -> None:
    text, who = at.language.text, _identity(at, file, reading)
    if who.period is not None and who.period != at.period:
        taken.notes.append(f"{file.name}: {text('import_other_period', said=who.period, period=at.period)}")
        return
    if not who.name and reading.units and whole_name:
        who = replace(who, name=whole_name)  # only the whole's report has a row for each department
    if not who.name:
        taken.notes.append(f"{file.name}: {text('import_nobody')}")
        return
    values, results = values_read(at.form, reading.own, reading.texts)
    review = Review(who, {**values, at.form.identity.name: who.name}, results)
    found = ImportedWorkbook(file, review)
    taken.notes += _unsure(at, file.name, reading.own)
    if whole_name and who.name == whole_name:
        _refuse_second(at, taken.whole, found)
        taken.whole = found
        return
    _refuse_second(at, taken.units.get(code := code_of(at, review)), found)
    taken.units[code] = found


def _take_units(at: PeriodWorkspace, file: SourceFile, reading: ReportReading, taken: _Taken) -> None:
    """Take what the tables of a report say of each department, where it has no report of its own."""
    period = at.form.periods.written(reading.identity.get(at.form.identity.period))
    if period not in (None, at.period):
        return
    unknown: list[str] = []
    for said, unit in reading.units.items():
        department = at.roster.named(said)
        if department is None:
            unknown.append(said)
        elif department.code not in taken.units:
            values, results = values_read(at.form, unit, {})
            who = Identity(department.code, department.name, at.period)
            review = Review(who, {**values, at.form.identity.name: department.name}, results)
            taken.units[department.code] = ImportedWorkbook(file, review)
            taken.notes += _unsure(at, f"{file.name}: {department.name}", unit)
    if unknown:
        comma = at.language.text("comma")
        taken.notes.append(f"{file.name}: {at.language.text('take_nobody', names=comma.join(unknown))}")


def _refuse_second(at: PeriodWorkspace, one: ImportedWorkbook | None, other: ImportedWorkbook) -> None:
    if one is not None:
        words = {"name": other.review.identity.name, "file": one.file.name, "other": other.file.name}
        raise ArchiveError(at.language.text("take_two", **words))


def _identity(at: PeriodWorkspace, file: SourceFile, reading: ReportReading) -> Identity:
    """Return whose report it is: by its title, else by its file's name; and of which period, where it says so."""
    cells = at.form.identity
    said = reading.identity.get(cells.name, "")
    department = at.roster.by_name(said) or at.roster.by_written_name(said) or (match_paper(file, at.roster))
    period = at.form.periods.written(reading.identity.get(cells.period))
    if department is not None and said in ("", department.name, *department.aliases):
        return Identity(department.code, department.name, period)
    return Identity("", said or (department.name if department else ""), period)


def _unsure(at: PeriodWorkspace, whose: str, reading: UnitReading) -> Iterator[str]:
    """Yield which figures of a report are not taken."""
    if reading.unsure:
        comma = at.language.text("comma")
        first = list(reading.unsure.items())[:_NAMED]
        named = comma.join(f"{cell} {at.language.text(f'doubt_{each.doubt}')}" for cell, each in first)
        yield f"{whose}: {at.language.text('take_unsure', count=len(reading.unsure), named=named)}"
