"""The one command: inbox → outcome. Nothing is written here."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from xlsreport.checking import Case, own_texts, review_joined
from xlsreport.consolidation import Values, consolidate_both
from xlsreport.intake.mail_dates import in_zone
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, MereMails, Outcome, Paper, Standing
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Review
from xlsreport.model.room import with_room_for
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.collected_dates import with_arrivals
from xlsreport.pipeline.review.examine import attributed, examine_all
from xlsreport.pipeline.review.examine_reports import ReportReader, with_reports
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.review.known_containers import known_containers
from xlsreport.pipeline.review.known_reviews import known_reviews
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.review.unpack import NotBroughtError, Opened, arrivals, is_mere_mail, is_paper
from xlsreport.pipeline.standing.across import compared_across, unknown_to_the_whole
from xlsreport.pipeline.standing.acting import untimely_decisions
from xlsreport.pipeline.standing.blanks import unfilled_of_nobody
from xlsreport.pipeline.standing.decisions import corrections_by_code, decided, vain_acceptances, whole_decided
from xlsreport.pipeline.standing.evidence import evidence_by_code
from xlsreport.pipeline.standing.levels import arrivals_by_kind, levelled
from xlsreport.pipeline.standing.mails import mere_mails
from xlsreport.pipeline.standing.open_matters import refuse_unless_settled
from xlsreport.pipeline.standing.papers import paper_of
from xlsreport.pipeline.standing.standings import standings
from xlsreport.pipeline.standing.still_out import still_out
from xlsreport.pipeline.standing.subtotals import subtotals
from xlsreport.pipeline.standing.versions import contradicting_choices, vain_choices
from xlsreport.pipeline.whole_case import whole_case
from xlsreport.pipeline.workspace import PeriodWorkspace, inbox_files
from xlsreport.pipeline.years.earlier_years import earlier_years
from xlsreport.pipeline.years.previous_year import PreviousSource, find_previous_year, previous_source
from xlsreport.workers import Crew

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a workspace is consolidated; `previous` is a folder of last year's workbooks.

    `jobs` is the number of worker processes, as many as there are processors where it is None. `previous_year` are last
    year's figures, `files` what arrived and `sent` the files of the outbox, where these are known already and need not
    be looked for. `keep_reviews` takes reviews that an earlier run kept, and keeps these; `dask` is the address of the
    cluster that reviews them; `tree` consolidates every node of the roster too.
    """

    previous: Path | None = None
    jobs: int | None = None
    include_held: bool = False
    final: bool = False
    previous_year: PreviousYear | None = None
    files: tuple[SourceFile, ...] | None = None
    sent: tuple[str, ...] | None = None
    keep_reviews: bool = False
    tree: bool = False
    dask: str | None = None


@dataclass(frozen=True, slots=True)
class ConsolidationResult:
    """What came of a consolidation, and last year's figures as they were read for it."""

    outcome: Outcome
    previous: PreviousYear


def consolidate_workspace(
    workspace: PeriodWorkspace, options: Options, progress: Progress | None = None, prepared: Crew | None = None
) -> Outcome:
    """Review everything in the inbox and join what counts.

    The workers are those of `prepared`, where it is given. Raises `WorkspaceError` where there is no inbox or nothing
    in it, or where a final one is asked for and something is still open.
    """
    return consolidated(workspace, options, progress, prepared).outcome


def consolidated(
    workspace: PeriodWorkspace, options: Options, progress: Progress | None = None, prepared: Crew | None = None
) -> ConsolidationResult:
    """Do what `consolidate_workspace` does, and return last year's figures too."""
    arrived = with_arrivals(inbox_files(workspace) if options.files is None else options.files, workspace)
    with nullcontext(prepared) if prepared else Crew(options.jobs, workspace.root.limits) as crew:
        previous = options.previous_year
        if previous is None:
            previous = find_previous_year(workspace.form, _before(workspace, options), crew)
        try:
            roomy, received = _came(workspace, arrived, previous, crew, progress, options)
        except NotBroughtError:  # what was kept of a container is no longer so
            anew = replace(options, keep_reviews=False)
            roomy, received = _came(workspace, arrived, previous, crew, progress, anew)
    outcome = _outcome(roomy, options, received, previous)
    if options.final:
        refuse_unless_settled(outcome, workspace.language)
    return ConsolidationResult(outcome, previous)


def _came(
    workspace: PeriodWorkspace,
    arrived: Sequence[SourceFile],
    previous: PreviousYear,
    crew: Crew,
    progress: Progress | None,
    options: Options,
) -> tuple[PeriodWorkspace, "Received"]:
    """Return what came of what arrived, and the workspace with room for it."""
    words, name = workspace.language.name, f"{workspace.period}"
    kept = known_containers(workspace.root.folder, name, words) if options.keep_reviews else nullcontext()
    with kept as known, arrivals(arrived, words, crew, known) as opened:
        files = tuple(in_zone(each, workspace.form.zone) for each in opened.files)
        examined = _examined(workspace, files, previous, opened, progress, options)
        roomy = _with_room(workspace, examined)
        return roomy, _received(roomy, files, examined, previous)


