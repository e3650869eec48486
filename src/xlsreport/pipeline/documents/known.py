"""What a report is held against: the consolidated figures, an archived period's, or those of one workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from xlsreport.archive.papers import published_document
from xlsreport.archive.store import StoredBag, bag_in_force
from xlsreport.checking.layout.labels import flat
from xlsreport.errors import WorkspaceError
from xlsreport.language import Language, language_of
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.outcome import Outcome
from xlsreport.model.period import named_period
from xlsreport.model.report_comparison import NO_UNITS, KnownUnits
from xlsreport.model.report_reading import ReportReading
from xlsreport.model.roster import Roster
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.pipeline.check import check_files
from xlsreport.pipeline.consolidate import Options, Progress, consolidate_workspace
from xlsreport.pipeline.review.read_back import REPORTS, read_back, why_not
from xlsreport.pipeline.workspace import PeriodWorkspace, open_workspace_at
from xlsreport.pipeline.years.archived_year import archived_years_with_texts
from xlsreport.workers import Crew

Known = Mapping[Address, Value]


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The figures and texts that a report is held against, of the whole, and what they are called.

    `units` are those of the departments by code, `roster` who these are, `names` all names that a text may have. `ours`
    is the report that was written or published, as it is read back, where there is one.
    """

    form: Form
    values: Known
    source: str
    names: frozenset[str] = frozenset()
    units: Mapping[str, Known] = field(default_factory=dict)
    roster: Roster | None = None
    ours: ReportReading | None = None

    def for_the_sender(self, reading: ReportReading, language: Language) -> "KnownFigures":
        """Return what the department gave whose own report it is, by its title; the same for any other report."""
        said = reading.identity.get(self.form.identity.name, "")
        unit = self.roster.named(said) if self.roster and said else None
        whole = self.values.get(self.form.identity.name)
        if unit is None or unit.code not in self.units or flat(said) == flat(str(whole or "")):
            return self
        who: dict[Address, Value] = {self.form.identity.name: unit.name}
        who |= {cell: self.values[cell] for cell in (self.form.identity.period,) if cell in self.values}
        source = language.text("compare_sender", source=self.source, name=unit.name)
        return replace(self, values={**who, **self.units[unit.code]}, source=source, units={}, ours=None)

    def units_in(self, reading: ReportReading) -> KnownUnits:
        """Return the departments, and which of them each name in the tables of a report means."""
        if self.roster is None:
            return NO_UNITS
        found = {said: self.roster.named(said) for said in reading.units}
        whose = {said: each.code for said, each in found.items() if each is not None}
        names = {code: each.name if (each := self.roster.by_code(code)) else code for code in self.units}
        return KnownUnits(self.units, names, whose)

    def published_as(self, reading: ReportReading, source: str) -> "KnownFigures":
        """Return the same with the texts as they were published in the document `source`."""
        texts = {field.address: reading.texts.get(field.address) for field in self.form.prose}
        return replace(self, values={**self.values, **texts}, source=source, ours=reading)

    def beside(self, report: Path, crew: Crew) -> "KnownFigures":
        """Return the same with our own `report`, where it is there and can be read."""
        return replace(self, ours=report_in(self.form, report, crew)) if report.is_file() else self


def known_figures(
    folder: Path, period: int | None, against: str | None, crew: Crew, progress: Progress | None = None
) -> KnownFigures:
    """Return what a report is held against: the workbook or the period `against`, else the newest period's figures.

    An archived period's are those of its bag; any other's are consolidated anew. Raises `XlsreportError` where there
    is neither.
    """
    if against is not None and Path(against).is_file():
        return of_workbook(Path(against), None, crew)
    asked = named_period(against) if against is not None else period
    if against is not None and asked is None:
        language = open_workspace_at(folder, period).language
        raise WorkspaceError(language.text("compare_against_what", against=against))
    archived = archived_figures(folder, asked, crew) if asked is not None else None
    if archived is not None:
        return archived
    workspace = open_workspace_at(folder, asked)
    found = archived_figures(folder, workspace.period, crew)
    return found or consolidated_figures(workspace, progress).beside(written_report(workspace), crew)


def of_workbook(path: Path, form_name: str | None, crew: Crew) -> KnownFigures:
    """Return the figures of a single workbook; raises `WorkspaceError` where it cannot be read."""
    checked = check_files([path], form_name, prepared=crew)
    review = checked.examined[0].review
    if not review.values:
        raise WorkspaceError(f"{path.name}: {review.findings[0].message if review.findings else ''}")
    return KnownFigures(checked.form, {**review.results, **review.values}, path.name)


def archived_figures(folder: Path, period: int, crew: Crew) -> KnownFigures | None:
    """Return what the archive has of the whole of `period`; None where it was not archived.

    The texts are those of the document that was published, where it is in the bag and can be read: it is what was
    signed, while those in the whole's workbook are older.
    """
    workspace = open_workspace_at(folder, None)
    bag = bag_in_force(workspace.root.folder, period)
    if bag is None:
        return None
    years = archived_years_with_texts(workspace.root.folder, workspace.form)
    year = next(each for each in years if each.period == period)
    values = year.whole or {}
    if not values:
        raise WorkspaceError(workspace.language.text("compare_no_whole", period=period))
    who = {workspace.form.identity.period: workspace.form.period_cell(period)}
    source = workspace.language.text("compare_archived", period=period)
    roster = workspace.roster
    known = KnownFigures(workspace.form, {**values, **who}, source, roster.bearers, year.units, roster)
    return _as_published(known, bag, workspace, crew)


def _as_published(known: KnownFigures, bag: StoredBag, workspace: PeriodWorkspace, crew: Crew) -> KnownFigures:
    published = published_document(bag)
    reading = report_in(known.form, published[1], crew) if published else None
    if reading is None or published is None:
        return known.beside(bag.data / "output" / "report.docx", crew)
    source = workspace.language.text("compare_published", source=known.source, file=published[0])
    return known.published_as(reading, source)


def report_in(form: Form, path: Path, crew: Crew) -> ReportReading | None:
    """Return what the document at `path` says; None where it is no report of the form that can be read."""
    if path.suffix.lower() not in REPORTS:
        return None
    answer = read_back(form, [path], crew)[0]
    return None if isinstance(answer, Unreadable) or why_not(answer, language_of(form)) else answer


def consolidated_figures(workspace: PeriodWorkspace, progress: Progress | None = None) -> KnownFigures:
    """Return what the departments of `workspace` come to now."""
    return known_of(workspace, consolidate_workspace(workspace, Options(), progress))


def known_of(workspace: PeriodWorkspace, outcome: Outcome) -> KnownFigures:
    """Return what is joined in `outcome`, and what its departments gave, as what a report is held against."""
    source, total = workspace.language.text("compare_consolidated", period=workspace.period), outcome.total
    values = {**total.results, **total.values}
    counted = [each for each in outcome.entries if outcome.counts(each) and each.code]
    units = {each.code or "": {**each.review.results, **each.review.values} for each in counted}
    return KnownFigures(workspace.form, values, source, workspace.roster.bearers, units, workspace.roster)


def written_report(workspace: PeriodWorkspace) -> Path:
    """Return where our own report lies, the final one where there is one; it need not be there."""
    names, output = workspace.form.names, workspace.root.output(workspace.period)
    found = (output / name for name in (names.report, names.draft))
    return next((each for each in found if each.is_file()), output / names.draft)
