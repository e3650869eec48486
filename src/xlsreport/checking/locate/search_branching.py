"""Three wrong cells or more without a solver, where the failing laws themselves say how to go on.

Laws that fail and share no cell each want a cell of their own: their number is a bound from below, and it tells at
once that most guesses lead nowhere. Where just one cell of a failing law is wrong, its change is what the law lacks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count

from xlsreport.checking.locate.search_exhaustive import Search, added
from xlsreport.checking.locate.system import Repair, as_repair
from xlsreport.model.address import Address

Gaps = Mapping[int, Fraction]
_PAIR = 2
_STEPS = 1_500  # a count, not a time: the same answer on every machine


@dataclass(frozen=True, slots=True, order=True)
class _Partial:
    """Cells chosen so far: how many laws they broke, how many more are wanted, and the gaps that are left."""

    broken: int
    wanted: int
    number: int
    gaps: Gaps = field(compare=False)
    chosen: Repair = field(default=(), compare=False)


class BranchSearch:
    """The search for repairs of three cells or more; to be asked where two are not enough.

    `least` cells are wrong at the least. `given_up` is true once it took more steps than a clerk would wait for: a row
    was moved, or a sheet is another's.
    """

    def __init__(self, search: Search) -> None:
        """Take what is to be mended."""
        self._search = search
        self._near = _near(search)
        self._laws = _apart(search.gaps, self._near)
        self._cells = {law: sorted(search.system.laws[law].terms) for law in search.gaps}
        self._steps = 0
        self.least = max(_PAIR + 1, len(self._laws))

    @property
    def more_than_two(self) -> bool:
        """Whether the failing laws alone show that two cells are not enough."""
        return len(self._laws) > _PAIR

    @property
    def given_up(self) -> bool:
        """Whether there may be repairs that were not looked for."""
        return self._steps > _STEPS

    def repairs(self) -> Iterator[Repair]:
        """Yield repairs, none with more cells than another.

        Unless it is given up, they are all that there are of their size, save sets of which every law that holds one
        cell holds two.
        """
        if self.more_than_two:
            found = self._one_in_each()
            yield from (repair for repair in found if self._search.system.respects(repair))
        else:
            yield from self._of_three()

    def _one_in_each(self) -> Iterator[Repair]:
        """Yield the sets of one cell of each law; of the partial ones, that which breaks the fewest laws goes first."""
        waiting = [_Partial(0, len(self._laws), 0, self._search.gaps)]
        made = count(1)
        while waiting:
            best = heappop(waiting)
            if not best.wanted:
                yield from [] if best.gaps else [as_repair(best.chosen)]
            elif len(_apart(best.gaps, self._near)) <= best.wanted:  # else more cells are wrong than may be chosen
                for change, left, broken in self._alone_in(self._laws[-best.wanted], best.gaps):
                    chosen = (*best.chosen, change)
                    heappush(waiting, _Partial(best.broken + broken, best.wanted - 1, next(made), left, chosen))

    def _of_three(self) -> Iterator[Repair]:
        seen: set[Repair] = set()
        search = self._search
        for law in sorted(search.gaps):
            for change, gaps, _ in self._alone_in(law, search.gaps):
                if not gaps or len(_apart(gaps, self._near)) > _PAIR:
                    continue
                left = replace(search, system=search.system.after((change,)), gaps=gaps)
                for pair in left.of_two():
                    repair = as_repair((change, *pair))
                    if change[0] not in dict(pair) and repair not in seen and search.mends(repair):
                        seen.add(repair)
                        yield repair

    def _alone_in(self, law: int, gaps: Gaps) -> Iterator[tuple[tuple[Address, Fraction], Gaps, int]]:
        """Yield each change of one cell that mends `law`, the gaps that are left, and how many laws it broke."""
        system, columns = self._search.system, self._search.columns
        for cell in self._cells[law]:
            self._steps += 1
            if self.given_up:
                return
            figure, column = system.figures[cell], columns[cell]
            change = -gaps[law] / column[law]
            if figure.accepts(figure.value + change):
                yield (cell, figure.value + change), added(gaps, column, change), len(column.keys() - gaps.keys())


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
