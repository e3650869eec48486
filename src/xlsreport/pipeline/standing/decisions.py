"""The coordinator's decisions and evidence, put to what the departments sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsreport.checking import with_statements
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.decisions import Acceptance, Correction
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Review
from xlsreport.model.wording import as_text
from xlsreport.pipeline.standing.absences import vain_absences
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.evidence import compared, vain_evidence

_OPEN = (Standing.ACCEPTED, Standing.HELD)


@dataclass(frozen=True, slots=True)
class DecidedEntries:
    """The entries with every decision put to them, and what is to be said of decisions that matched nothing."""

    entries: tuple[Entry, ...]
    vain: tuple[Finding, ...]


def corrections_by_code(context: StandingContext) -> Mapping[str, tuple[Correction, ...]]:
    """Return the corrections agreed with each department, by its code."""
    found: dict[str, list[Correction]] = {}
    for each in context.decisions.corrections:
        department = context.roster.named(each.department)
        if department is not None:
            found.setdefault(department.code, []).append(each)
    return {code: tuple(several) for code, several in found.items()}


def decided(entries: Sequence[Entry], context: StandingContext) -> DecidedEntries:
    """Compare the submissions that count with the evidence, accept what the coordinator accepts, and settle standings.

    A submission whose errors are all accepted is accepted.
    """
    answered = [_answered(compared(each, context), context) for each in entries]
    settled = tuple(_accepted(each, context) for each in answered)
    vain = (*_vain_corrections(settled, context), *vain_absences(settled, context), *vain_evidence(context))
    return DecidedEntries(settled, vain)


def _answered(entry: Entry, context: StandingContext) -> Entry:
    """Return the entry with what its sender wrote beside findings, put to those too that no single file shows."""
    review = entry.review
    if not review.statements or entry.standing not in _OPEN:
        return entry
    findings = with_statements(context.language, review.findings, review.statements)
    return replace(entry, review=replace(review, findings=findings))


def whole_decided(whole: Review, entries: Sequence[Entry], context: StandingContext) -> Review:
    """Return the whole's review with what is accepted of it; `entries` are those that its figures come from."""
    return _with_departments(
        _accepting(whole, _about_whole(whole, context), context.language), entries, context.language
    )


def _accepting(review: Review, acceptances: Sequence[Acceptance], language: Language) -> Review:
    """Return `review` with the findings that `acceptances` speak of marked as accepted."""
    if not acceptances:
        return review
    by_place: dict[tuple[str, Address | None, bool], list[Acceptance]] = {}
    for each in acceptances:
        by_place.setdefault((each.code, each.cell, each.anywhere), []).append(each)

    def of(finding: Finding) -> Acceptance | None:
        there = by_place.get((finding.code, finding.address, False), [])
        anywhere = by_place.get((finding.code, None, True), [])
        return next((each for each in (*there, *anywhere) if _is_about(each, finding)), None)

    return replace(review, findings=tuple(_marked(each, of(each), language) for each in review.findings))


def _is_about(acceptance: Acceptance, finding: Finding) -> bool:
    """Whether `finding`, at the place of `acceptance`, has the figure that was accepted."""
    accepted, found = acceptance.found, finding.found
    return accepted is None or accepted == found or as_text(accepted).strip() == as_text(found).strip()


def _with_departments(whole: Review, entries: Sequence[Entry], language: Language) -> Review:
    """Return the whole's review; a difference that is just what was accepted of `entries` is accepted with them."""
    accepted: dict[tuple[str, Address | None], list[tuple[str, Decimal]]] = {}
    for entry in entries:
        for each in entry.review.findings:
            if each.accepted_by is not None and each.difference is not None:
                accepted.setdefault((each.code, each.address), []).append((entry.name or "", each.difference))
    findings = tuple(_following(each, accepted.get((each.code, each.address), ()), language) for each in whole.findings)
    return replace(whole, findings=findings)


def _following(finding: Finding, accepted: Sequence[tuple[str, Decimal]], language: Language) -> Finding:
    if not accepted or finding.accepted_by or sum(gap for _, gap in accepted) != finding.difference:
        return finding
    names = language.text("comma").join(name for name, _ in accepted)
    return replace(finding, accepted_by=language.text("accepted_with", names=names))


