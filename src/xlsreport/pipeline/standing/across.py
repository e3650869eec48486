"""The submissions that count, compared with each other once all are reviewed."""

from collections.abc import Sequence
from dataclasses import replace

from xlsreport.checking import Submission, check_across, in_order, not_known
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.pipeline.standing.context import StandingContext

_COUNT = (Standing.ACCEPTED, Standing.HELD)


def compared_across(entries: Sequence[Entry], context: StandingContext, previous: PreviousYear) -> tuple[Entry, ...]:
    """Return the entries, each with what it has in common with others, or stands far from; standings do not change.

    Superseded files, and versions of which nobody knows which counts, are not compared.
    """
    counting = [_submission(each, previous) for each in entries if _counts(each)]
    found = check_across(context.form, context.language, counting)
    return tuple(_with(each, found.get(each.code or "", ()), context) if _counts(each) else each for each in entries)


def unknown_to_the_whole(
    joined: Consolidation, behind: Sequence[Entry], context: StandingContext
) -> tuple[Finding, ...]:
    """Return what is to be said of figures of the whole that are not known; `behind` are those that it comes from."""
    parts = [Submission(each.code or "", each.name or "", "", each.review) for each in behind]
    return tuple(not_known(context.form, context.language, joined, parts))


def _counts(entry: Entry) -> bool:
    return entry.department is not None and entry.standing in _COUNT and bool(entry.review.values)


def _submission(entry: Entry, previous: PreviousYear) -> Submission:
    who = Identity(entry.code or "", entry.name or "")
    known = previous.of(who, entry.review.identity) is not None
    return Submission(who.code, who.name, entry.file.name if entry.file else "", entry.review, known)


def _with(entry: Entry, findings: Sequence[Finding], context: StandingContext) -> Entry:
    if not findings:
        return entry
    review = entry.review
    return replace(entry, review=replace(review, findings=in_order(context.form, (*review.findings, *findings))))
