"""The workbooks to send out, and a new workspace to collect them in."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.forms import builtin_forms, example_workspace, find_form, load_form
from xlsreport.intake.workspace import SETTINGS, settings_text
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.decisions import DecisionsMark
from xlsreport.model.form import Form
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Value
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.pipeline.years.previous_year import find_previous_year, previous_source
from xlsreport.workers import Crew
from xlsreport.writing.files.publish import writing_into, written_together
from xlsreport.writing.tables.blank_decisions import blank_decisions
from xlsreport.writing.tables.blank_roster import blank_roster


@dataclass(frozen=True, slots=True)
class IssueResult:
    """The paths of the workbooks to send, and what the coordinator is to know of last year's figures in them."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def issue(workspace: PeriodWorkspace, *, blank: bool = False) -> IssueResult:
    """Write the workbooks to send into the outbox and return where: one a department, or one blank for all."""
    outbox, previous = workspace.root.outbox(workspace.period), PreviousYear()
    if blank:
        files = {
            workspace.form.names.blank: workspace.form.engine.fill(
                {workspace.form.identity.period: Decimal(workspace.period)}
            )
        }
    else:
        previous = previous_year_of(workspace)
        departments = workspace.roster.departments
        files = {issued_name(workspace, each): issued(workspace, each, previous) for each in departments}
    written_together(outbox, files)
    return IssueResult(tuple(outbox / name for name in files), previous.notes)


def new_workspace(folder: Path, form_name: str, period: int) -> tuple[Path, ...]:
    """Lay out a new workspace in `folder`, which must be new or empty, and return the files in it to begin with."""
    _refuse_unless_new(folder)
    form = load_form(find_form(form_name))
    named = form_name if form.folder in builtin_forms() else form.folder.resolve().as_posix()
    language = language_named(form.language)
    whole = form.engine.fill({form.identity.period: Decimal(period)})
    written_together(folder, {SETTINGS: settings_text(named).encode(), form.names.roster: blank_roster(language)})
    decisions = blank_decisions(language, DecisionsMark(form.id, period))
    written_together(folder / str(period), {form.names.whole: whole, form.names.decisions: decisions})
    for name in ("inbox", "outbox"):
        (folder / str(period) / name).mkdir()
    own = (form.names.whole, form.names.decisions)
    return folder / SETTINGS, folder / form.names.roster, *(folder / str(period) / name for name in own)


def new_example(folder: Path) -> None:
    """Lay out the example workspace in `folder`, which must be new or empty."""
    _refuse_unless_new(folder)
    with writing_into(folder):
        shutil.copytree(example_workspace(), folder, dirs_exist_ok=True)


def _refuse_unless_new(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(
            f"“{folder}”已存在且不是空文件夹，请换一个名称。Already there and not empty; name another folder."
        )


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


def issued_name(workspace: PeriodWorkspace, department: Department) -> str:
    """Return what the workbook that `department` is sent is called."""
    return f"{workspace.file_stems[department.code]}.xlsx"


def _prefilled(form: Form, previous: PreviousYear, who: Identity) -> Mapping[Address, Value]:
    figures = previous.of(who) or {}
    return {cell: figures[source] for cell, source in form.prefilled.items() if figures.get(source) is not None}
