"""Back to the departments: corrected copies with letters, and reminders to those that sent nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.forms.filling import CELL_CAPACITY
from xlsreport.intake.gather import gather
from xlsreport.intake.versions import named_later
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import UNDECIDED, Entry, Outcome, Standing
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Value
from xlsreport.pipeline.consolidate import Options, Progress, consolidated
from xlsreport.pipeline.outbox.issue import issued, issued_name, known_of, previous_year_of
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.files.publish import written_together
from xlsreport.writing.letters.corrected_copy import corrected_bytes
from xlsreport.writing.letters.letters import Letter, Matter, draft, letter_of, pasted, reminder_of
from xlsreport.writing.letters.requests import Copy, asked_of

_ASKED = (Standing.HELD, Standing.ACCEPTED, Standing.UNREADABLE)


@dataclass(frozen=True, slots=True)
class OutboxResult:
    """What was laid into the outbox: departments with the paths of their files, and those passed over.

    `undecided` are departments of which it is not settled which file counts; `notes` are what the coordinator is to
    know of last year's figures in the workbooks.
    """

    folder: Path
    paths: Mapping[Department, tuple[Path, ...]] = field(default_factory=dict)
    undecided: tuple[Department, ...] = ()
    notes: tuple[str, ...] = ()


def send_back(workspace: PeriodWorkspace, options: Options, progress: Progress | None = None) -> OutboxResult:
    """Write a corrected copy and a letter for every department that has something to correct or to explain."""
    done = consolidated(workspace, options, progress)
    outcome, previous = done.outcome, done.previous
    matter = _matter(workspace, outcome.whole.identity.name)
    files: dict[Department, dict[str, bytes]] = {}
    for entry in _to_be_asked(outcome):
        if entry.department is not None:
            files[entry.department] = _returned(entry, entry.department, _Round(workspace, outcome, previous, matter))
    undecided = (each.department for each in outcome.entries if _is_undecided(each) and each.department)
    sent = _laid_out(workspace, files, previous)
    notes = (*sent.notes, *_passed_over(workspace, outcome))
    return replace(sent, undecided=tuple(dict.fromkeys(undecided)), notes=notes)


def remind(
    workspace: PeriodWorkspace, options: Options, today: date | None = None, progress: Progress | None = None
) -> OutboxResult:
    """Write a letter for every department that sent nothing, with its workbook; `today` says how late it is.

    Raises `WorkspaceError` where the program failed at a file that may be from any of them.
    """
    missing, office, previous = _missing(workspace, options, progress)
    matter = _matter(workspace, office)
    files = {each: _reminder(workspace, each, previous, (matter, today)) for each in missing}
    return _laid_out(workspace, files, previous)


@dataclass(frozen=True, slots=True)
class _Round:
    """What every copy of one round is made from."""

    workspace: PeriodWorkspace
    outcome: Outcome
    previous: PreviousYear
    matter: Matter


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


def _returned(entry: Entry, department: Department, at: _Round) -> dict[str, bytes]:
    copy = _copy(entry, department, at)
    came = [each.file.name for each in at.outcome.entries if each.code == department.code and each.file]
    stem = named_later(at.workspace.file_stems[department.code], came, at.workspace.context.names, department)
    name = f"{stem}.xlsx"
    content = corrected_bytes(copy, at.workspace.language)
    return {name: content, **_letters(letter_of(copy, department, name, at.matter), stem, name, content)}


def _copy(entry: Entry, department: Department, at: _Round) -> Copy:
    known, values = known_of(at.workspace, department, at.previous), entry.review.values
    endless = tuple(_endless(values, at.workspace))
    left_out = {each.address for each in endless}
    said = tuple(each for each in asked_of(entry.review) if each.address not in left_out)
    return Copy(
        form=at.workspace.form,
        name=department.name,
        values={**{c: v for c, v in (values or known.open).items() if c not in left_out}, **known.locked},
        locked=tuple(known.locked),
        asked=(*said, *endless),
        kept=bool(values),
    )


def _endless(values: Mapping[Address, Value], workspace: PeriodWorkspace) -> Iterator[Finding]:
    """Yield what is to be said of texts that no cell of a workbook holds, as other formats may have them."""
    for cell, text in values.items():
        if isinstance(text, str) and len(text) > CELL_CAPACITY:
            length, label = Decimal(len(text)), workspace.form.label(cell)
            words = {"found": length, "expected": f"≤ {CELL_CAPACITY}"}
            yield workspace.language.finding("V210", words, address=cell, label=label, found=length)


def _reminder(
    workspace: PeriodWorkspace, department: Department, previous: PreviousYear, about: tuple[Matter, date | None]
) -> dict[str, bytes]:
    name, (matter, today) = issued_name(workspace, department), about
    stem = f"{workspace.file_stems[department.code]}（{workspace.language.text('reminder_mark')}）"
    content = issued(workspace, department, previous)
    return {name: content, **_letters(reminder_of(department, name, matter, today), stem, name, content)}


def _letters(letter: Letter, stem: str, file: str, attached: bytes) -> dict[str, bytes]:
    return {f"{stem}.txt": pasted(letter), f"{stem}.eml": draft(letter, file, attached)}


def _missing(
    workspace: PeriodWorkspace, options: Options, progress: Progress | None
) -> tuple[Sequence[Department], str, PreviousYear]:
    """Return the departments that sent nothing, the office's name where it is known, and last year's figures."""
    inbox = workspace.root.inbox(workspace.period)
    if inbox.is_dir() and not gather(inbox):
        return workspace.roster.departments, "", previous_year_of(workspace, options.previous)
    done = consolidated(workspace, options, progress)
    _refuse_where_unknown(workspace, done.outcome)
    missing = [each for each in workspace.roster.departments if done.outcome.standing_of(each.code) is Standing.MISSING]
    return missing, done.outcome.whole.identity.name, done.previous


def _refuse_where_unknown(workspace: PeriodWorkspace, outcome: Outcome) -> None:
    """Raise `WorkspaceError` where we failed at a file of nobody: whoever seems to be missing may have sent it."""
    files = [each.file.name for each in outcome.entries if each.review.failed and each.department is None and each.file]
    if files and any(each is Standing.MISSING for each in outcome.departments.values()):
        raise WorkspaceError(
            workspace.language.text("remind_failed", files=workspace.language.text("comma").join(files))
        )


def _matter(workspace: PeriodWorkspace, office: str) -> Matter:
    return Matter(workspace.form.title, workspace.period, office.strip(), workspace.language)


def _laid_out(
    workspace: PeriodWorkspace, files: Mapping[Department, Mapping[str, bytes]], previous: PreviousYear
) -> OutboxResult:
    outbox = workspace.root.outbox(workspace.period)
    if not files:
        return OutboxResult(outbox)
    written_together(outbox, {name: data for own in files.values() for name, data in own.items()})
    paths = {each: tuple(outbox / name for name in own) for each, own in files.items()}
    return OutboxResult(outbox, paths, notes=previous.notes)
