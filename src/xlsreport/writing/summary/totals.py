"""The sheet that sets the total beside all that was received, figure by figure."""

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal
from functools import partial

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.outcome import Outcome
from xlsreport.model.workbook import Value
from xlsreport.writing.sheets.names import quoted
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.summary.details import figure_columns
from xlsreport.writing.wording.standing_words import total_name

_WIDTHS = (14.0, 9.0, 62.0, 16.0, 18.0, 12.0)
_TOTAL, _RECEIVED, _DIFFERENCE = 3, 4, 5


def write_totals(page: Page, outcome: Outcome) -> None:
    """Write a row per figure and total, sheet by sheet in filling order."""
    heads = list(page.language.lists["summary_total_heads"])
    heads[_TOTAL] = total_name(outcome, page.language)
    page.heads(0, heads, _WIDTHS)
    page.sheet.set_row(0, 32)
    addresses = in_order(outcome.form, figure_columns(outcome.form))
    differing = [a for a in addresses if difference(outcome.total.value(a), outcome.received.value(a))]
    for row, address in enumerate(addresses, start=1):
        _write_row(page, row, outcome, address)
    _mark_differences(page, len(addresses))
    page.sheet.autofilter(0, 0, max(len(addresses), 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 3)
    page.printed(landscape=False, head_rows=1)
    if differing:
        _show_only(page, addresses, set(differing))


def in_order(form: Form, addresses: Iterable[Address]) -> list[Address]:
    """Return `addresses` sheet by sheet as the form has them, row after row."""
    order = list(form.layouts)
    return sorted(addresses, key=lambda a: (order.index(a.sheet), a.row, a.column))


def _show_only(page: Page, addresses: Sequence[Address], differing: Set[Address]) -> None:
    """Filter the rows to those where the two totals differ: the others are there, and shown by clearing the filter."""
    page.sheet.filter_column(_DIFFERENCE, "x < 0 or x > 0")
    for row, address in enumerate(addresses, start=1):
        if address not in differing:
            page.sheet.set_row(row, options={"hidden": True})
    page.text(
        len(addresses) + 2,
        0,
        page.language.text("summary_filtered", shown=len(differing), all=len(addresses)),
        "plain_line",
    )


def difference(total: Value, received: Value) -> Decimal | None:
    """Return received minus total, a blank being 0; None where both are blank or one is no number."""
    if total is None and received is None:
        return None
    first, second = (Decimal(0) if value is None else value for value in (total, received))
    return second - first if isinstance(first, Decimal) and isinstance(second, Decimal) else None


def _write_row(page: Page, row: int, outcome: Outcome, address: Address) -> None:
    total, received = outcome.total.value(address), outcome.received.value(address)
    label = outcome.form.label(address)
    page.text(row, 0, address.sheet)
    page.text(row, 1, address.cell, "centre")
    page.text(row, 2, label)
    page.fit_row(row, _WIDTHS[2:3], (label,))
    digits = partial(outcome.form.number_format, address)
    page.formula(row, _TOTAL, f"={quoted(address.sheet)}!{address.cell}", total, digits=digits(total))
    page.value(row, _RECEIVED, received, digits=digits(received))
    apart = difference(total, received)
    page.formula(row, _DIFFERENCE, f"=E{row + 1}-D{row + 1}", apart, digits=digits(apart))


def _mark_differences(page: Page, rows: int) -> None:
    rule = {"type": "formula", "criteria": "=AND(ISNUMBER($F2),$F2<>0)", "format": page.looks.marked}
    page.sheet.conditional_format(1, _TOTAL, max(rows, 1), _DIFFERENCE, rule)
