"""The departments that count, joined by what a column of the roster says of them: by region, by level."""

from collections.abc import Sequence

from xlsreport.consolidation import Values, consolidate
from xlsreport.errors import WorkspaceError
from xlsreport.model.consolidation import Subtotals
from xlsreport.model.outcome import Entry
from xlsreport.pipeline.standing.context import StandingContext


def subtotals(entries: Sequence[Entry], context: StandingContext) -> tuple[Subtotals, ...]:
    """Return `entries` joined by each column of the roster that the form names, groups in the roster's order.

    Every figure is joined as the form says, so that a mean is that of its group. Raises `WorkspaceError` naming the
    column that the roster has not.
    """
    return tuple(_by(column, entries, context) for column in context.form.subtotals)


def _by(column: str, entries: Sequence[Entry], context: StandingContext) -> Subtotals:
    departments = context.roster.departments
    if departments and not any(column in each.columns for each in departments):
        roster = context.form.names.roster
        raise WorkspaceError(context.language.text("roster_column_missing", file=roster, sheet="1", title=column))
    parts: dict[str, list[Values]] = {each.columns.get(column, ""): [] for each in departments}
    for entry in entries:
        if entry.department and entry.review.values:
            parts[entry.department.columns.get(column, "")].append(entry.review.values)
    return Subtotals(column, {name: consolidate(context.form, some) for name, some in parts.items() if some})
