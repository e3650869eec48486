"""The findings for the page, each as findings.json has it, and the rules that they are of."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.finding import CellChange, Finding
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.workbook import Value
from xlsreport.writing.board.figures import told

_OWN_RULE = "T-"  # begins the code of a form's own rule


def told_finding(outcome: Outcome, entry: Entry | None, finding: Finding) -> Mapping[str, Any]:
    """Return a finding for the page; what is blank is left out."""

    def value(cell: Address | None, shown: Value) -> Any:
        return told(outcome.form, cell, shown)

    def change(each: CellChange) -> Sequence[Any]:
        return str(each.address), value(each.address, each.before), value(each.address, each.after)

    at = finding.address
    line = {
        "severity": finding.severity.rank,
        "code": finding.code,
        "of": entry.code if entry else None,
        "whole": entry is None,
        "file": finding.file or (entry.file.name if entry and entry.file else ""),
        "ours": finding.file is not None,
        "sheet": finding.sheet,
        "cell": str(at) if at else "",
        "label": finding.label,
        "message": finding.message,
        "found": value(at, finding.found),
        "expected": value(at, finding.expected),
        "difference": value(at, finding.difference),
        "operands": [[str(each.address), value(each.address, each.value)] for each in finding.operands],
        "ways": [[change(cell) for cell in way] for way in finding.suggestions],
        "changes": [change(each) for each in finding.changes],
        "explanation": finding.explanation,
        "accepted": finding.accepted_by,
        "open": finding.open,
        "trial": finding.trial,
    }
    return {key: each for key, each in line.items() if not (each is None or each is False or each in ("", []))}


def rules(outcome: Outcome, language: Language) -> Mapping[str, str]:
    """Return the title of every rule that found something."""
    own = {f"{_OWN_RULE}{rule.id}": rule.text for rule in outcome.form.rules}
    codes = sorted({finding.code for _, finding in outcome.findings})
    return {code: language.entries[code].title if code in language.entries else own.get(code, code) for code in codes}
