"""What departments report against the figures that the coordinator has from other systems."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from xlsreport.checking import gap, same
from xlsreport.model.address import Address
from xlsreport.model.evidence import Evidence
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Review
from xlsreport.pipeline.workspace import Desk
from xlsreport.writing.wording.values import as_text


def evidence_by_code(desk: Desk) -> Mapping[str, Mapping[Address, Decimal]]:
    """Return what is known of each department's figures, by its code; where two sources differ, nothing is known."""
    said: dict[str, dict[Address, set[Decimal]]] = {}
    for each in desk.evidence:
        department = desk.roster.named(each.department)
        if department is not None:
            said.setdefault(department.code, {}).setdefault(each.cell, set()).add(each.figure)
    return {code: {cell: min(some) for cell, some in own.items() if len(some) == 1} for code, own in said.items()}


def compared(entry: Entry, desk: Desk) -> Entry:
    """Return the entry with a finding for each figure that differs from the evidence; a blank one is not judged."""
    if entry.standing not in (Standing.ACCEPTED, Standing.HELD) or not desk.evidence:
        return entry
    own = [each for each in desk.evidence if desk.roster.named(each.department) == entry.department]
    findings = tuple(found for each in own if (found := _against(entry.review, each, desk)) is not None)
    return replace(entry, review=entry.review.with_more(*findings))


def _against(review: Review, evidence: Evidence, desk: Desk) -> Finding | None:
    found = review.value(evidence.cell)
    if not isinstance(found, Decimal) or same(found, evidence.figure) or not _is_figure(evidence.cell, desk.form):
        return None
    entry, difference = desk.language.entries["E701"], found - evidence.figure
    message = entry.message.format(
        found=as_text(found),
        expected=as_text(evidence.figure),
        gap=gap(difference, desk.language),
        source=evidence.source,
        at=f"{desk.form.names.evidence} {evidence.at}",
    )
    return Finding(
        code=entry.code,
        severity=entry.severity,
        message=message,
        sheet=evidence.cell.sheet,
        address=evidence.cell,
        label=desk.form.label(evidence.cell) or None,
        found=found,
        expected=evidence.figure,
        difference=difference,
    )


def _is_figure(address: Address, form: Form) -> bool:
    field = form.fields.get(address)
    return address in form.formulas or (field is not None and field.kind.numeric)


def vain_evidence(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each row of the evidence that leads to no department or to no figure of the form."""
    for each in desk.evidence:
        if desk.roster.named(each.department) is None or not _is_figure(each.cell, desk.form):
            entry = desk.language.entries["E702"]
            message, book = entry.message.format(department=each.department, cell=each.cell), desk.form.names.evidence
            yield Finding(entry.code, entry.severity, message, each.at.sheet, each.at, file=book)
