"""The sheet of details: a row per department, a column per figure; the other sheets add it up by formulas."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass

from xlsreport.language import Language
from xlsreport.model.address import Address, column_letters
from xlsreport.model.form import Form
from xlsreport.model.indexed_values import SameCells
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.writing.sheets.figure_rows import FigureColumn, FigureRows
from xlsreport.writing.sheets.heights import height
from xlsreport.writing.sheets.names import quoted, sheet_names
from xlsreport.writing.sheets.page import Page, cleaned
from xlsreport.writing.sheets.styles import STANDING_TINTS
from xlsreport.writing.wording.standing_words import detailed, yes_no

_HEAD_ROWS = 2  # addresses, then labels
_WIDTHS = (10.0, 29.0, 10.0, 9.0, 30.0)  # code, name, standing, counted, file
_COUNTED = 3
_FIGURE_WIDTH = 13.0
NOTHING = (None, 0, "")
_NOTE_WIDTH = 68.0  # what an upright page holds, in LibreOffice too
_PRINT_SCALE = 60  # percent: more columns to a page, and still readable


@dataclass(frozen=True, slots=True)
class Details:
    """Where the figures stand in the sheet of details: `columns` count from 0, `rows` is their number.

    `in_sheet` is false where they would be too many for a sheet and stand in a file beside the workbook.
    """

    sheet: str
    columns: Mapping[Address, int]
    rows: int
    counted_word: str
    in_sheet: bool = True

    @property
    def cells(self) -> int:
        """How many cells the sheet has, or would have."""
        return self.rows * (len(_WIDTHS) + len(self.columns))

    def sum_formula(self, address: Address) -> str:
        """Return the formula that adds the figure at `address` over the departments that count."""
        word = self.counted_word.replace('"', '""')
        return f'=SUMIFS({self._range(self.columns[address])},{self._range(_COUNTED)},"{word}")'

    def _range(self, column: int) -> str:
        letters = column_letters(column + 1)
        first, last = _HEAD_ROWS + 1, _HEAD_ROWS + max(self.rows, 1)
        return f"{quoted(self.sheet)}!${letters}${first}:${letters}${last}"


def figure_columns(form: Form) -> tuple[Address, ...]:
    """Return the addresses of all figures, then of all totals: the order of the columns."""
    return (*(field.address for field in form.figures), *form.totals)


def details_of(outcome: Outcome, sheet: str, language: Language) -> Details:
    """Return where the figures of `outcome` stand in the sheet of details called `sheet`."""
    columns = {address: len(_WIDTHS) + n for n, address in enumerate(figure_columns(outcome.form))}
    rows = len(detailed(outcome))
    return Details(sheet, columns, rows, yes_no(language, True), in_sheet=_fits(outcome.form, rows, columns))


def _fits(form: Form, rows: int, columns: Sized) -> bool:
    return rows * (len(_WIDTHS) + len(columns)) <= form.details_cells


def details_file(outcome: Outcome, language: Language) -> str | None:
    """Return the name of the file that has the details; None where they stand in the summary."""
    fits = _fits(outcome.form, len(detailed(outcome)), figure_columns(outcome.form))
    return None if fits else details_name(outcome.form, language)


def details_name(form: Form, language: Language) -> str:
    """Return what the file with the details is called, where there is one."""
    return f"{sheet_names(form, language).details}.csv"


def write_details(page: Page, outcome: Outcome, details: Details) -> None:
    """Write the sheet of details, row after row; columns of nothing but noughts are folded, and so not printed."""
    if not details.in_sheet:
        _write_where(page, outcome, details)
        return
    empty = _empty(outcome, details)
    _write_heads(page, outcome.form, details, page.language.text("summary_details_folded") if empty else "")
    _fold(page, empty)
    _write_rows(page, outcome, details)
    last_column = len(_WIDTHS) + len(details.columns) - 1
    page.sheet.autofilter(_HEAD_ROWS - 1, 0, _HEAD_ROWS + max(details.rows, 1) - 1, last_column)
    page.sheet.freeze_panes(_HEAD_ROWS, 2)
    page.printed(landscape=True, head_rows=_HEAD_ROWS, one_wide=False)
    page.sheet.repeat_columns(0, 1)
    page.sheet.set_print_scale(_PRINT_SCALE)


def _write_where(page: Page, outcome: Outcome, details: Details) -> None:
    words = {"cells": details.cells, "most": outcome.form.details_cells}
    file = details_file(outcome, page.language)
    write_note(page, page.language.text("summary_details_beside", file=file, **words))


def write_note(page: Page, note: str) -> None:
    """Write `note` in place of what would take too many rows."""
    page.sheet.set_column(0, 0, _NOTE_WIDTH)
    page.sheet.set_row(0, height(note, _NOTE_WIDTH))
    page.text(0, 0, note)
    page.printed(landscape=False, head_rows=0)


def _write_heads(page: Page, form: Form, details: Details, note: str) -> None:
    for column in range(len(_WIDTHS)):
        page.text(0, column, note if column == 1 else "", "small_head")
    page.sheet.set_row(0, height(note, _WIDTHS[1], line=12))
    for address, column in details.columns.items():
        page.text(0, column, str(address), "small_head")
    page.heads(_HEAD_ROWS - 1, page.language.lists["summary_detail_heads"], _WIDTHS)
    tallest = 30.0
    for address, column in details.columns.items():
        label = form.label(address)
        page.text(_HEAD_ROWS - 1, column, label, "small_head")
        tallest = max(tallest, height(label, _FIGURE_WIDTH, line=12))
    if details.columns:
        page.sheet.set_column(len(_WIDTHS), len(_WIDTHS) + len(details.columns) - 1, _FIGURE_WIDTH)
    page.sheet.set_row(_HEAD_ROWS - 1, tallest)


def _empty(outcome: Outcome, details: Details) -> frozenset[int]:
    """Return the columns in which no department has a figure other than 0; none where there is no figure at all."""
    cells, left = SameCells(tuple(details.columns)), list(range(len(details.columns)))
    for entry in detailed(outcome):
        values = cells.of(entry.review)
        left = [place for place in left if values[place] in NOTHING]
    return frozenset(len(_WIDTHS) + place for place in left) if len(left) < len(details.columns) else frozenset()


def _fold(page: Page, columns: frozenset[int]) -> None:
    """Fold `columns`, so that they are not printed and open at a click."""
    for column in columns:
        page.sheet.set_column(column, column, _FIGURE_WIDTH, None, {"level": 1, "hidden": True})
    for column in {each + 1 for each in columns} - columns:
        page.sheet.set_column(column, column, _FIGURE_WIDTH, None, {"collapsed": True})


def _write_rows(page: Page, outcome: Outcome, details: Details) -> None:
    form, cells = outcome.form, SameCells(tuple(details.columns))
    kinds = [FigureColumn(form.formats.get(cell, ""), form.takes_whole(cell)) for cell in cells.cells]
    figures = FigureRows(page, len(_WIDTHS), kinds)
    for row, entry in enumerate(detailed(outcome), _HEAD_ROWS):
        noted = {cell: note for cell, note in entry.corrections.items() if cell in details.columns}
        _write_beginning(page, row, outcome, entry)
        figures.write(row, cells.of(entry.review), {details.columns[cell] for cell in noted})
        for cell, note in noted.items():  # the department's own figure stays in sight
            value, column = entry.review.value(cell), details.columns[cell]
            page.value(row, column, value, "corrected", form.number_format(cell, value))
            page.sheet.write_comment(row, column, cleaned(note.message), {"x_scale": 2})
    figures.finish()


def _write_beginning(page: Page, row: int, outcome: Outcome, entry: Entry) -> None:
    standing, counts = page.language.text(f"standing_{entry.standing}"), yes_no(page.language, outcome.counts(entry))
    page.cells(
        row,
        0,
        (
            (entry.code or "", "centre", ""),
            (entry.name or "", "text", ""),
            (standing, "centre", STANDING_TINTS[entry.standing]),
            (counts, "centre", ""),
            (entry.file.name if entry.file else "", "narrow", ""),
        ),
    )
    page.fit_row(row, _WIDTHS[1:2], (entry.name or "",))
