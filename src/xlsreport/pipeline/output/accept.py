"""What the coordinator accepted in the summary, entered among the decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.forms.appending import appended
from xlsreport.intake.accepted import Summary, read_accepted, title_of
from xlsreport.intake.tables import heads_of
from xlsreport.language import Language
from xlsreport.model.decisions import ACCEPTED, Acceptance, DecisionsMark
from xlsreport.model.workbook import Sheet, Unreadable, Value, Workbook
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.reading import read_workbook
from xlsreport.writing.files.publish import written_together
from xlsreport.writing.tables.blank_decisions import blank_decisions


@dataclass(frozen=True, slots=True)
class AcceptResult:
    """What was entered, and how many rows of the summary had been entered before."""

    entered: tuple[Acceptance, ...]
    known: int


@writes_alone("accept")
def accept(workspace: PeriodWorkspace, summary: Path, today: date) -> AcceptResult:
    """Enter what is accepted in the workbook `summary` among the decisions, dated `today`; nothing twice.

    Raises `WorkspaceError` where it is no summary of the period, or a row is not complete: then nothing is written.
    """
    book = _book(summary, workspace.language)
    _refuse_another(workspace, book, summary.name)
    said = read_accepted(Summary(summary.name, book, today), workspace.language)
    known = {_key(each, workspace) for each in workspace.decisions.acceptances}
    new = {_key(each, workspace): each for each in said if _key(each, workspace) not in known}
    if new:
        _enter(workspace, tuple(new.values()))
    return AcceptResult(tuple(new.values()), len(said) - len(new))


def _book(path: Path, language: Language) -> Workbook:
    if not path.is_file():
        raise WorkspaceError(language.text("accept_no_file", file=path))
    book = read_workbook(path)
    if isinstance(book, Unreadable):
        raise WorkspaceError(f"{path}: {language.message(book.code, reason=book.reason)}")
    return book


def _refuse_another(workspace: PeriodWorkspace, book: Workbook, file: str) -> None:
    """Raise `WorkspaceError` where the summary is headed for another form or period."""
    words = {"period": workspace.period, "title": workspace.form.title}
    wanted, found = workspace.language.text("summary_title", name="", **words).strip(), title_of(book)
    if not found.endswith(wanted):
        raise WorkspaceError(workspace.language.text("accept_other_period", file=file, found=found[:60], **words))


def _key(acceptance: Acceptance, workspace: PeriodWorkspace) -> tuple[object, ...]:
    department = workspace.roster.named(acceptance.department)
    who = department.code if department else acceptance.department
    return acceptance.code, who, acceptance.cell, acceptance.found


def _enter(workspace: PeriodWorkspace, new: Sequence[Acceptance]) -> None:
    language, folder = workspace.language, workspace.root.folder / str(workspace.period)
    name, sheet = workspace.form.names.decisions, language.text(ACCEPTED.sheet)
    path = folder / name
    mark = DecisionsMark(workspace.form.id, workspace.period)
    data = path.read_bytes() if path.is_file() else blank_decisions(language, mark)
    columns = _columns(path, sheet, language)
    rows = [{columns[key]: value for key, value in _row(row, language).items() if key in columns} for row in new]
    heads = [language.lists[f"decision_{key}"][0] for key in ACCEPTED.keys]
    written_together(folder, {name: appended(data, sheet, heads, rows)})


def _columns(path: Path, sheet: str, language: Language) -> Mapping[str, int]:
    """Return the columns of the accepted findings, as the workbook at `path` has them."""
    there = _book(path, language).sheets.get(sheet) if path.is_file() else None
    heads = heads_of(there if there is not None else Sheet(""))
    if not heads:
        return {key: column for column, key in enumerate(ACCEPTED.keys, 1)}
    known = {key: language.lists[f"decision_{key}"] for key in ACCEPTED.keys}
    return {key: heads[title] for key, titles in known.items() for title in titles if title in heads}


def _row(acceptance: Acceptance, language: Language) -> Mapping[str, Value]:
    cell = str(acceptance.cell) if acceptance.cell else None
    return {
        "code": acceptance.code,
        "department": acceptance.department,
        "cell": language.lists["words_all"][0] if acceptance.anywhere else cell,
        "reason": acceptance.reason,
        "who": acceptance.who,
        "when": date.fromisoformat(acceptance.when),
        "found": acceptance.found,
    }
