"""What a node of the tree came to in an earlier year, as it is composed today."""

from collections.abc import Collection
from dataclasses import dataclass

from xlsreport.consolidation.earlier import joined
from xlsreport.model.form import Form
from xlsreport.model.outcome import Standing
from xlsreport.model.years import Figures
from xlsreport.pipeline.years.archived_year import ArchivedYear
from xlsreport.pipeline.years.succession import Succession


@dataclass(frozen=True, slots=True)
class NodeYear:
    """A node's figures; None where nobody of it was there, or where units, by code, are `lacking` in the sum."""

    figures: Figures | None = None
    lacking: tuple[str, ...] = ()


def node_year(year: ArchivedYear, seen: Succession, under: Collection[str], form: Form) -> NodeYear:
    """Return what those `under` a node, departments of this year's roster, came to in `year`: who counted, joined.

    A unit of that year that others come from too belongs to no one node, and one that sent nothing is no nought: with
    such a one the sum is not known. Who was under the node then and is in the roster no more is not in it.
    """
    units = dict.fromkeys(unit for code in under for unit in seen.ancestry[code].units)
    others = {unit for code, known in seen.ancestry.items() if code not in under for unit in known.units}
    stood = {each.code: each for each in year.record.departments}
    silent = {
        code
        for code in units
        if code not in year.units and code in stood
        if stood[code].counted or stood[code].standing == Standing.MISSING
    }
    if lacking := tuple(code for code in units if code in silent or code in others):
        return NodeYear(lacking=lacking)
    parts = [year.units[code] for code in units if code in year.units and (code not in stood or stood[code].counted)]
    return NodeYear(joined(form, parts, year.known)) if parts else NodeYear()
