"""The sheet of each department's main figures, this year's and last year's, a row a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from xlsreport.model.form import Form
from xlsreport.model.form_parts import MainFigure
from xlsreport.model.number_formats import signed
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.years import EarlierYear
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import STANDING_TINTS
from xlsreport.writing.summary.changes import YearPair, share_value
from xlsreport.writing.wording.main_figures import named_figures, title_of
from xlsreport.writing.wording.standing_words import detailed

_WIDTHS = (10.0, 29.0, 10.0, 34.0, 13.0, 13.0, 11.0, 11.0)
_BEFORE, _NOW, _CHANGE = 4, 5, 6


@dataclass(frozen=True, slots=True)
class _Department:
    """A department, and what it says of one figure in both years."""

    entry: Entry
    figure: MainFigure
    pair: YearPair


def write_across_departments(page: Page, outcome: Outcome, earlier: EarlierYear) -> None:
    """Write a row per department and main figure that is more than 0 in either year.

    Plain values: forty thousand formulas would take as long to write as all the rest.
    """
    page.heads(0, _heads(page, outcome), _WIDTHS)
    page.sheet.set_row(0, 30)
    rows = _rows(outcome, earlier)
    for number, each in enumerate(rows, start=1):
        _write_row(page, number, outcome.form, each)
    page.sheet.autofilter(0, 0, max(len(rows), 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 2)
    page.printed(landscape=False, head_rows=1)


def _heads(page: Page, outcome: Outcome) -> tuple[str, ...]:
    words, year = page.language, outcome.period
    years = (words.text("summary_year", period=year - 1), words.text("summary_year", period=year))
    return (*words.lists["summary_department_heads"], *years, *words.lists["summary_change_heads"])


def _rows(outcome: Outcome, earlier: EarlierYear) -> list[_Department]:
    figures, came, rows = named_figures(outcome), {each.code for each in detailed(outcome)}, []
    for code, entry in _by_code(outcome).items():
        before = earlier.departments.get(code, {})
        for figure in figures:
            now = entry.review.value(figure.address) if code in came else None
            pair = YearPair(now, before.get(figure.address))
            if pair.now or pair.before:
                rows.append(_Department(entry, figure, pair))
    return rows


def _by_code(outcome: Outcome) -> Mapping[str, Entry]:
    """Return the entry of each department, in the roster's order: the one with its figures, where one has them."""
    entries = {each.code: each for each in reversed(outcome.entries) if each.code is not None}
    entries |= {each.code: each for each in detailed(outcome) if each.code is not None}
    return {code: entries[code] for code in outcome.departments}


def _write_row(page: Page, row: int, form: Form, each: _Department) -> None:
    entry, title = each.entry, title_of(each.figure, page.language)
    page.text(row, 0, entry.code or "", "centre")
    page.text(row, 1, entry.name or "")
    page.text(row, 2, page.language.text(f"standing_{entry.standing}"), "centre", STANDING_TINTS[entry.standing])
    page.text(row, 3, title)
    page.fit_row(row, (_WIDTHS[1], _WIDTHS[3]), (entry.name or "", title))
    digits = partial(form.number_format, each.figure.address)
    page.value(row, _BEFORE, each.pair.before, digits=digits(each.pair.before))
    page.value(row, _NOW, each.pair.now, digits=digits(each.pair.now))
    none, words = page.language.text("summary_no_change"), page.language
    difference = each.pair.difference
    page.value(row, _CHANGE, none if difference is None else difference, "change", signed(digits(difference)))
    page.value(row, _CHANGE + 1, share_value(each.pair, words), "share")