@dataclass(frozen=True, slots=True)
class Received:
    """What came of the inbox: where everything stands, the papers, mere mails, and decisions that had no effect."""

    entries: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    mails: tuple[MereMails, ...]
    vain: tuple[Finding, ...]


def _before(workspace: PeriodWorkspace, options: Options) -> PreviousSource:
    return replace(previous_source(workspace, options.previous), keep_reviews=options.keep_reviews)


def _examined(
    workspace: PeriodWorkspace,
    files: Sequence[SourceFile],
    previous: PreviousYear,
    opened: Opened,
    progress: Progress | None,
    options: Options,
) -> Sequence[ExaminedFile]:
    books = [each for each in files if not is_paper(each) and not is_mere_mail(each)]
    decisions = (corrections_by_code(workspace.context), evidence_by_code(workspace.context))
    years = previous if options.dask is None else previous.in_memory()
    shared = ReviewInputs(workspace.form.folder, workspace.roster, years, workspace.period, *decisions)
    kept = (
        known_reviews(workspace.root.folder, f"{workspace.period}", shared) if options.keep_reviews else nullcontext()
    )
    examined = []
    with kept as known:
        for number, each in enumerate(examine_all(books, shared, opened.crew, known, opened.bring), 1):
            examined.append(each)
            if progress:
                progress(number, len(books), each.file.name)
        papers, reader = [each for each in files if is_paper(each)], ReportReader(opened.crew, known, opened.bring)
        return with_reports(attributed(examined, shared, opened.crew), papers, shared, reader)


def _with_room(workspace: PeriodWorkspace, examined: Sequence[ExaminedFile]) -> PeriodWorkspace:
    """Return `workspace` with a form whose lists have room for those of all files, joined too."""
    form = with_room_for(workspace.form, [each.review.values for each in examined])
    return workspace if form is workspace.form else replace(workspace, form=form)


def _received(
    workspace: PeriodWorkspace,
    files: Sequence[SourceFile],
    examined: Sequence[ExaminedFile],
    previous: PreviousYear,
) -> Received:
    context = replace(workspace.context, issued=workspace.issued_files())
    read = {each.file for each in examined}
    papers = tuple(paper_of(each, context) for each in files if is_paper(each) and each not in read)
    blanks = unfilled_of_nobody(examined, context)
    came = arrivals_by_kind(examined, context.roster.tree)
    entries = levelled(compared_across(standings(came.others, context), context, previous), came.wholes, context)
    settled = decided(entries, context)
    choices = (*vain_choices(examined, context), *contradicting_choices(examined, context))
    untimely = untimely_decisions(workspace.decisions, workspace.form, workspace.period, workspace.language)
    mails = mere_mails([each for each in files if is_mere_mail(each)], context.language)
    return Received(settled.entries, (*papers, *blanks), mails, (*choices, *untimely, *settled.vain))


def _outcome(workspace: PeriodWorkspace, options: Options, received: Received, previous: PreviousYear) -> Outcome:
    found = outcome_of(workspace, options, received, whole_case(workspace, previous), previous)
    vain = tuple(vain_acceptances(found.outcome.findings, found.whole, workspace.context))
    outcome = found.outcome
    return replace(outcome, whole=outcome.whole.with_more(*vain)) if vain else outcome


@dataclass(frozen=True, slots=True)
class JoinedOutcome:
    """An outcome, and the review of its whole before anything of it was accepted."""

    outcome: Outcome
    whole: Review


def outcome_of(
    workspace: PeriodWorkspace, options: Options, received: Received, case: Case, previous: PreviousYear
) -> JoinedOutcome:
    """Return what `received` comes to; `case` is the whole's own workbook."""
    own = own_texts(case)
    entries = received.entries
    every = [each for each in entries if each.standing in (Standing.ACCEPTED, Standing.HELD) and each.joins]
    behind = [each for each in every if options.include_held or each.standing is Standing.ACCEPTED]
    total, with_held = _joined(workspace, behind, every, own)
    whole = review_joined(case, own, total, still_out(workspace.context, entries, behind)).with_more(
        *received.vain, *unknown_to_the_whole(total, behind, workspace.context)
    )
    outcome = Outcome(
        form=workspace.form,
        period=workspace.period,
        entries=entries,
        whole=whole_decided(whole, behind, workspace.context),
        total=total,
        received=with_held,
        final=options.final,
        include_held=options.include_held,
        papers=received.papers,
        mere_mails=received.mails,
        earlier=earlier_years(workspace, own.identity, previous),
        notes=(*workspace.notes, *previous.notes),
        correspondence=workspace.correspondence(options.sent),
        subtotals=subtotals(behind, workspace.context),
        tree=workspace.roster.tree,
    )
    return JoinedOutcome(outcome, whole)


def _joined(
    workspace: PeriodWorkspace, behind: Sequence[Entry], every: Sequence[Entry], own: Review
) -> tuple[Consolidation, Consolidation]:
    """Return what those come to that are `behind` the total, and what all of them come to that can be."""
    values = {**own.values, workspace.form.identity.period: workspace.form.period_cell(workspace.period)}
    return consolidate_both(workspace.form, _parts(behind), _parts(every), values)


def _parts(entries: Sequence[Entry]) -> list[Values]:
    return [each.review.values for each in entries if each.review.values]
