"""The one command: inbox → outcome. Nothing is written here."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from xlsreport.checking import Case, claimed_identity, own_texts, review_joined
from xlsreport.consolidation import consolidate
from xlsreport.errors import WorkspaceError
from xlsreport.intake.gather import gather
from xlsreport.intake.match import match_paper
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.outcome import Consolidation, Entry, Outcome, Paper, Standing
from xlsreport.model.review import Review
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Cell, Sheet, Unreadable, Workbook
from xlsreport.pipeline.arrivals import arrivals, is_paper
from xlsreport.pipeline.choosing import contradicting_choices, vain_choices
from xlsreport.pipeline.comparing import compared_across
from xlsreport.pipeline.deciding import corrections_by_code, decided, vain_acceptances, whole_decided
from xlsreport.pipeline.desk import Desk
from xlsreport.pipeline.earlier_years import earlier_years
from xlsreport.pipeline.evidence import evidence_by_code
from xlsreport.pipeline.last_year import LastYear, earlier_of, last_year
from xlsreport.pipeline.reviewing import Examined, Shared, examine_all
from xlsreport.pipeline.standings import standings
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a workspace is consolidated; `previous` is a folder of last year's workbooks.

    `jobs` is the number of worker processes, as many as there are processors where it is None. `before` are last
    year's figures and `files` what arrived, where these are known already and need not be looked for.
    """

    previous: Path | None = None
    jobs: int | None = None
    include_held: bool = False
    final: bool = False
    before: LastYear | None = None
    files: tuple[SourceFile, ...] | None = None


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What came of a consolidation, and last year's figures as they were read for it."""

    outcome: Outcome
    before: LastYear


def consolidate_workspace(
    desk: Desk, options: Options, progress: Progress | None = None, prepared: Crew | None = None
) -> Outcome:
    """Review everything in the inbox and join what counts.

    The workers are those of `prepared`, where it is given. Raises `WorkspaceError` where there is no inbox or nothing
    in it, or where a final one is asked for and something is still open.
    """
    return consolidated(desk, options, progress, prepared).outcome


def consolidated(
    desk: Desk, options: Options, progress: Progress | None = None, prepared: Crew | None = None
) -> Consolidated:
    """Do what `consolidate_workspace` does, and return last year's figures too."""
    arrived = inbox_files(desk) if options.files is None else options.files
    with nullcontext(prepared) if prepared else Crew(options.jobs, desk.workspace.limits) as crew:
        before = options.before
        if before is None:
            before = last_year(desk.form, earlier_of(desk, options.previous), crew)
        with arrivals(arrived, desk.language.name, crew) as files:
            received = _received(desk, files, _examined(desk, files, before, crew, progress), before)
    outcome = _outcome(desk, options, received, before)
    if options.final:
        _refuse_unless_settled(outcome, desk)
    return Consolidated(outcome, before)


def inbox_files(desk: Desk) -> tuple[SourceFile, ...]:
    """Return what lies in the inbox; raises `WorkspaceError` where there is none or it is empty."""
    inbox = desk.workspace.inbox(desk.period)
    if not inbox.is_dir():
        raise WorkspaceError(desk.language.text("no_inbox", folder=inbox))
    files = gather(inbox)
    if not files:
        raise WorkspaceError(desk.language.text("empty_inbox", folder=inbox))
    return files


@dataclass(frozen=True, slots=True)
class _Received:
    """What came of the inbox: where everything stands, the papers, and decisions that had no effect."""

    entries: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    vain: tuple[Finding, ...]


def _examined(
    desk: Desk, files: Sequence[SourceFile], before: LastYear, crew: Crew, progress: Progress | None
) -> list[Examined]:
    books = [each for each in files if not is_paper(each)]
    decisions = (corrections_by_code(desk), evidence_by_code(desk))
    shared = Shared(desk.form.folder, desk.roster, before, desk.period, *decisions)
    examined = []
    for number, each in enumerate(examine_all(books, shared, crew), 1):
        examined.append(each)
        if progress:
            progress(number, len(books), each.file.name)
    return examined


def _received(desk: Desk, files: Sequence[SourceFile], examined: Sequence[Examined], before: LastYear) -> _Received:
    papers = tuple(_paper(each, desk) for each in files if is_paper(each))
    settled = decided(compared_across(standings(examined, desk), desk, before), desk)
    choices = (*vain_choices(examined, desk), *contradicting_choices(examined, desk))
    return _Received(settled.entries, papers, (*choices, *settled.vain))


def _paper(file: SourceFile, desk: Desk) -> Paper:
    entry, department = desk.language.entries["F126"], match_paper(file, desk.roster)
    note = Finding(entry.code, entry.severity, entry.message) if department is None else None
    return Paper(file, department, note)


def _outcome(desk: Desk, options: Options, received: _Received, before: LastYear) -> Outcome:
    case = _whole(desk, before)
    own = own_texts(case)
    counted = {Standing.ACCEPTED, Standing.HELD} if options.include_held else {Standing.ACCEPTED}
    entries = received.entries
    behind = _counted(entries, counted)
    total = _joined(desk, behind, own)
    whole = review_joined(case, own, total).with_more(*received.vain)
    outcome = Outcome(
        form=desk.form,
        period=desk.period,
        entries=entries,
        whole=whole_decided(whole, behind, desk),
        total=total,
        received=_joined(desk, _counted(entries, {Standing.ACCEPTED, Standing.HELD}), own),
        final=options.final,
        include_held=options.include_held,
        papers=received.papers,
        earlier=earlier_years(desk, own.identity, before),
        notes=(*desk.notes, *before.notes),
    )
    vain = tuple(vain_acceptances(outcome.findings, whole, desk))
    return replace(outcome, whole=outcome.whole.with_more(*vain)) if vain else outcome


def _counted(entries: Sequence[Entry], standings: set[Standing]) -> list[Entry]:
    return [each for each in entries if each.standing in standings and each.department and each.department.counted]


def _joined(desk: Desk, entries: Sequence[Entry], own: Review) -> Consolidation:
    parts = [each.review.values for each in entries]
    values = {**own.values, desk.form.identity.period: Decimal(desk.period)}
    return consolidate(desk.form, [part for part in parts if part], values)


def _whole(desk: Desk, before: LastYear) -> Case:
    """Return the coordinator's own workbook for the whole as a case; where there is none, the form with its period."""
    path = desk.workspace.folder / str(desk.period) / desk.form.names.whole
    book = read_workbook(path) if path.is_file() else _untouched(desk.form, desk.period)
    if isinstance(book, Unreadable):
        raise WorkspaceError(f"{path}: {desk.language.message(book.code, reason=book.reason)}")
    carried = before.carried_whole(desk.form, claimed_identity(desk.form, book))
    return Case(desk.form, desk.language, book, carried, desk.period)


def _untouched(form: Form, period: int) -> Workbook:
    where = form.identity.period
    sheets = {}
    for name, layout in form.layouts.items():
        cells = {position: Cell(text) for position, text in layout.texts.items()}
        if name == where.sheet:
            cells[where.row, where.column] = Cell(Decimal(period))
        sheets[name] = Sheet(name, cells)
    return Workbook(sheets)


def _refuse_unless_settled(outcome: Outcome, desk: Desk) -> None:
    standing = outcome.departments.values()
    unsettled = sum(each is not Standing.ACCEPTED for each in standing) + len(outcome.of(Standing.UNMATCHED))
    open_ = sum(finding.open for _, finding in outcome.findings)
    if unsettled or open_:
        raise WorkspaceError(desk.language.text("not_final", departments=unsettled, findings=open_))
