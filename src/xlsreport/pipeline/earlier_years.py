"""What is known of the years before, put together for the whole."""

from xlsreport.consolidation import consolidate
from xlsreport.model.history import EarlierYear
from xlsreport.model.review import Identity
from xlsreport.pipeline.desk import Desk
from xlsreport.pipeline.last_year import LastYear


def earlier_years(desk: Desk, whole: Identity, before: LastYear) -> tuple[EarlierYear, ...]:
    """Return the years before the period of `desk` of which anything is known, the newest first."""
    published = before.of(whole)
    known = {each.code: before.of(Identity(each.code, each.name)) for each in desk.roster.departments}
    departments = {code: figures for code, figures in known.items() if figures is not None}
    if published is None and not departments:
        return ()
    counted = [each.code for each in desk.roster.departments if each.counted]
    joined = consolidate(desk.form, [departments[code] for code in counted if code in departments])
    return (
        EarlierYear(
            period=desk.period - 1,
            published=published,
            departments=departments,
            summed={**joined.results, **joined.values},
            complete=bool(counted) and all(code in departments for code in counted),
        ),
    )
