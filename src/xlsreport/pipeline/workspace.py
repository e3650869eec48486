"""What a coordinator works with: a workspace with its form, its roster and one period."""

from dataclasses import dataclass, field
from pathlib import Path

from xlsreport.archive.store import bag_in_force
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

ROSTER = "data/desk/roster.xlsx"  # where a bag has it


@dataclass(frozen=True, slots=True)
class Desk:
    """An open workspace at one period.

    `roster_file` is the workbook that `roster` was read from, None where it was not read; `notes` are what the
    coordinator is to know of it.
    """

    workspace: Workspace
    form: Form
    language: Language
    roster: Roster
    period: int
    decisions: Decisions = field(default_factory=Decisions)
    evidence: tuple[Evidence, ...] = ()
    roster_file: Path | None = None
    notes: tuple[str, ...] = ()


def open_desk(folder: Path, period: int | None = None, *, with_roster: bool = True) -> Desk:
    """Open the workspace in `folder` at `period`, the newest by default; the roster is not read where nobody asks.

    Raises `XlsreportError` for a folder that is no workspace, a form, roster or decisions that cannot be used, or no
    period.
    """
    return desk_of(open_workspace(folder), period, with_roster=with_roster)


def desk_of(workspace: Workspace, period: int | None = None, *, with_roster: bool = True) -> Desk:
    """Return the desk of an open workspace, as `open_desk` does.

    A year that is archived and over has the roster of its bag: departments have come and gone since.
    """
    folder = workspace.folder
    form = load_form(find_form(workspace.form, beside=folder))
    texts = language(form.language)
    settled = _period(workspace, period, texts)
    archived = _archived_roster(workspace, settled) if with_roster else None
    book = archived or folder / form.names.roster
    roster = roster_from(book, texts) if with_roster else Roster(())
    notes = (texts.text("roster_archived", period=settled, file=archived),) if archived else ()
    own = folder / str(settled)
    decisions, evidence = _decisions(own / form.names.decisions, texts), _evidence(own / form.names.evidence, texts)
    return Desk(workspace, form, texts, roster, settled, decisions, evidence, book if with_roster else None, notes)


def _archived_roster(workspace: Workspace, period: int) -> Path | None:
    """Return the roster in the bag of `period`, where a later one has begun."""
    bag = bag_in_force(workspace.folder, period) if period < max(workspace.periods()) else None
    path = bag.folder / ROSTER if bag else None
    return path if path and path.is_file() else None


def roster_of(folder: Path, form: Form, texts: Language) -> Roster:
    """Read the workspace's roster; raises `WorkspaceError` where it is missing or cannot be used."""
    return roster_from(folder / form.names.roster, texts)


def roster_from(path: Path, texts: Language) -> Roster:
    """Read the roster at `path`; raises `WorkspaceError` where it is missing or cannot be used."""
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
