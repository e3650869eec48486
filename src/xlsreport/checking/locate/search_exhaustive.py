"""One or two wrong cells, found by trying each in exact arithmetic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from xlsreport.checking.locate.system import Repair, System, as_repair
from xlsreport.model.address import Address

Gaps = Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Search:
    """A system made ready for trying cells."""

    system: System
    columns: Mapping[Address, Gaps]
    gaps: Gaps

    @classmethod
    def of(cls, system: System) -> "Search":
        """Return the search for what mends `system`."""
        return cls(system, system.columns(), system.gaps())

    def of_one(self) -> tuple[Repair, ...]:
        """Return every repair that changes one cell."""
        found = self._single(self.gaps)
        return tuple(repair for repair in found if self.mends(repair))

    def of_two(self) -> tuple[Repair, ...]:
        """Return every repair that changes two cells; to be asked where no one cell does it."""
        law = self._narrowest()
        cells = sorted(self.system.laws[law].terms)
        pairs = {repair for cell in cells for repair in self._with_another(cell, law)}
        pairs |= {repair for one, other in combinations(cells, 2) for repair in self._both(one, other)}
        return tuple(repair for repair in sorted(pairs) if self.mends(repair))

    def mends(self, repair: Repair) -> bool:
        """Whether every law holds once `repair` is applied, and no limit fails that held before."""
        gaps = self.gaps
        for cell, value in repair:
            gaps = added(gaps, self.columns[cell], value - self.system.figures[cell].value)
        return not gaps and self.system.respects(repair)

    def _narrowest(self) -> int:
        return min(self.gaps, key=lambda number: (len(self.system.laws[number].terms), number))

    def _single(self, gaps: Gaps) -> Iterator[Repair]:
        number, gap = next(iter(gaps.items()))
        for cell in sorted(self.system.laws[number].terms):
            column = self.columns[cell]
            change = -gap / column[number]
            mends = column.keys() == gaps.keys() and all(column[n] * change == -gaps[n] for n in gaps)
            value = self.system.figures[cell].value + change
            if mends and self.system.figures[cell].accepts(value):
                yield ((cell, value),)

    def _with_another(self, cell: Address, law: int) -> Iterator[Repair]:
        """Yield the repairs in which `cell` alone mends `law`, and a second cell the rest."""
        figure, column = self.system.figures[cell], self.columns[cell]
        change = -self.gaps[law] / column[law]
        rest = added(self.gaps, column, change)
        if not rest or not figure.accepts(figure.value + change):
            return
        for ((other, value),) in self._single(rest):
            if law not in self.columns[other]:
                yield as_repair([(cell, figure.value + change), (other, value)])

    def _both(self, one: Address, other: Address) -> Iterator[Repair]:
        changes = _solved(self.columns[one], self.columns[other], self.gaps)
        if changes is None or not all(changes):
            return
        changed = [(cell, self.system.figures[cell].value + x) for cell, x in zip((one, other), changes, strict=True)]
        if all(self.system.figures[cell].accepts(value) for cell, value in changed):
            yield as_repair(changed)


def added(gaps: Gaps, column: Gaps, change: Fraction) -> dict[int, Fraction]:
    """Return what is left of `gaps` when a cell with `column` changes by `change`."""
    rest = dict(gaps)
    for number, factor in column.items():
        rest[number] = rest.get(number, Fraction(0)) + factor * change
    return {number: gap for number, gap in sorted(rest.items()) if gap}


def _solved(one: Gaps, other: Gaps, gaps: Gaps) -> tuple[Fraction, Fraction] | None:
    """Return the changes of two cells that mend all gaps; None where there are none, or more than one."""
    zero = Fraction(0)
    rows = [(one.get(n, zero), other.get(n, zero), gaps.get(n, zero)) for n in sorted({*one, *other, *gaps})]
    for (a, b, r), (c, d, s) in combinations(rows, 2):
        determinant = a * d - b * c
        if determinant:
            x, y = (b * s - d * r) / determinant, (c * r - a * s) / determinant
            return (x, y) if all(p * x + q * y == -t for p, q, t in rows) else None
    return None
