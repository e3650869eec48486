"""The sheet of standings: a row per department and file."""

from collections.abc import Sequence
from decimal import Decimal

from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import STANDING_TINTS
from xlsreport.writing.summary.links import file_link
from xlsreport.writing.wording.arrivals import days_late, received, version_text, versions, way
from xlsreport.writing.wording.finding_words import in_short
from xlsreport.writing.wording.standing_words import of_severity, yes_no

_FILE = (10.0, 25.0, 9.0, 6.0, 24.0, 11.0, 10.0, 15.0, 11.0, 6.0, 6.0, 6.0, 6.0, 36.0, 12.0)
_WIDTHS = (*_FILE, 6.0, 6.0, 6.0, 10.0, 14.0, 68.0, 68.0)
_PRINTED = 20  # columns: the checksum and the mail are for screens
_SEVERITIES = 10  # the column of the first of them


def write_standings(page: Page, outcome: Outcome) -> None:
    """Write the sheet of standings."""
    page.heads(0, page.language.lists["summary_standing_heads"], _WIDTHS)
    page.sheet.set_row(0, 30)
    papers, counts = outcome.paper_names, versions(outcome)
    for row, entry in enumerate(outcome.entries, start=1):
        came = None if entry.department is None else papers.get(entry.code, ())
        _write_row(page, row, outcome, entry, (came, counts[entry.code]))
    page.sheet.autofilter(0, 0, max(len(outcome.entries), 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 2)
    page.printed(landscape=True, head_rows=1)
    last = _write_papers_of_nobody(page, max(len(outcome.entries), 1), papers.get(None, ()))
    page.sheet.print_area(0, 0, last, _PRINTED - 1)


def _write_row(page: Page, row: int, outcome: Outcome, entry: Entry, counts: tuple[Sequence[str] | None, int]) -> None:
    file, findings = entry.file, entry.review.findings
    came, count = counts
    page.text(row, 0, entry.code or "", "centre")
    page.text(row, 1, entry.name or "")
    page.text(row, 2, page.language.text(f"standing_{entry.standing}"), "centre", STANDING_TINTS[entry.standing])
    page.text(row, 3, yes_no(page.language, outcome.counts(entry)), "centre")
    _write_file(page, row, file.name if file else "")
    arrived = _write_arrival(page, row, outcome, entry, version_text(entry, count, page.language))
    for column, severity in enumerate(Severity, start=_SEVERITIES):
        count = of_severity(entry, severity)
        page.sheet.write_number(row, column, count, page.looks.format("centre"))
    first = in_short(findings[0].message) if findings else ""
    page.text(row, 13, first)
    papers = _papers(page, came)
    page.text(row, 14, papers)
    _write_season(page, row, outcome, entry)
    page.text(row, 20, file.sha256 if file else "", "narrow")
    page.text(row, 21, (file.source if file else None) or "", "narrow")
    texts = (entry.name or "", file.name if file else "", *arrived, first, papers)
    page.fit_row(row, [_WIDTHS[column] for column in (1, 4, 5, 6, 13, 14)], texts)


def _write_season(page: Page, row: int, outcome: Outcome, entry: Entry) -> None:
    """Write what was sent to the department so far, and whom to call."""
    sent, department = outcome.sent_to(entry.code), entry.department
    page.text(row, 15, page.language.text("summary_yes") if sent.issued else "", "centre")
    for column, count in ((16, sent.sent_back), (17, sent.reminded)):
        page.value(row, column, Decimal(count) if count else None, "centre")
    page.text(row, 18, department.contact if department else "", "centre")
    page.text(row, 19, department.mobile if department else "", "centre")


def _write_arrival(page: Page, row: int, outcome: Outcome, entry: Entry, version: str) -> tuple[str, str]:
    """Write how and when it came, and return what of it may need several lines."""
    file, department, late = entry.file, entry.department, days_late(entry, outcome)
    when = received(entry, outcome.form)
    came = way(file, page.language) if file else ""
    page.text(row, 5, came, "centre")
    page.text(row, 6, version, "centre")
    page.text(row, 7, when.isoformat(" ", "minutes") if when else "", "centre")
    page.text(row, 8, department.due if department else "", "centre")
    page.value(row, 9, None if late is None else Decimal(late), "centre", "#FCE4D6" if late else "")
    return came, version


def _write_file(page: Page, row: int, name: str) -> None:
    link = file_link(name) if name else None
    if link is None:
        page.text(row, 4, name)
    else:
        page.link(row, 4, link, name)


def _papers(page: Page, names: Sequence[str] | None) -> str:
    """Return whether a paper came, and which; nothing for a file of nobody."""
    if names is None:
        return ""
    return page.language.text("summary_paper_came" if names else "summary_paper_missing", names="\n".join(names))


def _write_papers_of_nobody(page: Page, last: int, names: Sequence[str]) -> int:
    """Write a line for the papers of no department below the row `last`, and return the last row in use."""
    if not names:
        return last
    text = page.language.text("summary_papers_of_nobody", names=page.language.text("comma").join(names))
    page.across(last + 2, (0, _PRINTED - 1), text, "note")
    page.fit_row(last + 2, (sum(_WIDTHS[:_PRINTED]),), (text,))
    return last + 2
