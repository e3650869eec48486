"""The overview's table of main figures: the totals, last year's and the change; and the chart of those of one unit."""

from dataclasses import dataclass
from itertools import groupby

from xlsreport.model.history import Figures
from xlsreport.model.main_figure import MainFigure
from xlsreport.model.outcome import Outcome
from xlsreport.writing.summary.changes import Pair, last_year, uncounted, write_change
from xlsreport.writing.summary.counting import total_name
from xlsreport.writing.summary.main_figures import named_figures, title_of
from xlsreport.writing.summary.names import quoted
from xlsreport.writing.summary.page import Page

COLUMNS = 8  # of the overview
WIDTH = 13.0  # of each
_LAST, _CHANGE = 5, 6


@dataclass(frozen=True, slots=True)
class Charted:
    """The rows of the main figures that one chart shows, from the first to the last, and their unit."""

    first: int
    last: int
    unit: str
    total: int  # the column of this year's total
    compared: bool


def write_figures(page: Page, row: int, outcome: Outcome) -> tuple[int, Charted | None]:
    """Write the main figures from `row` on; return the next free row, and what of them a chart can show."""
    figures, before = named_figures(outcome), _before(outcome)
    if not figures:
        return row, None
    page.text(row, 0, page.language.text("summary_main_head"), "section")
    total = 3 if before is not None else COLUMNS - 2
    _write_heads(page, row + 1, outcome, total)
    for number, figure in enumerate(figures, start=row + 2):
        _write_figure(page, number, outcome, figure, total)
        if before is not None:
            pair = Pair(outcome.total.value(figure.address), before.get(figure.address))
            page.value(number, _LAST, pair.before)
            write_change(page, number, (total, _LAST, _CHANGE), pair)
    end = _write_notes(page, row + 2 + len(figures), outcome)
    first, last = _longest_run(figures)
    charted = Charted(row + 2 + first, row + 2 + last, figures[first].unit, total, before is not None)
    return end + 1, charted


def _before(outcome: Outcome) -> Figures | None:
    earlier = last_year(outcome)
    return earlier.figures if earlier else None


def _write_heads(page: Page, row: int, outcome: Outcome, total: int) -> None:
    words = page.language
    page.across(row, (0, total - 1), words.text("summary_item"), "head")
    page.text(
        row, total, words.text("summary_this_year", period=outcome.period, what=total_name(outcome, words)), "head"
    )
    page.text(row, total + 1, words.text("summary_received"), "head")
    if total < COLUMNS - 2:
        page.text(row, _LAST, words.text("summary_year", period=outcome.period - 1), "head")
        for column, head in enumerate(words.lists["summary_change_heads"], start=_CHANGE):
            page.text(row, column, head, "head")
    page.sheet.set_row(row, 46)


def _write_figure(page: Page, row: int, outcome: Outcome, figure: MainFigure, total: int) -> None:
    title, address = title_of(figure, page.language), figure.address
    page.across(row, (0, total - 1), title, "text")
    page.fit_row(row, (WIDTH * total,), (title,))
    page.formula(row, total, f"={quoted(address.sheet)}!{address.cell}", outcome.total.value(address))
    page.value(row, total + 1, outcome.received.value(address))


def _write_notes(page: Page, row: int, outcome: Outcome) -> int:
    """Say what last year's figures are, or why there are none to compare with; return the next free row."""
    text = compared_with(page, outcome)
    if not text:
        return row
    page.across(row, (0, COLUMNS - 1), text, "note")
    page.fit_row(row, (WIDTH * COLUMNS,), (text,))
    return row + 1


def compared_with(page: Page, outcome: Outcome) -> str:
    """Return in words what the comparison rests on; nothing where nothing is known of last year."""
    earlier, words = last_year(outcome), page.language
    if earlier is None:
        return ""
    if earlier.figures is None:
        return words.text("summary_last_incomplete", period=earlier.period, known=len(earlier.departments))
    key = "summary_last_summed" if earlier.published is None else "summary_last_published"
    text = words.text(key, period=earlier.period)
    missing = uncounted(outcome)
    return text + words.text("summary_not_all_counted", count=missing) if missing else text


def _longest_run(figures: tuple[MainFigure, ...]) -> tuple[int, int]:
    """Return the first and the last of the most figures in a row that share a unit: one axis has one unit."""
    best, start = (0, 0), 0
    for _, run in groupby(figures, key=lambda each: each.unit):
        end = start + len(list(run)) - 1
        if end - start > best[1] - best[0]:
            best = (start, end)
        start = end + 1
    return best
