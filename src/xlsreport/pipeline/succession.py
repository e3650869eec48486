"""The units of an earlier year become the departments of this year's roster: renamed, merged or split."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from xlsreport.consolidation import consolidate
from xlsreport.language import language
from xlsreport.model.address import Address
from xlsreport.model.form import Form, Joining
from xlsreport.model.roster import Department, Roster
from xlsreport.model.workbook import Value
from xlsreport.pipeline.archived import ArchivedYear

Figures = Mapping[Address, Value]

_PRECISION = 60  # digits, as in joining submissions: nothing is rounded


@dataclass(frozen=True, slots=True)
class Succession:
    """An earlier year as this year's departments see it: figures by code and by name, and what is to be said."""

    by_code: Mapping[str, Figures]
    by_name: Mapping[str, Figures]
    notes: tuple[str, ...] = ()


def succession(year: ArchivedYear, roster: Roster, form: Form) -> Succession:
    """Return the figures of `year` for the departments of `roster`, and those of units that no department succeeds.

    A unit that several departments come from is divided in no way that we know: each of them is left unknown, so
    that the parts never say more than the unit did. So is one of whose units one sent nothing.
    """
    sources = {each.code: _sources(year, each, roster) for each in roster.departments}
    claims = Counter(unit for units in sources.values() for unit in units)
    by_code: dict[str, Figures] = {c: f for c, f in year.units.items() if c not in claims and c not in sources}
    by_name: dict[str, Figures] = {year.names[code][0]: figures for code, figures in by_code.items()}
    for each in roster.departments:
        units = sources[each.code]
        if units and all(claims[unit] == 1 and unit in year.units for unit in units):
            figures = joined(form, [year.units[unit] for unit in units])
            by_code[each.code] = figures
            by_name[each.name] = figures
    return Succession(by_code, by_name, tuple(_notes(year, sources, claims, roster, form)))


def joined(form: Form, parts: Sequence[Figures]) -> Figures:
    """Return the figures of several units as one: inputs joined as the form says, what is no sum evaluated again.

    A result that only adds is the sum of the results, for the cells behind it may not all be known.
    """
    if len(parts) == 1:
        return parts[0]
    whole = consolidate(form, parts, {cell: _sum(parts, cell) for cell in form.carried if _adds(form, cell)})
    sums = {c: s for c in form.formulas if _adds(form, c) and (s := _sum(parts, c)) is not None}
    kept = {c: v for c, v in whole.results.items() if c not in sums and _known(form, c, whole.values)}
    return {c: v for c, v in {**kept, **sums, **whole.values}.items() if v is not None}


def _sources(year: ArchivedYear, department: Department, roster: Roster) -> tuple[str, ...]:
    """Return the codes of the units of `year` that `department` then was.

    Where it was there itself, a unit that still reports on its own is no longer a part of it.
    """
    own = next((u for said in (department.code, department.name, *department.aliases) if (u := year.unit(said))), None)
    came = (unit for said in department.predecessors if (unit := year.unit(said)) is not None)
    parts = [unit for unit in came if own is None or roster.by_code(unit) is None]
    return tuple(dict.fromkeys([own, *parts] if own is not None else parts))


def _adds(form: Form, cell: Address) -> bool:
    """Whether the sum over departments is what the whole has in `cell`."""
    if cell in form.formulas:
        linear = form.engine.linear(form.formulas[cell], cell.sheet)
        return linear is not None and not linear.constant and all(_adds(form, each) for each in linear.terms)
    if cell in form.carried:
        source = form.carried[cell]
        return source in form.carried or _adds(form, source)
    return cell in form.fields and form.fields[cell].joining is Joining.SUM


def _sum(parts: Sequence[Figures], cell: Address) -> Decimal | None:
    numbers = [value for part in parts if isinstance(value := part.get(cell), Decimal)]
    with localcontext(prec=_PRECISION):
        return sum(numbers, Decimal(0)) if numbers else None


def _known(form: Form, cell: Address, values: Figures) -> bool:
    """Whether no carried cell behind `cell` is missing: a rate of half its cells would be another rate."""
    return all(values.get(leaf) is not None for leaf in form.leaves.get(cell, ()) if leaf in form.carried)


def _notes(
    year: ArchivedYear, sources: Mapping[str, Sequence[str]], claims: Mapping[str, int], roster: Roster, form: Form
) -> Iterator[str]:
    text = language(form.language).text
    for unit in (each for each, count in claims.items() if count > 1):
        names = text("comma").join(d.name for d in roster.departments if unit in sources[d.code])
        yield text("earlier_split", period=year.period, unit=year.names[unit][0], names=names)
    for each in roster.departments:
        silent = [unit for unit in sources[each.code] if unit not in year.units]
        if silent and len(sources[each.code]) > 1:
            names = text("comma").join(year.names[unit][0] for unit in silent)
            yield text("earlier_silent", period=year.period, units=names, name=each.name)
