"""The sheets on the departments: every item of every department over the years, and the notes."""

from decimal import Decimal

from xlsreport.model.address import Address
from xlsreport.model.history import History, Unit
from xlsreport.model.period import told_period
from xlsreport.writing.history.lines import (
    CHANGE_WIDTH,
    RATE_WIDTH,
    YEAR_WIDTH,
    change_heads,
    write_last_change,
    write_years,
)
from xlsreport.writing.history.notes import named, notes
from xlsreport.writing.sheets.page import Page

_WIDTHS = (38.0, 12.0, 32.0)  # item, code, name
_YEARS = len(_WIDTHS)
_NOTE_WIDTHS = (9.0, 26.0, 70.0)


def write_units(page: Page, history: History) -> None:
    """Write a row per item and department, item after item, to be filtered by either."""
    heads = list(page.language.lists["history_unit_heads"])
    heads += [page.language.text("history_year", period=each) for each in history.periods]
    widths = (*_WIDTHS, *(YEAR_WIDTH,) * len(history.periods))
    if len(history.periods) > 1:
        heads += change_heads(page, history.periods[-2])
        widths = (*widths, CHANGE_WIDTH, RATE_WIDTH)
    page.heads(0, heads, widths)
    rows = [(item, unit) for item in history.items for unit in history.units]
    for row, (item, unit) in enumerate(rows, start=1):
        _write_row(page, row, history, (item, unit))
    page.sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    page.sheet.freeze_panes(1, _YEARS)
    page.printed(landscape=True, head_rows=1)


def _write_row(page: Page, row: int, history: History, shown: tuple[Address, Unit]) -> None:
    item, unit = shown
    label = f"{item} {history.names[item]}".strip()
    name = named(unit, page.language)
    page.fit_row(row, (_WIDTHS[0], _WIDTHS[2]), (label, name))
    page.text(row, 0, label)
    page.text(row, 1, unit.code, "centre")
    page.text(row, 2, name)
    write_years(page, row, _YEARS, unit.series[item], history.digits(item))
    write_last_change(page, row, _YEARS, unit.series[item], history.digits(item))


def write_notes(page: Page, history: History) -> None:
    """Write whence figures come and why some lack."""
    page.heads(0, page.language.lists["history_notes_heads"], _NOTE_WIDTHS)
    for row, note in enumerate(notes(history, page.language), start=1):
        told = told_period(note.period)
        page.value(row, 0, Decimal(told) if isinstance(told, int) else told, "centre")
        page.text(row, 1, note.whose)
        page.text(row, 2, note.text)
        page.fit_row(row, _NOTE_WIDTHS[1:], (note.whose, note.text))
    page.sheet.freeze_panes(1, 0)
    page.printed(landscape=False, head_rows=1)
