"""The sheet of findings: every one with its place as a link into the file that came."""

from collections.abc import Sequence

from xlsreport.language import Language
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.number_formats import hides
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.text_width import text_width
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Value
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import SEVERITY_TINTS
from xlsreport.writing.summary.links import MOST_LINKS, source_link
from xlsreport.writing.wording.finding_words import place_text, suggestion_text, who

_WIDTHS = (5.0, 10.0, 18.0, 7.0, 8.0, 12.0, 28.0, 46.0, 13.0, 13.0, 8.0, 18.0, 12.0, 22.0, 7.0, 24.0, 10.0)
_PLACE, _WIDEST_PLACE = 5, 40.0
_PRINTED = 14  # columns: the three to be filled are for screens
_TO_FILL = "#FFF9DB"


def write_findings(page: Page, outcome: Outcome) -> None:
    """Write the sheet of findings, row after row; of more than a sheet may have the first, and where all are."""
    findings = outcome.findings[: max(outcome.form.details_cells // len(_WIDTHS), 1)]
    widths = (*_WIDTHS[:_PLACE], _place_width(findings, page.language), *_WIDTHS[_PLACE + 1 :])
    page.heads(0, page.language.lists["summary_finding_heads"], widths)
    page.sheet.set_row(0, 24)
    for row, (entry, finding) in enumerate(findings, start=1):
        _write_row(page, row, outcome, (entry, finding))
    last = max(len(findings), 1)
    if not findings:
        page.across(1, (0, _PRINTED - 1), page.language.text("summary_no_findings"), "text")
    elif len(findings) < len(outcome.findings):
        last += 1
        words = {"shown": len(findings), "count": len(outcome.findings), "decisions": outcome.form.names.decisions}
        page.across(last, (0, _PRINTED - 1), page.language.text("summary_findings_beside", **words), "text")
    page.sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 3)
    page.printed(landscape=True, head_rows=1)
    page.sheet.print_area(0, 0, last, _PRINTED - 1)
    _ask_whether_accepted(page, last)


def _write_row(page: Page, row: int, outcome: Outcome, located: tuple[Entry | None, Finding]) -> None:
    entry, finding = located
    code, name = who(outcome, entry)
    page.sheet.write_number(row, 0, row, page.looks.format("centre"))
    page.text(row, 1, code, "centre")
    page.text(row, 2, name)
    _write_place(page, row, entry, finding)
    _write_rest(page, row, finding, outcome.form)
    for column in range(_PRINTED, len(_WIDTHS)):
        page.text(row, column, "", "text", _TO_FILL if finding.open else "")
    _fit(page, row, name, finding)


def _place_width(findings: Sequence[tuple[Entry | None, Finding]], language: Language) -> float:
    """Return the width in which every place stands on one line, or the longest ones on two."""
    longest = max((text_width(place_text(finding, language)) for _, finding in findings), default=0)
    return min(max(_WIDTHS[_PLACE], longest + 2.0), _WIDEST_PLACE)


def _ask_whether_accepted(page: Page, last: int) -> None:
    """Have the last columns filled by the coordinator beside what is open: `accept` reads them back."""
    hint, choices = page.language.text("summary_accept_hint"), [page.language.text("summary_yes")]
    asked = {"validate": "list", "source": choices, "input_message": hint, "error_type": "warning"}
    page.sheet.data_validation(1, _PRINTED, last, _PRINTED, asked)


def _write_place(page: Page, row: int, entry: Entry | None, finding: Finding) -> None:
    language, text = page.language, place_text(finding, page.language)
    severity = language.text(f"severity_{finding.severity}")
    page.text(row, 3, severity, "centre", SEVERITY_TINTS[finding.severity])
    page.text(row, 4, finding.code, "centre")
    link = source_link(entry, finding) if row <= MOST_LINKS else None
    if link is None:
        page.text(row, 5, text)
    else:
        page.link(row, 5, link, text)


def _write_rest(page: Page, row: int, finding: Finding, form: Form) -> None:
    page.text(row, 6, finding.label or "")
    page.text(row, 7, finding.message)
    for column, value in enumerate((finding.found, finding.expected, finding.difference), 8):
        page.value(row, column, value, "centre", _digits(form, finding, value))
    page.text(row, 11, finding.explanation or "")
    page.text(row, 12, finding.accepted_by or "")
    page.text(row, 13, suggestion_text(finding, page.language))


def _digits(form: Form, finding: Finding, value: Value) -> str:
    """Return the number format of a finding's cell, where it shows all digits of `value`."""
    code = form.number_format(finding.address, value) if finding.address is not None else ""
    return "" if hides(value, code) else code


def _fit(page: Page, row: int, name: str, finding: Finding) -> None:
    """Make the row as high as its longest text needs."""
    texts = {
        2: name,
        5: place_text(finding, page.language),
        6: finding.label or "",
        7: finding.message,
        8: as_text(finding.found),
        9: as_text(finding.expected),
        11: finding.explanation or "",
        12: finding.accepted_by or "",
        13: suggestion_text(finding, page.language),
    }
    page.fit_row(row, [_WIDTHS[column] for column in texts], list(texts.values()))
