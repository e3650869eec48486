"""The beginning of a year: its folders and the coordinator's workbooks, and what there is to know beforehand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsreport.archive.store import bag_in_force
from xlsreport.errors import WorkspaceError
from xlsreport.forms import find_form, load_form
from xlsreport.intake.workspace import open_workspace
from xlsreport.language import Language, language_of
from xlsreport.model.address import Address
from xlsreport.model.decisions import DecisionsMark
from xlsreport.model.form import Form
from xlsreport.model.period import period_in, year_of
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.pipeline.standing.roster_remarks import roster_remarks
from xlsreport.pipeline.workspace import PeriodWorkspace, roster_of, workspace_at
from xlsreport.pipeline.years.previous_year import find_previous_year, previous_source
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew
from xlsreport.writing.files.publish import writing_into, written_together
from xlsreport.writing.tables.blank_decisions import blank_decisions, blank_evidence

FOLDERS = ("inbox", "outbox")


@dataclass(frozen=True, slots=True)
class StartResult:
    """A year that was begun: its files, which of them are new, and what the coordinator is to know before sending."""

    workspace: PeriodWorkspace
    files: Mapping[Path, bool]
    remarks: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether anything was made."""
        return any(self.files.values())


def start_period(folder: Path, period: int) -> StartResult:
    """Begin `period` in the workspace in `folder`; what is there already is left as it is.

    Raises `XlsreportError` for a folder that is no workspace, or a roster that cannot be used.
    """
    root = open_workspace(folder)
    form = load_form(find_form(root.form, beside=folder))
    language = language_of(form)
    roster, period = roster_of(folder, form, language), period_of_form(form, period)
    files = lay_out_period(folder, form, period)
    workspace = workspace_at(root, period)
    with Crew(limits=root.limits) as crew:
        previous = find_previous_year(form, previous_source(workspace), crew)
    remarks = (*roster_remarks(roster, form, period, language), *_about_previous(workspace, previous), *previous.notes)
    bag = bag_in_force(folder, period)
    archived = (language.text("started_archived", period=period, bag=bag.identifier),) if bag else ()
    return StartResult(workspace, files, (*archived, *remarks))


def period_of_form(form: Form, period: int) -> int:
    """Return `period` as the form is filled for it; raises `WorkspaceError` where it is not filled for such a one."""
    own, language = form.periods.own(period), language_of(form)
    if own is None:
        example = str(period_in(form.periods.kind, year_of(period)))
        wanted = language.text(f"kind_{form.periods.kind}")
        raise WorkspaceError(
            language.text("period_of_another_kind", wanted=wanted, period=str(period), example=example)
        )
    return own


def lay_out_period(folder: Path, form: Form, period: int) -> Mapping[Path, bool]:
    """Make the folders and workbooks that `period` lacks; return the workbooks, and which of them are new."""
    own, language = folder / str(period), language_of(form)
    names = form.names
    wanted = {
        names.whole: lambda: form.engine.fill(_known_of_whole(folder, form, period)),
        names.decisions: lambda: blank_decisions(language, DecisionsMark(form.id, period)),
        names.evidence: lambda: blank_evidence(language),
    }
    missing = [name for name in wanted if not (own / name).exists()]
    written_together(own, {name: wanted[name]() for name in missing})
    with writing_into(own):
        for name in FOLDERS:
            (own / name).mkdir(exist_ok=True)
    return {own / name: name in missing for name in wanted}


def _known_of_whole(folder: Path, form: Form, period: int) -> Mapping[Address, Value]:
    """Return the period, and who the whole said it was in the year before."""
    cells, known = form.identity, dict[Address, Value]()
    path = folder / str(period - 1) / form.names.whole
    book = read_workbook(path) if path.is_file() else None
    if book is not None and not isinstance(book, Unreadable):
        wanted = (cells.name, cells.code, *((cells.level,) if cells.level else ()), *cells.contact)
        said = {cell: book.at(cell).value for cell in wanted}
        known = {cell: value for cell, value in said.items() if isinstance(value, str | Decimal)}
    return {**known, cells.period: form.period_cell(period)}


def _about_previous(workspace: PeriodWorkspace, previous: PreviousYear) -> tuple[str, ...]:
    """Return where last year's figures come from, and of which departments they are not known."""
    language, departments = workspace.language, workspace.roster.departments
    unknown = [each for each in departments if previous.of(Identity(each.code, each.name)) is None]
    before = workspace.period - 1
    words = {"count": len(departments), "known": len(departments) - len(unknown), "before": before}
    bag = bag_in_force(workspace.root.folder, before) if previous.period is not None else None
    if bag is not None:
        told = language.text("started_from_archive", bag=bag.identifier, **words)
    elif len(unknown) < len(departments):
        told = language.text("started_from_folder", folder=workspace.root.inbox(before), **words)
    else:
        return (language.text("started_from_nowhere", **words),)
    return (told, language.text("started_unknown", names=_names(unknown, language))) if unknown else (told,)


def _names(departments: Iterable[Department], language: Language) -> str:
    return language.text("comma").join(each.name for each in departments)
