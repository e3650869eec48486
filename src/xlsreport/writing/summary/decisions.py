"""The sheet of decisions: figures corrected by agreement, and findings that the coordinator accepted."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.model.finding import Finding
from xlsreport.model.outcome import CORRECTED, Entry, Outcome
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.wording.finding_words import place_text, who

_WIDTHS = (5.0, 9.0, 10.0, 29.0, 14.0, 34.0, 14.0, 14.0, 64.0)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    entry: Entry | None
    finding: Finding
    text: str


def write_decisions(page: Page, outcome: Outcome) -> None:
    """Write a row for each correction that was applied, then one for each finding that was accepted."""
    page.heads(0, page.language.lists["summary_decision_heads"], _WIDTHS)
    page.sheet.set_row(0, 24)
    rows = list(_rows(outcome))
    for number, each in enumerate(rows, start=1):
        _write_row(page, number, outcome, each)
    if not rows:
        page.across(1, (0, len(_WIDTHS) - 1), page.language.text("summary_no_decisions"), "text")
    page.sheet.autofilter(0, 0, max(len(rows), 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 4)
    page.printed(landscape=True, head_rows=1)


def _rows(outcome: Outcome) -> Iterator[_Row]:
    for entry, finding in outcome.findings:
        if finding.code == CORRECTED:
            yield _Row("summary_corrected", entry, finding, finding.message)
    for entry, finding in outcome.findings:
        if finding.accepted_by is not None:
            yield _Row("summary_accepted", entry, finding, f"{finding.code} {finding.message} {finding.accepted_by}")


def _write_row(page: Page, number: int, outcome: Outcome, row: _Row) -> None:
    code, name = who(outcome, row.entry)
    label, finding = row.finding.label or "", row.finding
    page.sheet.write_number(number, 0, number, page.looks.format("centre"))
    page.text(number, 1, page.language.text(row.kind), "centre")
    page.text(number, 2, code, "centre")
    page.text(number, 3, name)
    page.text(number, 4, place_text(finding, page.language), "centre")
    page.text(number, 5, label)
    page.value(number, 6, finding.found)
    page.value(number, 7, finding.expected if finding.code == CORRECTED else None)
    page.text(number, 8, row.text)
    page.fit_row(number, (_WIDTHS[3], _WIDTHS[5], _WIDTHS[8]), (name, label, row.text))
