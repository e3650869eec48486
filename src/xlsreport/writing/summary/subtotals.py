"""The sheet of subtotals: a row per figure, a column per group of departments, and the whole beside them."""

from collections.abc import Sequence

from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.outcome import Outcome
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.summary.details import figure_columns
from xlsreport.writing.summary.totals import in_order
from xlsreport.writing.wording.standing_words import total_name

_WIDTHS = (14.0, 9.0, 56.0)
_GROUP = 15.0
_NOTHING = (None, 0)

Column = tuple[str, str, Consolidation]  # of which column of the roster, the group's head, what it comes to


def write_subtotals(page: Page, outcome: Outcome) -> None:
    """Write every figure that some department has, by the groups of each column of the roster that the form names."""
    columns = _columns(page, outcome)
    page.heads(1, page.language.lists["summary_subtotal_heads"], _WIDTHS)
    for column in range(len(_WIDTHS)):
        page.text(0, column, "", "head")
    _write_heads(page, columns)
    addresses = in_order(outcome.form, figure_columns(outcome.form))
    listed = [a for a in addresses if any(group.value(a) not in _NOTHING for *_, group in columns)]
    for row, address in enumerate(listed, start=2):
        _write_row(page, row, outcome, address, columns)
    if len(listed) < len(addresses):
        note = page.language.text("summary_subtotal_left_out", count=len(addresses) - len(listed))
        page.text(len(listed) + 3, 0, note, "plain_line")
    page.sheet.freeze_panes(2, len(_WIDTHS))
    page.printed(landscape=len(columns) > 3, head_rows=2)


def _columns(page: Page, outcome: Outcome) -> Sequence[Column]:
    text, found = page.language.text, list[Column]()
    for each in outcome.subtotals:
        for name, group in each.groups.items():
            shown = name or text("summary_subtotal_none", column=each.column)
            head = text("summary_subtotal_head", group=shown, count=group.departments)
            found.append((each.column, head, group))
    total = text("summary_subtotal_head", group=total_name(outcome, page.language), count=outcome.total.departments)
    return (*found, ("", total, outcome.total))


def _write_heads(page: Page, columns: Sequence[Column]) -> None:
    first = len(_WIDTHS)
    for number, (of, head, _) in enumerate(columns, start=first):
        page.text(1, number, head, "head")
        page.sheet.set_column(number, number, _GROUP)
        if all(of != other for other, *_ in columns[: number - first]):
            last = first + max(n for n, (other, *_) in enumerate(columns) if other == of)
            page.across(0, (number, last), of, "head")
    page.sheet.set_row(1, 46)


def _write_row(page: Page, row: int, outcome: Outcome, address: Address, columns: Sequence[Column]) -> None:
    label = outcome.form.label(address)
    page.text(row, 0, address.sheet)
    page.text(row, 1, address.cell, "centre")
    page.text(row, 2, label)
    page.fit_row(row, _WIDTHS[2:3], (label,))
    for number, (*_, each) in enumerate(columns, start=len(_WIDTHS)):
        page.value(row, number, each.shown(address))
