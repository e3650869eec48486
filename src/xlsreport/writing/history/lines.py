"""A figure over the years as a row of cells: each year's, then by formulas how the last one changed."""

from dataclasses import dataclass
from decimal import Decimal

from xlsreport.model.address import column_letters
from xlsreport.model.history import Series, change, last_change, rate
from xlsreport.model.number_formats import signed
from xlsreport.writing.sheets.page import Page, number

UNKNOWN = "—"
YEAR_WIDTH, CHANGE_WIDTH, RATE_WIDTH = 13.0, 14.0, 11.0


@dataclass(frozen=True, slots=True)
class ComparedCells:
    """Two figures that are compared, and the cells that hold them: the earlier first."""

    before: Decimal | None
    now: Decimal | None
    cells: tuple[str, str]


def cell_name(row: int, column: int) -> str:
    """Return how a formula spells the cell at `row` and `column`, which count from 0."""
    return f"{column_letters(column + 1)}{row + 1}"


def write_years(page: Page, row: int, column: int, series: Series, digits: str = "") -> None:
    """Write the figures of `series` from `column` on, in the number format `digits`."""
    for offset, value in enumerate(series):
        if value is None:
            page.text(row, column + offset, UNKNOWN, "centre")
        else:
            page.value(row, column + offset, value, digits=digits)


def write_last_change(page: Page, row: int, column: int, series: Series, digits: str = "") -> None:
    """Write behind the years, which begin in `column`, how the last figure changed; nothing where there is but one."""
    if len(series) > 1:
        last = column + len(series) - 1
        pair = ComparedCells(*last_change(series), (cell_name(row, last - 1), cell_name(row, last)))
        write_change(page, row, last + 1, pair, digits)


def write_change(page: Page, row: int, column: int, pair: ComparedCells, digits: str = "") -> None:
    """Write the change of `pair` and, beside it, the change as a part of the earlier figure, by formulas."""
    before, now = pair.cells
    known = f"AND(ISNUMBER({before}),ISNUMBER({now}))"
    more, part = change(pair.before, pair.now), rate(pair.before, pair.now)
    _write(page, (row, column), f'=IF({known},{now}-{before},"{UNKNOWN}")', (more, "change"), digits=signed(digits))
    first = page.language.text("summary_first")  # the summary's word for the same change
    compared = f'IF({before}=0,IF({now}=0,"{UNKNOWN}","{first}"),({now}-{before})/ABS({before}))'
    _write(page, (row, column + 1), f'=IF({known},{compared},"{UNKNOWN}")', (part, "share"), first if more else UNKNOWN)


def change_heads(page: Page, before: int) -> tuple[str, str]:
    """Return the heads of the two columns that compare with the period `before`."""
    return page.language.text("history_change", period=before), page.language.text("history_rate")


def _write(
    page: Page,
    place: tuple[int, int],
    formula: str,
    result: tuple[Decimal | None, str],
    otherwise: str = UNKNOWN,
    digits: str = "",
) -> None:
    value, style = result
    stored = number(value) if value is not None else None
    look = page.looks.format(style, digits=digits)
    page.sheet.write_formula(*place, formula, look, otherwise if stored is None else stored)
