"""The submissions that count, compared with each other once all are reviewed."""

from collections.abc import Sequence
from dataclasses import replace

from xlsreport.checking import Submission, check_across, in_order
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Identity
from xlsreport.pipeline.workspace import Desk
from xlsreport.pipeline.years.previous_year import LastYear

_COUNT = (Standing.ACCEPTED, Standing.HELD)


def compared_across(entries: Sequence[Entry], desk: Desk, before: LastYear) -> tuple[Entry, ...]:
    """Return the entries, each with what it has in common with others, or stands far from; standings do not change.

    Superseded files, and versions of which nobody knows which counts, are not compared.
    """
    counting = [_submission(each, before) for each in entries if _counts(each)]
    found = check_across(desk.form, desk.language, counting)
    return tuple(_with(each, found.get(each.code or "", ()), desk) if _counts(each) else each for each in entries)


def _counts(entry: Entry) -> bool:
    return entry.department is not None and entry.standing in _COUNT and bool(entry.review.values)


def _submission(entry: Entry, before: LastYear) -> Submission:
    who = Identity(entry.code or "", entry.name or "")
    known = before.of(who, entry.review.identity) is not None
    return Submission(who.code, who.name, entry.file.name if entry.file else "", entry.review, known)


def _with(entry: Entry, findings: Sequence[Finding], desk: Desk) -> Entry:
    if not findings:
        return entry
    review = entry.review
    return replace(entry, review=replace(review, findings=in_order(desk.form, (*review.findings, *findings))))
