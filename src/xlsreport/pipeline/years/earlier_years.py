"""What is known of the years before, put together for the whole."""

from collections.abc import Iterator

from xlsreport.model.review import Identity
from xlsreport.model.years import EarlierYear
from xlsreport.pipeline.workspace import Desk
from xlsreport.pipeline.years.previous_year import LastYear
from xlsreport.pipeline.years.succession import joined


def earlier_years(desk: Desk, whole: Identity, before: LastYear) -> tuple[EarlierYear, ...]:
    """Return the years before the period of `desk` of which anything is known, the newest first."""
    return tuple(_known(desk, whole, before))


def _known(desk: Desk, whole: Identity, before: LastYear) -> Iterator[EarlierYear]:
    for year in (before, *before.older):
        found = _year(desk, whole, year)
        if found.published is not None or found.departments:
            yield found


def _year(desk: Desk, whole: Identity, year: LastYear) -> EarlierYear:
    known = {each.code: year.of(Identity(each.code, each.name)) for each in desk.roster.departments}
    departments = {code: figures for code, figures in known.items() if figures is not None}
    counted = [each.code for each in desk.roster.departments if each.counted]
    parts = [departments[code] for code in counted if code in departments]
    every = bool(counted) and all(code in departments for code in counted)
    return EarlierYear(
        period=year.period or desk.period - 1,
        published=year.of_whole(whole),
        departments=departments,
        summed=joined(desk.form, parts, year.known) if year.summed is None else year.summed,
        complete=every or year.summed is not None,
        archived=year.period is not None,
    )
