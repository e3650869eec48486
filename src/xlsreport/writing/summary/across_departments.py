"""The sheet of each department's main figures, this year's and last year's, a row a figure."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsreport.model.history import EarlierYear
from xlsreport.model.main_figure import MainFigure
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.writing.summary.changes import Pair, write_change
from xlsreport.writing.summary.counting import detailed
from xlsreport.writing.summary.details import Details
from xlsreport.writing.summary.looks import STANDING_TINTS
from xlsreport.writing.summary.main_figures import named_figures, title_of
from xlsreport.writing.summary.page import Page

_WIDTHS = (9.0, 26.0, 10.0, 40.0, 13.0, 13.0, 11.0, 11.0)
_BEFORE, _NOW, _CHANGE = 4, 5, 6


@dataclass(frozen=True, slots=True)
class _Department:
    """A department, its row in the details (None where no figures of it came), and what it says of both years."""

    entry: Entry
    row: int | None
    figure: MainFigure
    pair: Pair


def write_across_departments(page: Page, outcome: Outcome, earlier: EarlierYear, details: Details) -> None:
    """Write a row per department and main figure of which either year is known."""
    page.heads(0, _heads(page, outcome), _WIDTHS)
    page.sheet.set_row(0, 30)
    rows = _rows(outcome, earlier)
    for number, each in enumerate(rows, start=1):
        _write_row(page, number, each, details)
    page.sheet.autofilter(0, 0, max(len(rows), 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 2)
    page.printed(landscape=True, head_rows=1)


def _heads(page: Page, outcome: Outcome) -> tuple[str, ...]:
    words, year = page.language, outcome.period
    years = (words.text("summary_year", period=year - 1), words.text("summary_year", period=year))
    return (*words.lists["summary_department_heads"], *years, *words.lists["summary_change_heads"])


def _rows(outcome: Outcome, earlier: EarlierYear) -> list[_Department]:
    figures, places, rows = named_figures(outcome), _places(outcome), []
    for code, entry in _by_code(outcome).items():
        before, place = earlier.departments.get(code, {}), places.get(code)
        for figure in figures:
            now = None if place is None else entry.review.value(figure.address)
            pair = Pair(now, before.get(figure.address))
            if (pair.now, pair.before) != (None, None):
                rows.append(_Department(entry, place, figure, pair))
    return rows


def _by_code(outcome: Outcome) -> Mapping[str, Entry]:
    """Return the entry of each department, in the roster's order: the one with its figures, where one has them."""
    entries = {each.code: each for each in reversed(outcome.entries) if each.code is not None}
    entries |= {each.code: each for each in detailed(outcome) if each.code is not None}
    return {code: entries[code] for code in outcome.departments}


def _places(outcome: Outcome) -> Mapping[str, int]:
    return {each.code: row for row, each in enumerate(detailed(outcome)) if each.code is not None}


def _write_row(page: Page, row: int, each: _Department, details: Details) -> None:
    entry, title = each.entry, title_of(each.figure, page.language)
    page.text(row, 0, entry.code or "", "centre")
    page.text(row, 1, entry.name or "")
    page.text(row, 2, page.language.text(f"standing_{entry.standing}"), "centre", STANDING_TINTS[entry.standing])
    page.text(row, 3, title)
    page.fit_row(row, (_WIDTHS[1], _WIDTHS[3]), (entry.name or "", title))
    page.value(row, _BEFORE, each.pair.before)
    if each.row is None:
        page.value(row, _NOW, None)
    else:
        page.formula(row, _NOW, details.cell_formula(each.row, each.figure.address), each.pair.now)
    write_change(page, row, (_NOW, _BEFORE, _CHANGE), each.pair)
