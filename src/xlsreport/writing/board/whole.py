"""The whole: its figures now and the year before, the main ones over the years, and how the season went by day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.period import a_year_before
from xlsreport.model.workbook import UNKNOWN
from xlsreport.model.years import Figures
from xlsreport.writing.board.figures import told
from xlsreport.writing.board.places import BoardCells
from xlsreport.writing.wording.arrivals import received
from xlsreport.writing.wording.main_figures import named_figures


def whole(outcome: Outcome, places: BoardCells, language: Language) -> Mapping[str, Any]:
    """Return what the page tells of the whole."""
    year = next((each for each in outcome.earlier if each.period == a_year_before(outcome.period)), None)
    year = year or outcome.previous_year
    before = (year.figures if year else None) or {}
    return {
        "total": [_now(outcome, cell) for cell in places.cells],
        "total_before": _row(outcome, places, before) if before else [],
        "period_before": language.text("summary_year", period=year.period) if year else "",
        "whole_name": outcome.whole.identity.name,
        "whole_texts": [told(outcome.form, None, outcome.whole.value(cell)) for cell in places.texts],
        "in_total": outcome.total.departments,
        "years": _years(outcome, places),
        "days": _days(outcome),
        "strays": [
            {"file": each.file.name if each.file else "", "standing": str(each.standing)}
            for each in outcome.entries
            if each.department is None
        ],
    }


def _now(outcome: Outcome, cell: Address) -> Any:
    value = outcome.total.shown(cell)
    return "?" if value == UNKNOWN else told(outcome.form, cell, value)


def _years(outcome: Outcome, places: BoardCells) -> Sequence[Mapping[str, Any]]:
    """Return each main figure with the whole's figure of every year that is known, the oldest first."""
    known = sorted((each for each in outcome.earlier if each.figures is not None), key=lambda each: each.period)
    rows = [_row(outcome, places, year.figures or {}) for year in known]  # the main figures are the first cells
    return [
        {
            "name": figure.name,
            "unit": figure.unit,
            "series": [
                *([str(year.period), row[n]] for year, row in zip(known, rows, strict=True)),
                [str(outcome.period), _now(outcome, figure.address)],
            ],
        }
        for n, figure in enumerate(named_figures(outcome))
    ]


def _row(outcome: Outcome, places: BoardCells, figures: Figures) -> Sequence[Any]:
    return places.before(figures)


def _days(outcome: Outcome) -> Sequence[tuple[str, int]]:
    """Return how many departments had sent what stands for them, by the day on which a mail brought it."""
    first: dict[str, str] = {}
    for entry in outcome.entries:
        came = received(entry, outcome.form)
        if entry.code and came and entry.standing is not Standing.MISSING:
            first[entry.code] = min(first.get(entry.code, "9999"), came.date().isoformat())
    by_day = sorted(Counter(first.values()).items())
    return list(zip((day for day, _ in by_day), accumulate(count for _, count in by_day), strict=True))
