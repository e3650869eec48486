"""findings.json and findings.csv: every finding, for programs and for spreadsheets."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation, Hole, Subtotals
from xlsreport.model.correspondence import Correspondence
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.period import told_period
from xlsreport.model.review import Identity, Review
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import UNKNOWN, Value
from xlsreport.writing.files.json_document import json_document, json_pieces
from xlsreport.writing.wording.harmless_csv import csv_pieces
from xlsreport.writing.wording.values import as_json


def findings_json(outcome: Outcome, report: str) -> Iterator[bytes]:
    """Yield findings.json of a consolidation piece by piece; `report` is what the report's file is called."""
    names = outcome.form.names
    document = {
        "form": outcome.form.id,
        "period": told_period(outcome.period),
        "final": outcome.final,
        "outputs": {
            "summary": names.summary,
            "report": report,
            "consolidated": names.consolidated_when(final=outcome.final),
        },
        "standings": (_standing(entry, outcome.sent_to(entry.code)) for entry in outcome.entries),
        "findings": (_of_entry(entry, outcome, finding) for entry, finding in outcome.findings),
        "mails_without_workbook": [file.name for kind in outcome.mere_mails for file in kind.files],
        "totals": totals(outcome.form, outcome.total.values, outcome.total.results, outcome.total.holes),
        "unknown": _unknown(outcome.total),
        "subtotals": {each.column: _groups(outcome.form, each) for each in outcome.subtotals},
    }
    return json_pieces("findings", document)


def check_json(form: Form, checked: Iterable[tuple[str, Review]]) -> str:
    """Return the document of `check` over (file name, review): no standings, totals where it is one workbook."""
    pairs = list(checked)
    one = pairs[0][1] if len(pairs) == 1 else None
    document = {
        "form": form.id,
        "period": told_period(one.identity.period) if one and one.identity.period is not None else None,
        "final": False,
        "outputs": None,
        "standings": [],
        "findings": [_finding(f, review.identity, name) for name, review in pairs for f in review.findings],
        "mails_without_workbook": [],
        "totals": totals(form, one.values, one.results) if one else {},
        "unknown": {},
        "subtotals": {},
    }
    return json_document("findings", document).decode()


def _groups(form: Form, subtotals: Subtotals) -> dict[str, Any]:
    return {name: totals(form, each.values, each.results, each.holes) for name, each in subtotals.groups.items()}


def _unknown(total: Consolidation) -> dict[str, Any]:
    """Return every cell that is not known: an input with the reason, a result with the inputs that it rests on."""
    inputs = {str(cell): str(why) for cell, why in total.holes.items() if why is not Hole.NO_LAST_YEAR}
    return inputs | {str(cell): sorted(map(str, roots)) for cell, roots in total.unknown.items()}


def totals(
    form: Form,
    values: Mapping[Address, Value],
    results: Mapping[Address, Value],
    holes: Collection[Address] = (),
) -> dict[str, Any]:
    """Return every numeric input and formula outside the rules and the carried cells, by address.

    An optional input that nobody filled is 0; a required one is null, one of `holes` too, and so is a formula that
    rests on it.
    """
    unread = {field.address for field in form.figures if field.required and field.address not in values}
    figures: dict[str, Any] = {}
    for field in form.figures:
        value = values.get(field.address)
        figures[str(field.address)] = (
            as_json(value) if value is not None or field.required or field.address in holes else 0
        )
    for address in form.totals:
        known = form.leaves[address].isdisjoint(unread)
        result = results.get(address)
        figures[str(address)] = as_json(result) if known and result != UNKNOWN else None
    return figures


def findings_csv(outcome: Outcome, language: Language) -> Iterator[bytes]:
    """Yield the findings piece by piece as CSV with a byte-order mark, which Excel needs to read UTF-8."""
    lines = (_row(entry, outcome, finding, language) for entry, finding in outcome.findings)
    return csv_pieces(language.text("findings_heads").split("|"), lines)


def _row(entry: Entry | None, outcome: Outcome, finding: Finding, language: Language) -> Sequence[str]:
    return (
        language.text(f"severity_{finding.severity}"),
        finding.code,
        (entry.code if entry else outcome.whole.identity.code) or "",
        (entry.name if entry else outcome.whole.identity.name) or "",
        finding.file or (entry.file.name if entry and entry.file else ""),
        finding.sheet or "",
        finding.address.cell if finding.address else "",
        finding.label or "",
        finding.message,
        as_text(finding.found),
        as_text(finding.expected),
        as_text(finding.difference),
        finding.explanation or "",
        finding.accepted_by or "",
    )


def _standing(entry: Entry, sent: Correspondence) -> dict[str, Any]:
    file = entry.file
    return {
        "code": entry.code,
        "department": entry.name,
        "standing": str(entry.standing),
        "file": file.name if file else None,
        "sha256": (file.sha256 if file else "") or None,
        "received_at": file.received_at if file else None,
        "source": file.source if file else None,
        "issued": sent.issued,
        "sent_back": sent.sent_back,
        "reminded": sent.reminded,
    }


def _of_entry(entry: Entry | None, outcome: Outcome, finding: Finding) -> dict[str, Any]:
    if entry is None:
        return _finding(finding, outcome.whole.identity, None)
    who = Identity(entry.code or "", entry.name or "")
    return _finding(finding, who, entry.file.name if entry.file else None)


def _finding(finding: Finding, who: Identity, file: str | None) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "department_code": who.code or None,
        "department": who.name or None,
        "file": finding.file or file,
        "sheet": finding.sheet,
        "cell": finding.address.cell if finding.address else None,
        "label": finding.label,
        "message": finding.message,
        "found": as_json(finding.found),
        "expected": as_json(finding.expected),
        "difference": as_json(finding.difference),
        "operands": [{"cell": str(each.address), "value": as_json(each.value)} for each in finding.operands],
        "suggestions": [
            [{"cell": str(c.address), "from": as_json(c.before), "to": as_json(c.after)} for c in way]
            for way in finding.suggestions
        ],
        "explanation": finding.explanation,
        "accepted_by": finding.accepted_by,
        **({"trial": True} if finding.trial else {}),
    }
