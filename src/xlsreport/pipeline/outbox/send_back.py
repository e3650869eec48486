"""Back to the departments: corrected copies with letters, and reminders to those that sent nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from xlsreport.errors import WorkspaceError
from xlsreport.intake.gather import gather
from xlsreport.intake.versions import named_later
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import UNDECIDED, Entry, Outcome, Standing
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.room import with_room_for
from xlsreport.model.roster import Department, Roster
from xlsreport.model.workbook import CELL_CAPACITY, Value
from xlsreport.pipeline.consolidate import Options, Progress, consolidated
from xlsreport.pipeline.outbox.issue import issued, known_of, previous_year_of
from xlsreport.pipeline.outbox.matter import matter_of
from xlsreport.pipeline.outbox.rounds import (
    REMIND,
    SEND_BACK,
    OutboxResult,
    Sending,
    Times,
    issued_name,
    laid_out,
    next_folder,
)
from xlsreport.pipeline.standing.levels import nothing_came
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.letters.corrected_copy import corrected_bytes
from xlsreport.writing.letters.letters import Matter, letter_of, reminder_of
from xlsreport.writing.letters.requests import Copy, answered_in, asked_of

_SHORTEST_NAME = 3  # characters
_ASKED = (Standing.HELD, Standing.ACCEPTED, Standing.UNREADABLE)


@writes_alone("send-back")
def send_back(
    workspace: PeriodWorkspace, options: Options, progress: Progress | None = None, due: date | None = None
) -> OutboxResult:
    """Write a corrected copy and a letter for every department that has something to correct or to explain.

    They go into the folder of a new round; `due` is the day by which they are asked back.
    """
    done = consolidated(workspace, options, progress)
    outcome, matter = done.outcome, matter_of(workspace, due)
    at = _Round(workspace, done.previous, matter, Times(workspace, SEND_BACK), _names_that_came(outcome))
    asked = [(entry, entry.department) for entry in _to_be_asked(outcome) if entry.department is not None]
    sendings = [_returned(entry, department, at) for entry, department in asked]
    undecided = (each.department for each in outcome.entries if _is_undecided(each) and each.department)
    sent = laid_out(workspace, next_folder(workspace, SEND_BACK), sendings, matter)
    notes = (*(done.previous.notes if sendings else ()), *_passed_over(workspace, outcome))
    return replace(sent, undecided=tuple(dict.fromkeys(undecided)), notes=notes)


@writes_alone("remind")
def remind(
    workspace: PeriodWorkspace,
    options: Options,
    today: date | None = None,
    progress: Progress | None = None,
    due: date | None = None,
) -> OutboxResult:
    """Write a letter for every department that sent nothing, with its workbook; `today` says how late it is.

    They go into the folder of a new round; `due` is the day by which they are asked for now. Raises `WorkspaceError`
    where the program failed at a file that may be from any of them.
    """
    missing, previous = _missing(workspace, options, progress)
    matter = matter_of(workspace, due)
    times = Times(workspace, REMIND)
    sendings = [_reminder(workspace, each, previous, (matter, today, times.next_for(each))) for each in missing]
    sent = laid_out(workspace, next_folder(workspace, REMIND), sendings, matter)
    return replace(sent, notes=previous.notes if sendings else ())


@dataclass(frozen=True, slots=True)
class _Round:
    """What every copy of one round is made from; `came` are the names of the files of each department, by its code."""

    workspace: PeriodWorkspace
    previous: PreviousYear
    matter: Matter
    times: Times
    came: Mapping[str, Sequence[str]]


def _names_that_came(outcome: Outcome) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for each in outcome.entries:
        if each.code is not None and each.file is not None:
            found.setdefault(each.code, []).append(each.file.name)
    return found


def _to_be_asked(outcome: Outcome) -> Iterator[Entry]:
    """Yield the entry of each department that is asked something: its file that counts, or one that cannot be read.

    A department with a file at which we failed is asked nothing: that may be the one which sets all right.
    """
    done = set(_failed(outcome))
    for entry in outcome.entries:
        if entry.code is not None and entry.code not in done and _is_asked(entry, outcome.standing_of(entry.code)):
            done.add(entry.code)
            yield entry


def _failed(outcome: Outcome) -> Mapping[str, str]:
    """Return the departments with a file at which the program failed: names by code."""
    return {each.code: each.name or "" for each in outcome.entries if each.review.failed and each.code is not None}


def _passed_over(workspace: PeriodWorkspace, outcome: Outcome) -> Iterator[str]:
    if names := _failed(outcome).values():
        yield workspace.language.text("send_back_failed", names=workspace.language.text("comma").join(names))


def _is_asked(entry: Entry, standing: Standing) -> bool:
    counts = entry.standing is standing and standing in _ASKED
    return counts and not _is_undecided(entry) and bool(asked_of(entry.review))


def _is_undecided(entry: Entry) -> bool:
    return any(each.code == UNDECIDED and each.open for each in entry.review.findings)


def _returned(entry: Entry, department: Department, at: _Round) -> Sending:
    copy = _copy(entry, department, at)
    came = at.came.get(department.code, ())
    stem = named_later(at.workspace.file_stems[department.code], came, at.workspace.context.names, department)
    name = f"{stem}.xlsx"
    letter = letter_of(copy, department, name, at.matter, at.times.next_for(department))
    about = entry.file.sha256 if entry.file else ""
    return Sending(letter, stem, name, corrected_bytes(copy, at.workspace.language), about)


def _copy(entry: Entry, department: Department, at: _Round) -> Copy:
    known, review = known_of(at.workspace, department, at.previous), entry.review
    if review.contents is not None:  # last year's figures are its units', and stand in its review
        locked = {cell: value for cell, value in known.locked.items() if cell not in at.workspace.form.carried}
        known = replace(known, locked=locked)
    values = {**review.tentative, **review.values}
    endless = tuple(_endless(values, at.workspace))
    left_out = {each.address for each in endless}
    said = tuple(each for each in asked_of(review) if each.address not in left_out)
    kept = {cell: value for cell, value in (values or known.open).items() if cell not in left_out}
    asked = dict.fromkeys(each.address for each in said if each.address is not None)
    return Copy(
        form=with_room_for(at.workspace.form, [{**asked, **kept}]),
        name=department.name,
        values={**kept, **known.locked},
        locked=tuple(known.locked),
        asked=(*said, *endless),
        kept=bool(values),
        tentative=frozenset(review.tentative) - known.locked.keys() - left_out,
        answered=answered_in(review),
        others=partial(_others, department, at.workspace.roster),
        under=_under(department, at.workspace.roster),
        contents=entry.review.contents,
        untold=entry.review.untold,
    )


def _others(department: Department, roster: Roster, text: str) -> frozenset[str]:
    """Return the names of other departments that stand in `text`, but for names so short that they are words too."""
    own = {department.name, *department.aliases}
    return frozenset(name for name in roster.names_in(text) if len(name) >= _SHORTEST_NAME and name not in own)


def _under(department: Department, roster: Roster) -> frozenset[str]:
    """Return what those are called that stand under a department, and of whom it may be told."""
    codes = roster.tree.under(department.code) if roster.tree else frozenset[str]()
    return Roster(tuple(each for each in roster.departments if each.code in codes)).bearers


def _endless(values: Mapping[Address, Value], workspace: PeriodWorkspace) -> Iterator[Finding]:
    """Yield what is to be said of texts that no cell of a workbook holds, as other formats may have them."""
    for cell, text in values.items():
        if isinstance(text, str) and len(text) > CELL_CAPACITY:
            length, label = Decimal(len(text)), workspace.form.label(cell)
            words = {"found": length, "expected": f"≤ {CELL_CAPACITY}"}
            yield workspace.language.finding("V210", words, address=cell, label=label, found=length)


def _reminder(
    workspace: PeriodWorkspace, department: Department, previous: PreviousYear, about: tuple[Matter, date | None, int]
) -> Sending:
    name, (matter, today, times) = issued_name(workspace, department), about
    stem = workspace.file_stems[department.code] + workspace.language.text("reminder_mark")
    letter = reminder_of(department, name, matter, today, times)
    return Sending(letter, stem, name, issued(workspace, department, previous))


def _missing(
    workspace: PeriodWorkspace, options: Options, progress: Progress | None
) -> tuple[Sequence[Department], PreviousYear]:
    """Return the departments that sent nothing, and last year's figures."""
    inbox = workspace.root.inbox(workspace.period)
    if inbox.is_dir() and not gather(inbox):
        return _waited_for(nothing_came(workspace.context), workspace), previous_year_of(workspace, options.previous)
    done = consolidated(workspace, options, progress)
    _refuse_where_unknown(workspace, done.outcome)
    return _waited_for(done.outcome.of(Standing.MISSING), workspace), done.previous


def _waited_for(missing: Iterable[Entry], workspace: PeriodWorkspace) -> Sequence[Department]:
    codes = {each.code for each in missing if not each.excused}
    return [each for each in workspace.roster.departments if each.code in codes]


def _refuse_where_unknown(workspace: PeriodWorkspace, outcome: Outcome) -> None:
    """Raise `WorkspaceError` where we failed at a file of nobody: whoever seems to be missing may have sent it."""
    files = [each.file.name for each in outcome.entries if each.review.failed and each.department is None and each.file]
    if files and any(each is Standing.MISSING for each in outcome.departments.values()):
        raise WorkspaceError(
            workspace.language.text("remind_failed", files=workspace.language.text("comma").join(files))
        )
