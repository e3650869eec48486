"""The workbooks to send out, and a new workspace to collect them in."""

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.forms import builtin_forms, example_workspace, find_form, load_form
from xlsreport.intake.workspace import SETTINGS, settings_text
from xlsreport.language import language
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Value
from xlsreport.pipeline.desk import Desk
from xlsreport.pipeline.last_year import Earlier, LastYear, last_year
from xlsreport.workers import Crew
from xlsreport.writing.decisions import blank_decisions
from xlsreport.writing.names import safe_name
from xlsreport.writing.publish import writing_into, written_together
from xlsreport.writing.roster import blank_roster


def issue(desk: Desk, *, blank: bool = False) -> tuple[Path, ...]:
    """Write the workbooks to send into the outbox and return their paths: one a department, or one blank for all."""
    outbox = desk.workspace.outbox(desk.period)
    if blank:
        files = {desk.form.names.blank: desk.form.engine.fill({desk.form.identity.period: Decimal(desk.period)})}
    else:
        usual = desk.workspace.inbox(desk.period - 1)
        earlier = Earlier(usual if usual.is_dir() else None, desk.period)
        with Crew(limits=desk.workspace.limits) as crew:
            before = last_year(desk.form, earlier, crew)
        files = {_file_name(each): _issued(desk, each, before) for each in desk.roster.departments}
    written_together(outbox, files)
    return tuple(outbox / name for name in files)


def new_workspace(folder: Path, form_name: str, period: int) -> tuple[Path, ...]:
    """Lay out a new workspace in `folder`, which must be new or empty, and return the files in it to begin with."""
    _refuse_unless_new(folder)
    form = load_form(find_form(form_name))
    named = form_name if form.folder in builtin_forms() else form.folder.resolve().as_posix()
    texts = language(form.language)
    whole = form.engine.fill({form.identity.period: Decimal(period)})
    written_together(folder, {SETTINGS: settings_text(named).encode(), form.names.roster: blank_roster(texts)})
    written_together(folder / str(period), {form.names.whole: whole, form.names.decisions: blank_decisions(texts)})
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


def _issued(desk: Desk, department: Department, before: LastYear) -> bytes:
    form, cells = desk.form, desk.form.identity
    values: dict[Address, Value] = {
        cells.name: department.name,
        cells.code: department.code,
        cells.period: Decimal(desk.period),
    }
    if cells.level is not None and department.level in form.fields[cells.level].choices:
        values[cells.level] = department.level
    who = Identity(department.code, department.name)
    carried = {cell: v for cell, v in (before.carried(form, who) or {}).items() if v is not None}
    locked = (*values, *carried)
    return form.engine.fill({**_prefilled(form, before, who), **carried, **values}, locked)


def _prefilled(form: Form, before: LastYear, who: Identity) -> Mapping[Address, Value]:
    figures = before.of(who) or {}
    return {cell: figures[source] for cell, source in form.prefilled.items() if figures.get(source) is not None}


def _file_name(department: Department) -> str:
    return safe_name(f"{department.code}-{department.name}") + ".xlsx"
