"""The first sheet: one printed page that says how things stand."""

from collections import Counter
from collections.abc import Sequence

from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.writing.summary.counting import state, total_name
from xlsreport.writing.summary.findings import place_text, who
from xlsreport.writing.summary.looks import SEVERITY_TINTS, STANDING_TINTS
from xlsreport.writing.summary.main_figures import main_figures
from xlsreport.writing.summary.names import quoted
from xlsreport.writing.summary.page import Page, height

_WIDTHS = (16.0, 16.0, 16.0, 16.0, 16.0, 16.0)
_COLUMNS = len(_WIDTHS)
_MOST_FINDINGS = 10
_LONGEST_MESSAGE = 120  # characters
Located = tuple[Entry | None, Finding]
_ALWAYS = (Standing.ACCEPTED, Standing.HELD, Standing.MISSING, Standing.UNREADABLE)


def write_overview(page: Page, outcome: Outcome) -> None:
    """Write the overview."""
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    row = _write_title(page, outcome)
    row = _write_standings(page, row, outcome)
    row = _write_severities(page, row, outcome)
    row = _write_figures(page, row, outcome)
    row = _write_worst(page, row, outcome)
    _write_counts(page, row, outcome)
    page.sheet.hide_gridlines(2)
    page.printed(landscape=False)
    page.sheet.fit_to_pages(1, 1)
    page.sheet.center_horizontally()


def _write_title(page: Page, outcome: Outcome) -> int:
    form, words = outcome.form, page.language
    name = outcome.whole.identity.name
    title = words.text("summary_title", name=name, period=outcome.period, title=form.title).strip()
    page.across(0, (0, _COLUMNS - 1), title, "title")
    page.sheet.set_row(0, max(30.0, height(title, sum(_WIDTHS) / 1.6, line=24)))
    shown = words.text("summary_state", state=state(outcome, words), form=form.title, edition=form.edition)
    page.across(1, (0, _COLUMNS - 1), shown, "caption")
    return 3


def _write_standings(page: Page, row: int, outcome: Outcome) -> int:
    words, standings = page.language, list(outcome.departments.values())
    counts = [(words.text("summary_departments"), len(standings), "#F2F2F2")]
    for standing in Standing:
        count = standings.count(standing)
        if count or standing in _ALWAYS:
            counts.append((words.text(f"standing_{standing}"), count, STANDING_TINTS[standing]))
    if nobody := len(outcome.of(Standing.UNMATCHED)):
        counts.append((words.text("summary_nobody"), nobody, STANDING_TINTS[Standing.UNMATCHED]))
    return _write_tiles(page, row, words.text("summary_standings_head"), counts[:_COLUMNS])


def _write_severities(page: Page, row: int, outcome: Outcome) -> int:
    words = page.language
    counts = [(words.text(f"severity_{each}"), outcome.count(each), SEVERITY_TINTS[each]) for each in Severity]
    return _write_tiles(page, row, words.text("summary_findings_head"), counts)


def _write_tiles(page: Page, row: int, head: str, counts: Sequence[tuple[str, int, str]]) -> int:
    page.text(row, 0, head, "section")
    for column, (name, count, tint) in enumerate(counts):
        page.text(row + 1, column, name, "head", tint)
        page.sheet.write_number(row + 2, column, count, page.looks.format("centre"))
    page.sheet.set_row(row + 2, 22)
    return row + 4


def _write_figures(page: Page, row: int, outcome: Outcome) -> int:
    words, figures = page.language, main_figures(outcome)
    if not figures:
        return row
    page.text(row, 0, words.text("summary_main_head"), "section")
    row += 1
    heads = (words.text("summary_item"), total_name(outcome, words), words.text("summary_received"))
    page.across(row, (0, 3), heads[0], "head")
    page.text(row, 4, heads[1], "head")
    page.text(row, 5, heads[2], "head")
    page.sheet.set_row(row, 30)
    for address in figures:
        row += 1
        _write_figure(page, row, outcome, address)
    return row + 2


def _write_figure(page: Page, row: int, outcome: Outcome, address: Address) -> None:
    label = outcome.form.label(address) or str(address)
    page.across(row, (0, 3), label, "text")
    page.fit_row(row, (sum(_WIDTHS[:4]),), (label,))
    page.formula(row, 4, f"={quoted(address.sheet)}!{address.cell}", outcome.total.value(address))
    page.value(row, 5, outcome.received.value(address))


def _write_worst(page: Page, row: int, outcome: Outcome) -> int:
    errors = _one_of_each_first([(entry, finding) for entry, finding in outcome.findings if finding.blocks])
    if not errors:
        page.text(row, 0, page.language.text("summary_no_errors"), "section")
        return row + 2
    first = errors[:_MOST_FINDINGS]
    text = page.language.text("summary_worst_head", count=len(first), errors=len(errors))
    page.text(row, 0, text, "section")
    for column, head in zip((0, 2, 3), page.language.lists["summary_worst_heads"], strict=True):
        page.across(row + 1, (column, {0: 1, 2: 2, 3: _COLUMNS - 1}[column]), head, "head")
    for number, (entry, finding) in enumerate(first, start=row + 2):
        _write_error(page, number, outcome, entry, finding)
    return row + len(first) + 3


def _one_of_each_first(errors: Sequence[Located]) -> list[Located]:
    """Return `errors` with one of each file before a second of any, so that no file hides the others."""
    seen: Counter[str] = Counter()
    turns = []
    for entry, finding in errors:
        file = entry.file.name if entry and entry.file else ""
        turns.append((seen[file], entry, finding))
        seen[file] += 1
    return [(entry, finding) for _, entry, finding in sorted(turns, key=lambda each: each[0])]


def _write_error(page: Page, row: int, outcome: Outcome, entry: Entry | None, finding: Finding) -> None:
    name, place = who(outcome, entry)[1], place_text(finding, page.language)
    message = finding.message
    if len(message) > _LONGEST_MESSAGE:  # the page must stay one page; the sheet of findings has it whole
        message = message[:_LONGEST_MESSAGE] + "…"
    page.across(row, (0, 1), name, "text")
    page.text(row, 2, place)
    page.across(row, (3, _COLUMNS - 1), message, "text")
    page.fit_row(row, (sum(_WIDTHS[:2]), _WIDTHS[2], sum(_WIDTHS[3:])), (name, place, message))


def _write_counts(page: Page, row: int, outcome: Outcome) -> None:
    key = "summary_counts_with_held" if outcome.include_held else "summary_counts"
    text = page.language.text(key, count=outcome.total.departments, received=outcome.received.departments)
    page.across(row, (0, _COLUMNS - 1), text, "note")
    page.sheet.set_row(row, height(text, sum(_WIDTHS)))
