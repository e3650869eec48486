"""Several wrong cells that have nothing to do with each other, found without a solver.

Where as many laws fail as share no cell, at least one cell in each is wrong. If just one in each is enough, its change
is what that law lacks, and no smaller answer exists.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from xlsreport.checking.locate.few import Search, added
from xlsreport.checking.locate.system import Repair, as_repair

Gaps = Mapping[int, Fraction]


def of_disjoint(search: Search) -> tuple[Repair, ...]:
    """Return every repair with one cell in each of the failing laws that share none; none where that is too few."""
    near = _near(search)
    laws = _apart(search.gaps, near)
    found = _extended(search, near, laws, search.gaps, ())
    return tuple(sorted(repair for repair in found if search.system.holds_after(repair)))


def _near(search: Search) -> dict[int, set[int]]:
    """Return for each law those that share a cell with it."""
    near: dict[int, set[int]] = {number: {number} for number in range(len(search.system.laws))}
    for column in search.columns.values():
        for number in column:
            near[number].update(column)
    return near


def _apart(gaps: Gaps, near: Mapping[int, set[int]]) -> list[int]:
    """Return failing laws of which no two share a cell; those with few neighbours first."""
    chosen: list[int] = []
    for number in sorted(gaps, key=lambda n: (len(near[n] & gaps.keys()), n)):
        if near[number].isdisjoint(chosen):
            chosen.append(number)
    return chosen


def _extended(
    search: Search, near: Mapping[int, set[int]], laws: list[int], gaps: Gaps, chosen: Repair
) -> Iterator[Repair]:
    if not laws:
        if not gaps:
            yield as_repair(chosen)
        return
    law, *rest = laws
    for cell in search.system.laws[law].terms:
        figure, column = search.system.figures[cell], search.columns[cell]
        change = -gaps[law] / column[law]
        if figure.accepts(figure.value + change):
            left = added(gaps, column, change)
            if len(_apart(left, near)) <= len(rest):  # else more cells are wrong than may still be chosen
                yield from _extended(search, near, rest, left, (*chosen, (cell, figure.value + change)))
