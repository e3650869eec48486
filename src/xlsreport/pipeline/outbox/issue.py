"""The workbooks to send out, and a new workspace to collect them in."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.forms import builtin_forms, example_workspace, find_form, load_form
from xlsreport.intake.workspace import SETTINGS, settings_text
from xlsreport.language import bilingual, language_of
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Value
from xlsreport.pipeline.outbox.matter import matter_of
from xlsreport.pipeline.outbox.rounds import ISSUED, OutboxResult, Sending, issued_name, laid_out
from xlsreport.pipeline.start import lay_out_period, period_of_form
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.pipeline.years.previous_year import find_previous_year, previous_source
from xlsreport.workers import Crew
from xlsreport.writing.files.publish import writing_into, written_together
from xlsreport.writing.letters.letters import Matter, first_letter_of
from xlsreport.writing.tables.blank_roster import blank_roster


@dataclass(frozen=True, slots=True)
class IssueResult:
    """The paths of the workbooks to send, and what the coordinator is to know of last year's figures in them.

    `letters` are those that go with them, none where one blank workbook was made for all.
    """

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    letters: OutboxResult | None = None


@writes_alone("issue")
def issue(workspace: PeriodWorkspace, *, blank: bool = False, due: date | None = None) -> IssueResult:
    """Write the workbooks to send into the outbox and return where: one a department, or one blank for all.

    Each department's goes with a first letter, which asks for it by `due`, or by the day that the roster has.
    """
    outbox = workspace.root.outbox(workspace.period)
    if blank:
        period = {workspace.form.identity.period: workspace.form.period_cell(workspace.period)}
        written_together(outbox, {workspace.form.names.blank: workspace.form.engine.fill(period)})
        return IssueResult((outbox / workspace.form.names.blank,))
    previous, matter = previous_year_of(workspace), matter_of(workspace, due)
    sendings = [_first(workspace, each, previous, matter) for each in workspace.roster.departments]
    written_together(outbox, {each.file: each.attached for each in sendings})
    folder = outbox / workspace.language.text(ISSUED)
    letters = laid_out(workspace, folder, sendings, matter, attached=False)
    return IssueResult(tuple(outbox / each.file for each in sendings), previous.notes, letters)


def _first(workspace: PeriodWorkspace, department: Department, previous: PreviousYear, matter: Matter) -> Sending:
    file = issued_name(workspace, department)
    letter = first_letter_of(department, file, matter)
    return Sending(letter, workspace.file_stems[department.code], file, issued(workspace, department, previous))


def new_workspace(folder: Path, form_name: str, period: int) -> tuple[Path, ...]:
    """Lay out a new workspace in `folder`, which must be new or empty, and return the files in it to begin with."""
    _refuse_unless_new(folder, period)
    form = load_form(find_form(form_name))
    period = period_of_form(form, period)
    named = form_name if form.folder in builtin_forms() else form.folder.resolve().as_posix()
    language = language_of(form)
    written_together(folder, {SETTINGS: settings_text(named).encode(), form.names.roster: blank_roster(language)})
    return folder / SETTINGS, folder / form.names.roster, *lay_out_period(folder, form, period)


def new_example(folder: Path, form: str | None = None) -> None:
    """Lay out the example workspace of the built-in `form`, the first by default, in `folder`, new or empty."""
    example = example_workspace(form)
    _refuse_unless_new(folder)
    with writing_into(folder):
        shutil.copytree(example, folder, dirs_exist_ok=True)


def _refuse_unless_new(folder: Path, period: int | None = None) -> None:
    if period is not None and (folder / SETTINGS).is_file():
        raise WorkspaceError(bilingual("init_is_workspace", folder=folder, period=period))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(bilingual("not_an_empty_folder", folder=folder))


def previous_year_of(workspace: PeriodWorkspace, named: Path | None = None) -> PreviousYear:
    """Return what is known of the year before, from the folder `named` or that year's inbox."""
    with Crew(limits=workspace.root.limits) as crew:
        return find_previous_year(workspace.form, previous_source(workspace, named), crew)


@dataclass(frozen=True, slots=True)
class PrefilledCells:
    """What we know of a department: `locked` is filled in for good, `open` may be changed by it."""

    locked: Mapping[Address, Value]
    open: Mapping[Address, Value]


def known_of(workspace: PeriodWorkspace, department: Department, previous: PreviousYear) -> PrefilledCells:
    """Return what stands in the workbook of `department` before it fills anything."""
    form, cells = workspace.form, workspace.form.identity
    values: dict[Address, Value] = {
        cells.name: department.name,
        cells.code: department.code,
        cells.period: Decimal(workspace.period),
    }
    if cells.level is not None and department.level in form.fields[cells.level].choices:
        values[cells.level] = department.level
    who = Identity(department.code, department.name)
    carried = {cell: v for cell, v in (previous.carried(form, who) or {}).items() if v is not None}
    return PrefilledCells({**carried, **values}, _prefilled(form, previous, who))


def issued(workspace: PeriodWorkspace, department: Department, previous: PreviousYear) -> bytes:
    """Return the workbook that `department` is sent to be filled."""
    known = known_of(workspace, department, previous)
    return workspace.form.engine.fill({**known.open, **known.locked}, tuple(known.locked))


def _prefilled(form: Form, previous: PreviousYear, who: Identity) -> Mapping[Address, Value]:
    figures = previous.of(who) or {}
    return {cell: figures[source] for cell, source in form.prefilled.items() if figures.get(source) is not None}
