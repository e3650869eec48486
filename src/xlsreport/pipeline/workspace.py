"""What a coordinator works with: a workspace with its form, its roster and one period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xlsreport.archive.store import bag_in_force
from xlsreport.errors import WorkspaceError
from xlsreport.forms import find_form, load_form
from xlsreport.intake.decisions import read_decisions
from xlsreport.intake.evidence import read_evidence
from xlsreport.intake.gather import gather
from xlsreport.intake.outbox import correspondence_of, files_sent
from xlsreport.intake.roster import read_roster
from xlsreport.intake.workspace import Workspace, open_workspace
from xlsreport.language import Language, language_of
from xlsreport.mailing.sent import SENT, SentLedger, SentLetter
from xlsreport.model.correspondence import Correspondence
from xlsreport.model.decisions import Decisions, DecisionsMark
from xlsreport.model.evidence import Evidence
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.pipeline.standing.acting import acting
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.roster_remarks import several_tops
from xlsreport.reading import read_workbook
from xlsreport.writing.files.names import distinct_names

_LETTERS = (".eml", ".txt")  # endings
ROSTER = "data/desk/roster.xlsx"  # where a bag has it


@dataclass(frozen=True)  # no slots: what follows from the fields is worked out once and kept
class PeriodWorkspace:
    """An open workspace at one period: `root` is its folder and settings.

    `roster_file` is the workbook that `roster` was read from, None where it was not read; `notes` are what the
    coordinator is to know of it.
    """

    root: Workspace
    form: Form
    language: Language
    roster: Roster
    period: int
    decisions: Decisions = field(default_factory=Decisions)
    evidence: tuple[Evidence, ...] = ()
    roster_file: Path | None = None
    notes: tuple[str, ...] = ()

    @cached_property
    def file_stems(self) -> Mapping[str, str]:
        """What a department's files are called, without mark and ending, by its code."""
        return distinct_names({each.code: f"{each.code}-{each.name}" for each in self.roster.departments})

    def issued_files(self) -> Mapping[str, str]:
        """Return what lies in the outbox to be sent, but for the letters: names by SHA-256."""
        outbox = self.root.outbox(self.period)
        return {each.sha256: each.name for each in gather(outbox, _LETTERS)} if outbox.is_dir() else {}

    def correspondence(self, sent: Sequence[str] | None = None) -> Mapping[str, Correspondence]:
        """Return what was sent to the departments of the roster, as the outbox tells it, or the names of files `sent`.

        Whom nothing was sent to need not be there.
        """
        names = files_sent(self.root.outbox(self.period)) if sent is None else sent
        return correspondence_of(names, self.file_stems, self.form.names.blank, self.language) if names else {}

    @cached_property
    def context(self) -> StandingContext:
        """What the judgements over all submissions are given."""
        return StandingContext(
            self.form,
            self.language,
            self.roster,
            decisions=acting(self.decisions, self.form, self.period),
            evidence=self.evidence,
            period=self.period,
            letters={each.message_id: each.department for each in self._letters()},
        )

    def _letters(self) -> tuple[SentLetter, ...]:
        return SentLedger(self.root.ledgers(self.period) / SENT).letters()


def inbox_files(workspace: PeriodWorkspace) -> tuple[SourceFile, ...]:
    """Return what lies in the inbox; raises `WorkspaceError` where there is none or it is empty."""
    inbox = workspace.root.inbox(workspace.period)
    if not inbox.is_dir():
        raise WorkspaceError(workspace.language.text("no_inbox", folder=inbox))
    files = gather(inbox)
    if not files:
        raise WorkspaceError(workspace.language.text("empty_inbox", folder=inbox))
    return files


def open_workspace_at(folder: Path, period: int | None = None, *, with_roster: bool = True) -> PeriodWorkspace:
    """Open the workspace in `folder` at `period`, the newest by default; the roster is not read where nobody asks.

    Raises `XlsreportError` for a folder that is no workspace, a form, roster or decisions that cannot be used, or no
    period.
    """
    return workspace_at(open_workspace(folder), period, with_roster=with_roster)


def workspace_at(workspace: Workspace, period: int | None = None, *, with_roster: bool = True) -> PeriodWorkspace:
    """Return an open workspace at `period`, as `open_workspace_at` does.

    A year that is archived and over has the roster of its bag: departments have come and gone since.
    """
    folder = workspace.folder
    form = load_form(find_form(workspace.form, beside=folder))
    language = language_of(form)
    settled = _period(workspace, form, period, language)
    archived = _archived_roster(workspace, settled) if with_roster else None
    book = archived or folder / form.names.roster
    roster = _roster_from(book, language) if with_roster else Roster(())
    notes = (language.text("roster_archived", period=settled, file=archived),) if archived else ()
    notes = (*notes, *several_tops(roster, language))
    own = folder / str(settled)
    decisions, evidence = (
        _decisions(own / form.names.decisions, language, DecisionsMark(form.id, settled)),
        _evidence(own / form.names.evidence, language),
    )
    return PeriodWorkspace(
        workspace, form, language, roster, settled, decisions, evidence, book if with_roster else None, notes
    )


def _archived_roster(workspace: Workspace, period: int) -> Path | None:
    """Return the roster in the bag of `period`, where a later one has begun."""
    bag = bag_in_force(workspace.folder, period) if period < max(workspace.periods()) else None
    path = bag.folder / ROSTER if bag else None
    return path if path and path.is_file() else None


def roster_of(folder: Path, form: Form, language: Language) -> Roster:
    """Read the workspace's roster; raises `WorkspaceError` where it is missing or cannot be used."""
    return _roster_from(folder / form.names.roster, language)


def _roster_from(path: Path, language: Language) -> Roster:
    """Read the roster at `path`; raises `WorkspaceError` where it is missing or cannot be used."""
    if not path.is_file():
        raise WorkspaceError(language.text("roster_missing", file=path))
    return read_roster(_own_book(path, language), str(path), language)


def _decisions(path: Path, language: Language, asked: DecisionsMark) -> Decisions:
    return read_decisions(_own_book(path, language), path.name, language, asked) if path.is_file() else Decisions()


def _evidence(path: Path, language: Language) -> tuple[Evidence, ...]:
    return read_evidence(_own_book(path, language), path.name, language) if path.is_file() else ()


def _own_book(path: Path, language: Language) -> Workbook:
    book = read_workbook(path)
    if isinstance(book, Unreadable):
        raise WorkspaceError(f"{path}: {language.message(book.code, reason=book.reason)}")
    return book


def _period(workspace: Workspace, form: Form, asked: int | None, language: Language) -> int:
    known = [period for period in workspace.periods() if form.periods.own(period) == period]
    period = asked if asked is None else form.periods.own(asked)
    if asked is not None and period is None:
        raise WorkspaceError(language.text("no_such_period", folder=workspace.folder, period=str(asked)))
    if period is None and not known:
        raise WorkspaceError(language.text("no_period", folder=workspace.folder))
    if period is not None and period not in known:
        raise WorkspaceError(language.text("no_such_period", folder=workspace.folder, period=period))
    return period if period is not None else known[-1]
