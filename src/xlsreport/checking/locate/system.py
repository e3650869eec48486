"""A system of laws over declared figures, in exact arithmetic."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from xlsreport.model.address import Address

Repair = tuple[tuple[Address, Fraction], ...]
"""Cells and the values that they would have, in the order of the cells."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared figure: its value, the values that its cell accepts, and whether it is doubted before others.

    `overtyped` is a total typed where its neighbours compute, `amount` a figure in units that clerks mistake,
    `trusted` one that somebody else's papers speak for, `evidence` what another system says that it is.
    """

    value: Fraction
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    whole: bool = True
    amount: bool = False
    overtyped: bool = False
    trusted: bool = False
    evidence: Fraction | None = None

    def accepts(self, value: Fraction) -> bool:
        """Whether its cell takes `value`."""
        inside = (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)
        return inside and (value.denominator == 1 or (not self.whole and is_decimal(value)))


@dataclass(frozen=True, slots=True)
class Law:
    """The sum of `terms` and `constant` is 0 (of a limit: at least 0); `name` is what people call it."""

    name: str
    terms: Mapping[Address, Fraction]
    constant: Fraction = Fraction(0)

    def gap(self, values: Mapping[Address, Fraction]) -> Fraction:
        """Return by how much it fails; 0 where it holds. Whole numbers, which nearly all are, add up as such."""
        whole, broken = 0, self.constant
        for cell, factor in self.terms.items():
            value = values[cell]
            if value.denominator == 1 and factor.denominator == 1:
                whole += factor.numerator * value.numerator
            else:
                broken += factor * value
        return broken + whole


@dataclass(frozen=True, slots=True)
class System:
    """Declared figures, the laws that they are to satisfy, and the limits that proposals respect."""

    figures: Mapping[Address, Variable]
    laws: tuple[Law, ...]
    limits: tuple[Law, ...] = ()

    @property
    def values(self) -> dict[Address, Fraction]:
        """The figures as they are declared."""
        return {cell: figure.value for cell, figure in self.figures.items()}

    def after(self, repair: Repair) -> "System":
        """Return the system with `repair` applied."""
        changed = {cell: replace(self.figures[cell], value=value) for cell, value in repair}
        return replace(self, figures={**self.figures, **changed})

    def gaps(self) -> dict[int, Fraction]:
        """Return the laws that fail, by number, and by how much."""
        values = self.values
        return {number: gap for number, law in enumerate(self.laws) if (gap := law.gap(values))}

    def columns(self) -> dict[Address, dict[int, Fraction]]:
        """Return for each cell the laws that it stands in, by number, with its factors; cells in their order."""
        columns: dict[Address, dict[int, Fraction]] = {}
        for number, law in enumerate(self.laws):
            for cell, factor in law.terms.items():
                columns.setdefault(cell, {})[number] = factor
        return {cell: columns[cell] for cell in sorted(columns)}

    def holds_after(self, repair: Repair) -> bool:
        """Whether every law holds once `repair` is applied, and no limit fails that held before."""
        after = {**self.values, **dict(repair)}
        return all(not law.gap(after) for law in self.laws) and self.respects(repair)

    def respects(self, repair: Repair) -> bool:
        """Whether no limit fails after `repair` that held before."""
        changed = {cell for cell, _ in repair}
        limits = [limit for limit in self.limits if not changed.isdisjoint(limit.terms)]
        if not limits:
            return True
        before, after = self.values, {**self.values, **dict(repair)}
        return not any(limit.gap(after) < 0 <= limit.gap(before) for limit in limits)


def broken_parts(system: System) -> Iterator[System]:
    """Yield, of the parts of a system that share no figure, those in which a law fails."""
    gaps, seen = system.gaps(), set[int]()
    columns = system.columns() if gaps else {}
    for start in gaps:
        if start in seen:
            continue
        part = _connected(system, columns, start)
        seen |= part
        laws = tuple(system.laws[number] for number in sorted(part))
        yield replace(system, laws=laws)


def _connected(system: System, columns: Mapping[Address, Mapping[int, Fraction]], start: int) -> set[int]:
    part, waiting = {start}, [start]
    while waiting:
        for cell in system.laws[waiting.pop()].terms:
            waiting += [number for number in columns[cell] if number not in part]
            part.update(columns[cell])
    return part


def cells_of(repair: Repair) -> tuple[Address, ...]:
    """Return the cells that a repair changes."""
    return tuple(cell for cell, _ in repair)


def as_repair(changes: Iterable[tuple[Address, Fraction]]) -> Repair:
    """Return `changes` as a repair, in the order of the cells."""
    return tuple(sorted(changes))


def is_decimal(value: Fraction) -> bool:
    """Whether a number can be written with few decimals."""
    return value.denominator <= 10**6 and 10**6 % value.denominator == 0
