"""Three wrong cells or more without a solver, where the failing laws themselves say how to go on.

Laws that fail and share no cell each want a cell of their own: their number is a bound from below, and it tells at
once that most guesses lead nowhere. Where just one cell of a failing law is wrong, its change is what the law lacks.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from xlsreport.checking.locate.few import Search, added
from xlsreport.checking.locate.system import Repair, as_repair
from xlsreport.model.address import Address

Gaps = Mapping[int, Fraction]
_PAIR = 2


def of_several(search: Search) -> Iterator[Repair]:
    """Yield repairs of three cells or more, none with more than another; to be asked where two are not enough.

    They are all that there are of their size, save sets of which every law that holds one cell holds two.
    """
    near = _near(search)
    laws = _apart(search.gaps, near)
    if len(laws) > _PAIR:
        found = _one_in_each(search, near, laws, ())
        yield from (repair for repair in found if search.system.respects(repair))
    else:
        yield from _of_three(search, near)


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


def _one_in_each(search: Search, near: Mapping[int, set[int]], laws: Sequence[int], chosen: Repair) -> Iterator[Repair]:
    if not laws:
        if not search.gaps:
            yield as_repair(chosen)
        return
    for change, left in _alone_in(search, laws[0]):
        if len(_apart(left.gaps, near)) < len(laws):  # else more cells are wrong than may still be chosen
            yield from _one_in_each(left, near, laws[1:], (*chosen, change))


def _of_three(search: Search, near: Mapping[int, set[int]]) -> Iterator[Repair]:
    seen: set[Repair] = set()
    for law in sorted(search.gaps):
        for change, left in _alone_in(search, law):
            if not left.gaps or len(_apart(left.gaps, near)) > _PAIR:
                continue
            for pair in left.of_two():
                repair = as_repair((change, *pair))
                if change[0] not in dict(pair) and repair not in seen and search.mends(repair):
                    seen.add(repair)
                    yield repair


def _alone_in(search: Search, law: int) -> Iterator[tuple[tuple[Address, Fraction], Search]]:
    """Yield each change of one cell that mends `law`, with the search for what is left."""
    for cell in sorted(search.system.laws[law].terms):
        figure, column = search.system.figures[cell], search.columns[cell]
        value = figure.value - search.gaps[law] / column[law]
        if figure.accepts(value):
            left = added(search.gaps, column, value - figure.value)
            yield (cell, value), Search(search.system.after(((cell, value),)), search.columns, left)
