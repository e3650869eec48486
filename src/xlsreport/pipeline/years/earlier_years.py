"""What is known of the years before, put together for the whole."""

from collections.abc import Iterator

from xlsreport.consolidation.earlier import joined
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.years import EarlierYear, WholeSource
from xlsreport.pipeline.workspace import PeriodWorkspace


def earlier_years(workspace: PeriodWorkspace, whole: Identity, previous: PreviousYear) -> tuple[EarlierYear, ...]:
    """Return the years before the period of `workspace` of which anything is known, the newest first."""
    return tuple(_known(workspace, whole, previous))


def _known(workspace: PeriodWorkspace, whole: Identity, previous: PreviousYear) -> Iterator[EarlierYear]:
    for year in (previous, *previous.older):
        found = _year(workspace, whole, year)
        if found.whole is not None or found.departments:
            yield found


def _year(workspace: PeriodWorkspace, whole: Identity, year: PreviousYear) -> EarlierYear:
    known = {each.code: year.of(Identity(each.code, each.name)) for each in workspace.roster.departments}
    departments = {code: figures for code, figures in known.items() if figures is not None}
    nodes = workspace.roster.tree.children if workspace.roster.tree else {}
    silent = nodes.keys() - departments.keys()  # without an office of their own, as far as anybody knows
    counted = [each.code for each in workspace.roster.departments if each.counted and each.code not in silent]
    parts = [departments[code] for code in counted if code in departments]
    every = bool(counted) and all(code in departments for code in counted)
    return EarlierYear(
        period=year.period or workspace.period - 1,
        whole=year.of_whole(whole),
        source=year.source if year.whole is not None else WholeSource.WORKBOOK,
        departments=departments,
        summed=joined(workspace.form, parts, year.known) if year.summed is None else year.summed,
        complete=every or year.summed is not None,
        archived=year.period is not None,
    )
