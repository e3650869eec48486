"""The sheet that sets the whole's figures beside those of the year before."""

from collections.abc import Sequence
from functools import partial

from xlsreport.model.address import Address
from xlsreport.model.number_formats import signed
from xlsreport.model.outcome import Outcome
from xlsreport.model.period import Period
from xlsreport.model.workbook import Value
from xlsreport.model.years import EarlierYear, Figures
from xlsreport.writing.sheets.names import quoted
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.summary.changes import YearPair, write_change
from xlsreport.writing.summary.details import figure_columns
from xlsreport.writing.summary.overview_figures import compared_with
from xlsreport.writing.summary.totals import difference, in_order
from xlsreport.writing.wording.standing_words import total_name

_WIDTHS = (11.0, 8.0, 50.0, 11.0, 11.0, 9.0, 11.0, 11.0, 10.0)
_WHOLE, _SUM, _APART, _NOW, _CHANGE = 3, 4, 5, 6, 7
_HEADS_ROW = 1


def write_across(page: Page, outcome: Outcome, earlier: EarlierYear) -> None:
    """Write a row per figure: last year of the whole and as the sum of the departments, this year, the change.

    Where nothing is known of last year's whole, the note alone says so: rows of blanks would be pages without a figure.
    """
    note = compared_with(page, outcome)
    page.across(0, (0, len(_WIDTHS) - 1), note, "note")
    page.fit_row(0, (sum(_WIDTHS),), (note,))
    page.heads(_HEADS_ROW, _heads(page, outcome), _WIDTHS)
    page.sheet.set_row(_HEADS_ROW, 58 if isinstance(outcome.period, Period) else 44)
    known = earlier.whole is not None or earlier.complete
    addresses = in_order(outcome.form, figure_columns(outcome.form)) if known else ()
    for row, address in enumerate(addresses, start=_HEADS_ROW + 1):
        _write_row(page, row, outcome, earlier, address)
    page.sheet.autofilter(_HEADS_ROW, 0, _HEADS_ROW + max(len(addresses), 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(_HEADS_ROW + 1, 3)
    page.printed(landscape=False, head_rows=_HEADS_ROW + 1)


def _heads(page: Page, outcome: Outcome) -> Sequence[str]:
    words, year = page.language, outcome.period
    last = [words.filled(each, period=year - 1) for each in words.lists["summary_across_heads"]]
    now = words.text("summary_this_year", period=year, what=total_name(outcome, words))
    return [*last, now, *words.lists["summary_change_heads"]]


def _write_row(page: Page, row: int, outcome: Outcome, earlier: EarlierYear, address: Address) -> None:
    label, now = outcome.form.label(address), outcome.total.value(address)
    whole, summed = _of(earlier.whole, address), _of(_sums(earlier), address)
    page.text(row, 0, address.sheet)
    page.text(row, 1, address.cell, "centre")
    page.text(row, 2, label)
    page.fit_row(row, _WIDTHS[2:3], (label,))
    digits = partial(outcome.form.number_format, address)
    page.value(row, _WHOLE, whole, digits=digits(whole))
    page.value(row, _SUM, summed, digits=digits(summed))
    apart = difference(whole, summed) if earlier.whole is not None and earlier.complete else None
    page.formula(row, _APART, f"=E{row + 1}-D{row + 1}", apart, "change", signed(digits(apart)))
    page.formula(row, _NOW, f"={quoted(address.sheet)}!{address.cell}", now, digits=digits(now))
    column = _SUM if earlier.whole is None else _WHOLE
    write_change(page, row, (_NOW, column, _CHANGE), YearPair(now, _of(earlier.figures, address)), digits(now))


def _sums(earlier: EarlierYear) -> Figures | None:
    """Return last year's sums; None where a department is not among them."""
    return earlier.summed if earlier.complete else None


def _of(figures: Figures | None, address: Address) -> Value:
    return None if figures is None else figures.get(address)
