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
from xlsreport.writing.sheets.page import Page, TextCell, ValueCell
from xlsreport.writing.sheets.styles import SEVERITY_TINTS
from xlsreport.writing.summary.links import MOST_LINKS, source_link
from xlsreport.writing.wording.finding_words import place_text, suggestion_text, who

_WIDTHS = (5.0, 10.0, 18.0, 7.0, 8.0, 12.0, 28.0, 46.0, 13.0, 13.0, 8.0, 18.0, 12.0, 22.0, 7.0, 24.0, 10.0)
_PLACE, _EXPLAINED, _WIDEST_PLACE = 5, 11, 40.0
_WRAPPED = (2, 5, 6, 7, 8, 9, 11, 12, 13)  # columns whose texts may need several lines
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
    place, suggested = place_text(finding, page.language), suggestion_text(finding, page.language)
    severity = page.language.text(f"severity_{finding.severity}")
    texts: tuple[TextCell, ...] = (
        (row, "centre", ""),
        (code, "centre", ""),
        (name, "text", ""),
        (severity, "centre", SEVERITY_TINTS[finding.severity]),
        (finding.code, "centre", ""),
    )
    page.cells(row, 0, texts)
    link = source_link(entry, finding) if row <= MOST_LINKS else None
    if link is None:
        page.text(row, _PLACE, place)
    else:
        page.link(row, _PLACE, link, place)
    found, explained = _found(finding, outcome.form), _explained(finding, suggested)
    page.line(row, _PLACE + 1, (_text(finding.label), _text(finding.message)), found)
    page.cells(row, _EXPLAINED, explained)
    named = (name, place, finding.label or "", finding.message)
    numbers = (as_text(finding.found), as_text(finding.expected))
    _fit(page, row, (*named, *numbers, *(str(said) for said, _, _ in explained[:3])))


def _place_width(findings: Sequence[tuple[Entry | None, Finding]], language: Language) -> float:
    """Return the width in which every place stands on one line, or the longest ones on two."""
    longest = max((text_width(place_text(finding, language)) for _, finding in findings), default=0)
    return min(max(_WIDTHS[_PLACE], longest + 2.0), _WIDEST_PLACE)


def _ask_whether_accepted(page: Page, last: int) -> None:
    """Have the last columns filled by the coordinator beside what is open: `accept` reads them back."""
    hint, choices = page.language.text("summary_accept_hint"), [page.language.text("summary_yes")]
    asked = {"validate": "list", "source": choices, "input_message": hint, "error_type": "warning"}
    page.sheet.data_validation(1, _PRINTED, last, _PRINTED, asked)


def _text(text: str | None) -> TextCell:
    return text or "", "text", ""


def _found(finding: Finding, form: Form) -> tuple[ValueCell, ...]:
    """Return what was found, what was expected and how far that is apart."""
    values = (finding.found, finding.expected, finding.difference)
    return tuple((value, "centre", _digits(form, finding, value)) for value in values)


def _explained(finding: Finding, suggested: str) -> tuple[TextCell, ...]:
    """Return what was said to it, what is proposed, and the cells to be filled."""
    to_fill = ("", "text", _TO_FILL if finding.open else "")
    said = (_text(finding.explanation), _text(finding.accepted_by), _text(suggested))
    return (*said, *[to_fill] * (len(_WIDTHS) - _PRINTED))


def _digits(form: Form, finding: Finding, value: Value) -> str:
    """Return the number format of a finding's cell, where it shows all digits of `value`."""
    code = form.number_format(finding.address, value) if finding.address is not None else ""
    return "" if hides(value, code) else code


def _fit(page: Page, row: int, texts: Sequence[str]) -> None:
    """Make the row as high as the longest of the `texts` in its wrapped columns needs."""
    page.fit_row(row, [_WIDTHS[column] for column in _WRAPPED], texts)
