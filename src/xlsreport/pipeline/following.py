"""Departments followed back through the years: by their code, then by the units that they came from."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsreport.model.archived import ArchivedUnit, ArchivedYear
from xlsreport.model.roster import Department, Roster
from xlsreport.model.trend import Change


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The units of an earlier year whose figures, joined, are a department's; `change` is what became of them.

    None are given where the figures of a unit would have to be divided.
    """

    units: tuple[ArchivedUnit, ...] = ()
    change: Change | None = None
    divided: tuple[ArchivedUnit, ...] = ()


def ancestry(department: Department, year: ArchivedYear, roster: Roster) -> Ancestry:
    """Return which units of `year` stand for `department`.

    A unit that still is in the roster keeps its own figures; one that several departments came from is divided, and
    nobody can say how.
    """
    own = [each for each in year.units if each.code == department.code]
    before = [each for each in _predecessors(department, year) if each.code != department.code]
    gone = [each for each in before if roster.by_code(each.code) is None]
    divided = [each for each in gone if _successors(each, year, roster) > 1]
    if not own:
        divided += [each for each in before if each not in gone]
    if divided:
        return Ancestry(change=Change.DIVIDED, divided=tuple(divided))
    units = (*own, *gone)
    return Ancestry(units, _change(department, units))


def unclaimed(year: ArchivedYear, roster: Roster) -> tuple[ArchivedUnit, ...]:
    """Return the units of `year` that the roster has no more, and that no department came from."""
    return tuple(
        each for each in year.units if roster.by_code(each.code) is None and not _successors(each, year, roster)
    )


def _predecessors(department: Department, year: ArchivedYear) -> Sequence[ArchivedUnit]:
    found = [unit for text in department.predecessors if (unit := year.unit(text)) is not None]
    return list(dict.fromkeys(found))


def _successors(unit: ArchivedUnit, year: ArchivedYear, roster: Roster) -> int:
    return sum(unit in _predecessors(each, year) for each in roster.departments)


def _change(department: Department, units: Sequence[ArchivedUnit]) -> Change | None:
    if len(units) > 1:
        return Change.MERGED
    if not units or (units[0].code, units[0].name) == (department.code, department.name):
        return None
    return Change.RENAMED if units[0].code == department.code else Change.SUCCEEDED
