"""The sheet of standings: a row per department and file."""

from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.writing.summary.counting import counted, of_severity, yes_no
from xlsreport.writing.summary.links import file_link
from xlsreport.writing.summary.looks import STANDING_TINTS
from xlsreport.writing.summary.page import Page

_WIDTHS = (9.0, 26.0, 11.0, 7.0, 34.0, 25.0, 6.0, 6.0, 6.0, 56.0, 68.0)
_PRINTED = 10  # columns: the checksum is for screens
_SEVERITIES = 6  # the column of the first of them


def write_standings(page: Page, outcome: Outcome) -> None:
    """Write the sheet of standings."""
    page.heads(0, page.language.lists["summary_standing_heads"], _WIDTHS)
    page.sheet.set_row(0, 30)
    for row, entry in enumerate(outcome.entries, start=1):
        _write_row(page, row, outcome, entry)
    page.sheet.autofilter(0, 0, max(len(outcome.entries), 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 2)
    page.printed(landscape=True, head_rows=1)
    page.sheet.print_area(0, 0, max(len(outcome.entries), 1), _PRINTED - 1)


def _write_row(page: Page, row: int, outcome: Outcome, entry: Entry) -> None:
    file, findings = entry.file, entry.review.findings
    page.text(row, 0, entry.code or "", "centre")
    page.text(row, 1, entry.name or "")
    page.text(row, 2, page.language.text(f"standing_{entry.standing}"), "centre", STANDING_TINTS[entry.standing])
    page.text(row, 3, yes_no(page.language, counted(outcome, entry)), "centre")
    _write_file(page, row, file.name if file else "")
    page.text(row, 5, (file.received_at if file else None) or "", "centre")
    for column, severity in enumerate(Severity, start=_SEVERITIES):
        count = of_severity(entry, severity)
        page.sheet.write_number(row, column, count, page.looks.format("centre"))
    first = findings[0].message if findings else ""
    page.text(row, 9, first)
    page.text(row, 10, file.sha256 if file else "", "narrow")
    texts = (entry.name or "", file.name if file else "", first)
    page.fit_row(row, (_WIDTHS[1], _WIDTHS[4], _WIDTHS[9]), texts)


def _write_file(page: Page, row: int, name: str) -> None:
    link = file_link(name) if name else None
    if link is None:
        page.text(row, 4, name)
    else:
        page.link(row, 4, link, name)
