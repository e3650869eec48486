"""The sheet of standings: a row per department and file."""

from collections.abc import Sequence

from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.writing.sheets.page import Page, TextCell, cleaned
from xlsreport.writing.sheets.styles import STANDING_TINTS
from xlsreport.writing.summary.links import MOST_LINKS, file_link
from xlsreport.writing.wording.arrivals import days_late, received, version_text, versions, way
from xlsreport.writing.wording.finding_words import in_short
from xlsreport.writing.wording.season import calm_line, standing_in_words
from xlsreport.writing.wording.standing_words import of_severity, open_of_severity, state, yes_no

_SEASON = (28.0, 10.0, 6.0, 6.0, 16.0, 11.0, 6.0, 13.0, 6.0, 6.0, 6.0, 6.0, 9.0, 13.5)  # what is printed
_WIDTHS = (11.0, *_SEASON, 6.0, 48.0, 11.0, 24.0, 90.0, 68.0, 68.0)
_NAME, _VERSION, _FILE, _WAY, _PAPERS, _FIRST = 1, 8, 16, 17, 18, 19  # columns
_PRINTED = (1, len(_SEASON))  # the first and the last column: code, file and findings are for screens
_SPARE = frozenset((4, 5, 6, 7, 11, 12, 13, 14))  # columns that are hidden where nothing stands in them
_DAYS, _LATE = 7, "#FCE4D6"  # the column of the days that a file is late by, and the tint of any
_LONGEST_HEADER = 200  # characters; Excel takes 255 with what it makes of them


def write_standings(page: Page, outcome: Outcome) -> None:
    """Write the sheet of standings: what a leader is shown is printed, what leads on stands beside it."""
    page.heads(0, page.language.lists["summary_standing_heads"], _WIDTHS)
    page.sheet.set_row(0, 32)
    papers, counts, blank = outcome.paper_names, versions(outcome), set(_SPARE)
    for row, entry in enumerate(outcome.entries, start=1):
        came = None if entry.department is None else papers.get(entry.code, ())
        blank -= _write_row(page, row, outcome, entry, (came, counts[entry.code]))
    for column in blank:
        page.sheet.set_column(column, column, _WIDTHS[column], None, {"hidden": True})
    last = max(len(outcome.entries), 1)
    page.sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 2)
    page.printed(landscape=True, head_rows=1)
    _write_header(page, outcome)
    last = _write_below(page, last + 2, calm_line(outcome, page.language))
    if names := papers.get(None, ()):
        text = page.language.text("summary_papers_of_nobody", names=page.language.text("comma").join(names))
        last = _write_below(page, last + 1, text)
    page.sheet.print_area(0, _PRINTED[0], last, _PRINTED[1])


def _write_header(page: Page, outcome: Outcome) -> None:
    """Have every printed page say whose standings these are, and of which state."""
    words = page.language
    title = words.text("summary_title", name=outcome.whole.identity.name, period=outcome.period, title=page.name)
    line = words.text("summary_standings_header", title=title.strip(), state=state(outcome, words))
    page.sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    page.sheet.set_header("&C&14" + cleaned(line)[:_LONGEST_HEADER].replace("&", "&&"))


def _write_row(
    page: Page, row: int, outcome: Outcome, entry: Entry, counts: tuple[Sequence[str] | None, int]
) -> set[int]:
    """Write a row, and return its first columns that something stands in."""
    file, words = entry.file, page.language
    came, count = counts
    name = entry.name or words.text("summary_of_nobody", file=file.name if file else "")
    version = version_text(entry, count, words)
    cells = (*_who(page, outcome, entry, name), *_season(page, outcome, entry, version))
    page.cells(row, 0, cells)
    _write_file(page, row, file.name if file else "", linked=len(outcome.entries) <= MOST_LINKS)
    behind = _behind(page, entry, came)
    page.cells(row, _WAY, behind)
    texts = {_NAME: name, _VERSION: version, _FILE: file.name if file else ""}
    texts |= {column: str(said) for column, (said, _, _) in zip((_WAY, _PAPERS, _FIRST), behind, strict=False)}
    page.fit_row(row, [_WIDTHS[column] for column in texts], list(texts.values()))
    return {column for column, (said, _, _) in enumerate(cells) if said != ""}


def _who(page: Page, outcome: Outcome, entry: Entry, name: str) -> tuple[TextCell, ...]:
    return (
        (entry.code or "", "centre", ""),
        (name, "text", ""),
        (standing_in_words(entry, page.language), "centre", STANDING_TINTS[entry.standing]),
        (yes_no(page.language, outcome.counts(entry)), "centre", ""),
    )


def _season(page: Page, outcome: Outcome, entry: Entry, version: str) -> tuple[TextCell, ...]:
    """Return what was sent to the department and came of it, when, what is found in it, and whom to call."""
    sent, department, late = outcome.sent_to(entry.code), entry.department, days_late(entry, outcome)
    when = received(entry, outcome.form)
    told: tuple[str | int, ...] = (
        page.language.text("summary_yes") if sent.issued else "",
        when.isoformat(" ", "minutes") if when else "",
        department.due if department else "",
        "" if late is None else late,
        version,
        open_of_severity(entry, Severity.ERROR),
        open_of_severity(entry, Severity.QUERY),
        sent.sent_back or "",
        sent.reminded or "",
        department.contact if department else "",
        department.mobile if department else "",
        of_severity(entry, Severity.NOTE),
    )
    return tuple((said, "centre", _LATE if late and column == _DAYS else "") for column, said in enumerate(told, 4))


def _behind(page: Page, entry: Entry, came: Sequence[str] | None) -> tuple[TextCell, ...]:
    """Return what stands behind the file's name: how it came, papers, the worst finding, and what it is known by."""
    file, findings = entry.file, entry.review.findings
    return (
        (way(file, page.language) if file else "", "centre", ""),
        (_papers(page, came), "text", ""),
        (in_short(findings[0].message) if findings else "", "text", ""),
        (file.sha256 if file else "", "narrow", ""),
        ((file.source if file else None) or "", "narrow", ""),
    )


def _write_file(page: Page, row: int, name: str, *, linked: bool) -> None:
    link = file_link(name) if name and linked else None
    if link is None:
        page.text(row, _FILE, name)
    else:
        page.link(row, _FILE, link, name)


def _papers(page: Page, names: Sequence[str] | None) -> str:
    """Return whether a paper came, and which; nothing for a file of nobody."""
    if names is None:
        return ""
    return page.language.text("summary_paper_came" if names else "summary_paper_missing", names="\n".join(names))


def _write_below(page: Page, row: int, text: str) -> int:
    """Write `text` across the printed columns into `row`, and return the row."""
    page.across(row, _PRINTED, text, "note")
    page.fit_row(row, (sum(_SEASON),), (text,))
    return row
