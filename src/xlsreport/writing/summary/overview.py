"""The first sheet: one printed page that says how things stand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter import Workbook

from xlsreport.language import Language
from xlsreport.model.finding import Finding, Severity, neighbours
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.writing.sheets.heights import height
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import SEVERITY_TINTS, STANDING_TINTS
from xlsreport.writing.summary.charts import write_charts
from xlsreport.writing.summary.overview_figures import COLUMNS, WIDTH, write_figures
from xlsreport.writing.summary.unusual import unusual
from xlsreport.writing.wording.finding_words import in_short, places_text, who
from xlsreport.writing.wording.season import calm_line
from xlsreport.writing.wording.standing_words import state

_MOST_FINDINGS = 6
_PLACES = {0: 1, 2: 3, 4: COLUMNS - 1}  # the columns of an error's name, place and message: first and last
Located = tuple[Entry | None, Finding]
_ALWAYS = (Standing.ACCEPTED, Standing.HELD, Standing.MISSING, Standing.UNREADABLE)


def write_overview(page: Page, book: Workbook, outcome: Outcome) -> None:
    """Write the overview."""
    page.sheet.set_column(0, COLUMNS - 1, WIDTH)
    row = _write_title(page, outcome)
    counts = _standings(page, outcome)
    row = _write_tiles(page, row, page.language.text("summary_standings_head"), counts)
    page.across(row - 1, (0, COLUMNS - 1), calm_line(outcome, page.language), "plain_line")
    row += 1
    row = _write_severities(page, row, outcome)
    row, charted = write_figures(page, row, outcome)
    row = write_charts(page, book, row, [tint for _, _, tint in counts[1:]], charted)
    row = _write_unusual(page, row, outcome)
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
    page.across(0, (0, COLUMNS - 1), title, "title")
    page.sheet.set_row(0, max(30.0, height(title, WIDTH * COLUMNS / 1.6, line=24)))
    shown = words.text("summary_state", state=state(outcome, words), form=form.title, edition=form.edition)
    page.across(1, (0, COLUMNS - 1), shown, "caption")
    return 3


def _standings(page: Page, outcome: Outcome) -> list[tuple[str, int, str]]:
    """Return name, number and colour of each standing, the number of the roster's departments first."""
    words, standings = page.language, list(outcome.due.values())
    counts = [(words.text("summary_departments"), len(standings), "#F2F2F2")]
    for standing in Standing:
        count = standings.count(standing)
        if count or standing in _ALWAYS:
            counts.append((words.text(f"standing_{standing}"), count, STANDING_TINTS[standing]))
    if nobody := len(outcome.of(Standing.UNMATCHED)):
        counts.append((words.text("summary_nobody"), nobody, STANDING_TINTS[Standing.UNMATCHED]))
    return counts[:COLUMNS]


def _write_severities(page: Page, row: int, outcome: Outcome) -> int:
    words = page.language
    counts = [(words.text(f"severity_{each}"), outcome.count(each), SEVERITY_TINTS[each]) for each in Severity]
    if outcome.on_trial:
        counts.append((words.text("summary_on_trial"), outcome.on_trial, SEVERITY_TINTS[Severity.NOTE]))
    return _write_tiles(page, row, words.text("summary_findings_head"), counts)


def _write_tiles(page: Page, row: int, head: str, counts: Sequence[tuple[str, int, str]]) -> int:
    page.text(row, 0, head, "section")
    for column, (name, count, tint) in enumerate(counts):
        page.text(row + 1, column, name, "head", tint)
        page.sheet.write_number(row + 2, column, count, page.looks.format("centre"))
    page.sheet.set_row(row + 2, 22)
    return row + 4


def _write_unusual(page: Page, row: int, outcome: Outcome) -> int:
    sentences = tuple(dict.fromkeys(unusual(outcome, page.language)))
    if not sentences:
        return row
    page.text(row, 0, page.language.text("summary_unusual_head"), "section")
    for number, sentence in enumerate(sentences, start=row + 1):
        page.across(number, (0, COLUMNS - 1), sentence, "text")
        page.fit_row(number, (WIDTH * COLUMNS,), (sentence,))
    return row + len(sentences) + 2


def _write_worst(page: Page, row: int, outcome: Outcome) -> int:
    located = [(entry, finding) for entry, finding in outcome.findings if finding.blocks]
    errors = _one_of_each_first(_told_once(located, outcome, page.language))
    if not errors:
        page.text(row, 0, page.language.text("summary_no_errors"), "section")
        return row + 2
    first = errors[:_MOST_FINDINGS]
    text = page.language.text("summary_worst_head", count=len(first), errors=len(located))
    page.text(row, 0, text, "section")
    for column, head in zip(_PLACES, page.language.lists["summary_worst_heads"], strict=True):
        page.across(row + 1, (column, _PLACES[column]), head, "head")
    for number, error in enumerate(first, start=row + 2):
        _write_error(page, number, error)
    return row + len(first) + 3


@dataclass(frozen=True, slots=True)
class _Error:
    """A line of the errors, and the file that it is about."""

    file: str
    name: str
    place: str
    message: str


def _told_once(located: Sequence[Located], outcome: Outcome, language: Language) -> list[_Error]:
    """Return the lines of errors in their order: one for neighbouring cells, and none that was there before."""
    lines: dict[tuple[str, ...], _Error] = {}
    for file, own in groupby(located, lambda each: each[0].file.name if each[0] and each[0].file else ""):
        errors = list(own)
        name = who(outcome, errors[0][0])[1]
        for run in neighbours([finding for _, finding in errors]):
            said = (name, places_text(run, language), in_short(run[0].message))  # the sheet of findings has it whole
            lines.setdefault(said, _Error(file, *said))
    return list(lines.values())


def _one_of_each_first(errors: Sequence[_Error]) -> list[_Error]:
    """Return `errors` with one of each file before a second of any, so that no file hides the others."""
    seen: Counter[str] = Counter()
    turns = []
    for error in errors:
        turns.append((seen[error.file], error))
        seen[error.file] += 1
    return [error for _, error in sorted(turns, key=lambda each: each[0])]


def _write_error(page: Page, row: int, error: _Error) -> None:
    texts = (error.name, error.place, error.message)
    for (first, last), text in zip(_PLACES.items(), texts, strict=True):
        page.across(row, (first, last), text, "text")
    page.fit_row(row, [WIDTH * (last - first + 1) for first, last in _PLACES.items()], texts)


def _write_counts(page: Page, row: int, outcome: Outcome) -> None:
    key = "summary_counts_with_held" if outcome.include_held else "summary_counts"
    text = page.language.text(key, count=outcome.total.departments, received=outcome.received.departments)
    page.across(row, (0, COLUMNS - 1), text, "note")
    page.sheet.set_row(row, height(text, WIDTH * COLUMNS))
