"""The units of an earlier year become the departments of this year's roster: renamed, merged or split."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsreport.consolidation.earlier import joined
from xlsreport.language import language_of
from xlsreport.model.form import Form
from xlsreport.model.outcome import Standing
from xlsreport.model.roster import Department, Roster
from xlsreport.model.years import Figures
from xlsreport.pipeline.years.archived_year import ArchivedYear


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The units of an earlier year, by code, that a department then was.

    `divided` are those that other departments come from too, `silent` those that sent nothing.
    """

    units: tuple[str, ...] = ()
    divided: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the figures of the units, joined, are the department's."""
        return bool(self.units) and not self.divided and not self.silent


@dataclass(frozen=True, slots=True)
class Succession:
    """An earlier year as this year's departments see it: figures by code and by name, and what is to be said.

    `ancestry` is by department code; units that no department succeeds are among the figures alone.
    """

    by_code: Mapping[str, Figures]
    by_name: Mapping[str, Figures]
    ancestry: Mapping[str, Ancestry]
    notes: tuple[str, ...] = ()


def succession(year: ArchivedYear, roster: Roster, form: Form) -> Succession:
    """Return the figures of `year` for the departments of `roster`, and those of units that no department succeeds.

    A unit that several departments come from is divided in no way that we know: each of them is left unknown, so
    that the parts never say more than the unit did. So is one of whose units one sent nothing.
    """
    ancestry = _ancestry(year, roster)
    claimed = {unit for known in ancestry.values() for unit in known.units}
    by_code: dict[str, Figures] = {c: f for c, f in year.units.items() if c not in claimed and c not in ancestry}
    by_name: dict[str, Figures] = {year.names[code][0]: figures for code, figures in by_code.items()}
    for each in roster.departments:
        if ancestry[each.code].known:
            figures = joined(form, [year.units[unit] for unit in ancestry[each.code].units], year.known)
            by_code[each.code] = figures
            by_name[each.name] = figures
    return Succession(by_code, by_name, ancestry, tuple(_notes(year, ancestry, roster, form)))


def summed(year: ArchivedYear, form: Form) -> Figures:
    """Return the joined figures of the units that counted in `year`, whoever succeeds them."""
    counted = [each.code for each in year.record.departments if each.counted]
    return joined(form, [year.units[code] for code in counted if code in year.units], year.known)


def lacks(year: ArchivedYear) -> bool:
    """Whether a department has no figures that belong in the sum of `year`."""
    silent = (each for each in year.record.departments if each.code not in year.units)
    return any(each.counted or each.standing == Standing.MISSING for each in silent)


def _ancestry(year: ArchivedYear, roster: Roster) -> Mapping[str, Ancestry]:
    sources = {each.code: _sources(year, each, roster) for each in roster.departments}
    claims = Counter(unit for units in sources.values() for unit in units)
    return {
        code: Ancestry(
            units,
            divided=tuple(unit for unit in units if claims[unit] > 1),
            silent=tuple(unit for unit in units if unit not in year.units),
        )
        for code, units in sources.items()
    }


def _sources(year: ArchivedYear, department: Department, roster: Roster) -> tuple[str, ...]:
    """Return the codes of the units of `year` that `department` then was.

    Where it was there itself, a unit that still reports on its own is no longer a part of it.
    """
    own = next((u for said in (department.code, department.name, *department.aliases) if (u := year.unit(said))), None)
    came = (unit for said in department.predecessors if (unit := year.unit(said)) is not None)
    parts = [unit for unit in came if own is None or roster.by_code(unit) is None]
    return tuple(dict.fromkeys([own, *parts] if own is not None else parts))


def _notes(year: ArchivedYear, ancestry: Mapping[str, Ancestry], roster: Roster, form: Form) -> Iterator[str]:
    text = language_of(form).text
    for unit in dict.fromkeys(unit for known in ancestry.values() for unit in known.divided):
        names = text("comma").join(d.name for d in roster.departments if unit in ancestry[d.code].units)
        yield text("earlier_split", period=year.period, unit=year.names[unit][0], names=names)
    for each in roster.departments:
        silent = ancestry[each.code].silent
        if silent and len(ancestry[each.code].units) > 1:
            names = text("comma").join(year.names[unit][0] for unit in silent)
            yield text("earlier_silent", period=year.period, units=names, name=each.name)
