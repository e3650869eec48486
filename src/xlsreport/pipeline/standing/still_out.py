"""Departments that are not counted yet, and what may be laid to them."""

from collections.abc import Sequence
from decimal import Decimal

from xlsreport.checking import StillOut
from xlsreport.model.outcome import Entry
from xlsreport.pipeline.standing.context import StandingContext


def still_out(context: StandingContext, entries: Sequence[Entry], behind: Sequence[Entry]) -> StillOut:
    """Return who is not counted yet, and what the carried cells of those come to that are, where all are known."""
    there = {each.code for each in behind}
    missing = {each.code for each in entries if each.joins} - there
    known = {cell: [entry.review.values.get(cell) for entry in behind] for cell in context.form.carried}
    sums = {
        cell: sum((figure for figure in figures if isinstance(figure, Decimal)), Decimal(0))
        for cell, figures in known.items()
        if all(isinstance(figure, Decimal) for figure in figures)
    }
    excused = {each.code for each in entries if each.excused}
    return StillOut(len(missing), sums, len(missing - excused))
