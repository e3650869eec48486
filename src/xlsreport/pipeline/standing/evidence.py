"""What departments report against the figures that the coordinator has from other systems."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.evidence import Evidence
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Review
from xlsreport.model.wording import as_text
from xlsreport.pipeline.standing.context import StandingContext


def evidence_by_code(context: StandingContext) -> Mapping[str, Mapping[Address, Decimal]]:
    """Return what is known of each department's figures, by its code; where two sources differ, nothing is known."""
    said: dict[str, dict[Address, set[Decimal]]] = {}
    for each in context.evidence:
        department = context.roster.named(each.department)
        if department is not None:
            said.setdefault(department.code, {}).setdefault(each.cell, set()).add(each.figure)
    return {code: {cell: min(some) for cell, some in own.items() if len(some) == 1} for code, own in said.items()}


def compared(entry: Entry, context: StandingContext) -> Entry:
    """Return the entry with a finding for each figure that differs from the evidence; a blank one is not judged."""
    if entry.standing not in (Standing.ACCEPTED, Standing.HELD) or not context.evidence:
        return entry
    own = [each for each in context.evidence if context.roster.named(each.department) == entry.department]
    findings = tuple(found for each in own if (found := _against(entry.review, each, context)) is not None)
    return replace(entry, review=entry.review.with_more(*findings))


def _against(review: Review, evidence: Evidence, context: StandingContext) -> Finding | None:
    found = review.value(evidence.cell)
    if not isinstance(found, Decimal) or same(found, evidence.figure) or not _is_figure(evidence.cell, context.form):
        return None
    difference = found - evidence.figure
    words = {
        "found": as_text(found),
        "expected": as_text(evidence.figure),
        "gap": context.language.gap(difference),
        "source": evidence.source,
        "at": f"{context.form.names.evidence} {evidence.at}",
    }
    return context.language.finding(
        "E701",
        words,
        address=evidence.cell,
        label=context.form.label(evidence.cell) or None,
        found=found,
        expected=evidence.figure,
        difference=difference,
    )


def _is_figure(address: Address, form: Form) -> bool:
    field = form.fields.get(address)
    return address in form.formulas or (field is not None and field.kind.numeric)


def vain_evidence(context: StandingContext) -> Iterator[Finding]:
    """Yield a finding for each row of the evidence that leads to no department or to no figure of the form."""
    for each in context.evidence:
        if context.roster.named(each.department) is None or not _is_figure(each.cell, context.form):
            words = {"department": each.department, "cell": each.cell}
            yield context.language.finding("E702", words, address=each.at, file=context.form.names.evidence)