def _about_whole(review: Review, context: StandingContext) -> tuple[Acceptance, ...]:
    """Return the acceptances about the whole itself, named by its own code or name."""
    own = {review.identity.code, review.identity.name} - {""}
    return tuple(each for each in context.decisions.acceptances if each.department in own)


def vain_acceptances(
    findings: Sequence[tuple[Entry | None, Finding]], whole: Review, context: StandingContext
) -> Iterator[Finding]:
    """Yield a finding for each acceptance of no finding of its department, or the whole, or of another figure."""
    known: dict[str, list[tuple[str | None, Finding]]] = {}
    for entry, finding in findings:
        if entry is None or entry.department is not None:
            known.setdefault(finding.code, []).append((entry.code if entry else None, finding))
    for each in context.decisions.acceptances:
        meant = _meant(each, whole, context)
        there = [
            finding
            for code, finding in known.get(each.code, ())
            if code in meant and (each.anywhere or finding.address == each.cell)
        ]
        if not any(_is_about(each, finding) for finding in there):
            yield _of_nothing(each, there, context, known=bool(meant))


def _meant(acceptance: Acceptance, whole: Review, context: StandingContext) -> frozenset[str | None]:
    """Return the codes of the departments that an acceptance speaks of, None for the whole."""
    if acceptance.everyone:
        return frozenset(each.code for each in context.roster.departments)
    department = context.roster.named(acceptance.department)
    own = {whole.identity.code, whole.identity.name} - {""}
    return frozenset([department.code] if department else []) | ({None} if acceptance.department in own else set())


def _of_nothing(acceptance: Acceptance, there: Sequence[Finding], context: StandingContext, *, known: bool) -> Finding:
    """Return what is to be said of an acceptance of no finding, or of another figure than those `there`.

    One whose finding has gone keeps nothing from being final; one of a department that is not `known` has a mistake.
    """
    place = f"{acceptance.code} {acceptance.cell or ''}".strip()
    if not there:
        code = "D807" if known else "D801"
        return _vain(context, acceptance.at, acceptance.department, place, code)
    text = context.language.text
    found = text("comma").join(dict.fromkeys(as_text(each.found) or text("blank") for each in there))
    words = {"what": place, "department": acceptance.department, "accepted": as_text(acceptance.found)}
    return context.language.finding(
        "D806", {**words, "found": found}, address=acceptance.at, file=context.decisions.file
    )


def _marked(finding: Finding, acceptance: Acceptance | None, language: Language) -> Finding:
    if acceptance is None:
        return finding
    who = f"{acceptance.who} {acceptance.when}".strip()
    return replace(finding, accepted_by=language.text("accepted_by", who=who, reason=acceptance.reason))


def _accepted(entry: Entry, context: StandingContext) -> Entry:
    if entry.department is None or not context.decisions.acceptances:
        return entry
    own = [
        each
        for each in context.decisions.acceptances
        if each.everyone or context.roster.named(each.department) == entry.department
    ]
    return _settled(replace(entry, review=_accepting(entry.review, own, context.language))) if own else entry


def _settled(entry: Entry) -> Entry:
    if entry.standing not in _OPEN or not entry.review.values:
        return entry
    held = any(finding.blocks for finding in entry.review.findings)
    return replace(entry, standing=Standing.HELD if held else Standing.ACCEPTED)


def _vain_corrections(entries: Sequence[Entry], context: StandingContext) -> Iterator[Finding]:
    said = {(e.code, f.address) for e in entries for f in e.review.findings if f.code in ("D802", "D803", "D804")}
    for each in context.decisions.corrections:
        department = context.roster.named(each.department)
        if department is None or (department.code, each.cell) not in said:
            yield _vain(context, each.at, each.department, str(each.cell))


def _vain(context: StandingContext, at: Address, department: str, what: str, code: str = "D801") -> Finding:
    words = {"what": what, "department": department}
    return context.language.finding(code, words, address=at, file=context.decisions.file)
