"""What a coordinator works with: a workspace with its form, its roster and one period."""

from dataclasses import dataclass, field
from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.forms import find_form, load_form
from xlsreport.intake.decisions import read_decisions
from xlsreport.intake.evidence import read_evidence
from xlsreport.intake.roster import read_roster
from xlsreport.intake.workspace import Workspace, open_workspace
from xlsreport.language import Language, language
from xlsreport.model.decisions import Decisions
from xlsreport.model.evidence import Evidence
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.reading import read_workbook


@dataclass(frozen=True, slots=True)
class Desk:
    """An open workspace at one period."""

    workspace: Workspace
    form: Form
    language: Language
    roster: Roster
    period: int
    decisions: Decisions = field(default_factory=Decisions)
    evidence: tuple[Evidence, ...] = ()


def open_desk(folder: Path, period: int | None = None, *, with_roster: bool = True) -> Desk:
    """Open the workspace in `folder` at `period`, the newest by default; the roster is not read where nobody asks.

    Raises `XlsreportError` for a folder that is no workspace, a form, roster or decisions that cannot be used, or no
    period.
    """
    return desk_of(open_workspace(folder), period, with_roster=with_roster)


def desk_of(workspace: Workspace, period: int | None = None, *, with_roster: bool = True) -> Desk:
    """Return the desk of an open workspace, as `open_desk` does."""
    folder = workspace.folder
    form = load_form(find_form(workspace.form, beside=folder))
    texts = language(form.language)
    roster = roster_of(folder, form, texts) if with_roster else Roster(())
    settled = _period(workspace, period, texts)
    own = folder / str(settled)
    decisions, evidence = _decisions(own / form.names.decisions, texts), _evidence(own / form.names.evidence, texts)
    return Desk(workspace, form, texts, roster, settled, decisions, evidence)


def roster_of(folder: Path, form: Form, texts: Language) -> Roster:
    """Read the workspace's roster; raises `WorkspaceError` where it is missing or cannot be used."""
    path = folder / form.names.roster
    if not path.is_file():
        raise WorkspaceError(texts.text("roster_missing", file=path))
    return read_roster(_own_book(path, texts), str(path), texts)


def _decisions(path: Path, texts: Language) -> Decisions:
    return read_decisions(_own_book(path, texts), path.name, texts) if path.is_file() else Decisions()


def _evidence(path: Path, texts: Language) -> tuple[Evidence, ...]:
    return read_evidence(_own_book(path, texts), path.name, texts) if path.is_file() else ()


def _own_book(path: Path, texts: Language) -> Workbook:
    book = read_workbook(path)
    if isinstance(book, Unreadable):
        raise WorkspaceError(f"{path}: {texts.message(book.code, reason=book.reason)}")
    return book


def _period(workspace: Workspace, period: int | None, texts: Language) -> int:
    known = workspace.periods()
    if period is None and not known:
        raise WorkspaceError(texts.text("no_period", folder=workspace.folder))
    if period is not None and period not in known:
        raise WorkspaceError(texts.text("no_such_period", folder=workspace.folder, period=period))
    return period if period is not None else known[-1]
