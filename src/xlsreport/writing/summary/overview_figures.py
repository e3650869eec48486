"""The overview's table of main figures: the totals, last year's and the change; and the chart of those of one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby, pairwise

from xlsreport.model.form_parts import MainFigure
from xlsreport.model.outcome import Outcome
from xlsreport.model.workbook import Value
from xlsreport.model.years import Figures
from xlsreport.writing.sheets.names import quoted
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.summary.changes import YearPair, uncounted, write_change
from xlsreport.writing.wording.main_figures import named_figures, title_of
from xlsreport.writing.wording.standing_words import total_name

COLUMNS = 8  # of the overview
WIDTH = 13.0  # of each
_LAST, _CHANGE = 5, 6
_DWARFED = 20  # times: a bar beside one so much longer is hardly seen


@dataclass(frozen=True, slots=True)
class Charted:
    """The rows of the main figures that one chart shows, from the first to the last, and their unit."""

    first: int
    last: int
    unit: str
    total: int  # the column of this year's total
    compared: bool
    rest: bool  # whether far larger ones of the same unit are left to the table


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
            pair = YearPair(outcome.total.value(figure.address), before.get(figure.address))
            digits = outcome.form.number_format(figure.address, pair.before)
            page.value(number, _LAST, pair.before, digits=digits)
            write_change(page, number, (total, _LAST, _CHANGE), pair, digits)
    end = _write_notes(page, row + 2 + len(figures), outcome)
    sizes = [_size(outcome.total.value(each.address), (before or {}).get(each.address)) for each in figures]
    run = longest_run([each.unit for each in figures], sizes)
    if run is None:
        return end + 1, None
    first, last, rest = run
    unit = figures[first].unit
    return end + 1, Charted(row + 2 + first, row + 2 + last, unit, total, before is not None, rest)


def _size(*values: Value) -> Decimal:
    return max((abs(each) for each in values if isinstance(each, Decimal)), default=Decimal(0))


def _before(outcome: Outcome) -> Figures | None:
    earlier = outcome.previous_year
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
    value, received = outcome.total.value(address), outcome.received.value(address)
    digits = partial(outcome.form.number_format, address)
    page.formula(row, total, f"={quoted(address.sheet)}!{address.cell}", value, digits=digits(value))
    page.value(row, total + 1, received, digits=digits(received))


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
    earlier, words = outcome.previous_year, page.language
    if earlier is None:
        return ""
    if earlier.figures is None:
        return words.text("summary_last_incomplete", period=earlier.period, known=len(earlier.departments))
    key = "summary_last_summed" if earlier.whole is None else f"summary_last_{earlier.source}"
    text = words.text(key, period=earlier.period)
    missing = uncounted(outcome)
    return text + words.text("summary_not_all_counted", count=missing) if missing else text


def longest_run(units: Sequence[str], sizes: Sequence[Decimal]) -> tuple[int, int, bool] | None:
    """Return the first and the last of the most figures in a row that one axis can show, and whether it leaves any out.

    They share a unit (figures without one share nothing), and none of them is so much larger than the others that
    those would not be seen. None where no two figures in a row do.
    """
    found: list[tuple[int, int, bool]] = []
    for unit, run in groupby(range(len(units)), key=lambda n: units[n]):
        places = list(run)
        limit = _limit([sizes[n] for n in places])
        pieces = [list(piece) for small, piece in groupby(places, key=lambda n: sizes[n] <= limit) if small]
        found += [(piece[0], piece[-1], len(piece) < len(places)) for piece in pieces if unit and len(piece) > 1]
    return max(found, key=lambda run: run[1] - run[0], default=None)


def _limit(sizes: Sequence[Decimal]) -> Decimal:
    """Return the largest of `sizes` beside which the others are seen: less than half of them may be far above."""
    largest = sorted((size for size in sizes if size), reverse=True)
    limit = largest[0] if largest else Decimal(0)
    for above, below in pairwise(largest[: len(largest) // 2 + 1]):
        limit = below if above > below * _DWARFED else limit
    return limit
