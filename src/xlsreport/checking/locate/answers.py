"""The smallest repairs of one part of a system: all of them, or word that there are too many, or none was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import prod

from xlsreport.checking.locate.elimination import repair_with
from xlsreport.checking.locate.search_branching import BranchSearch
from xlsreport.checking.locate.search_exhaustive import Search
from xlsreport.checking.locate.search_milp import MOST_CELLS, MilpModel, available
from xlsreport.checking.locate.system import Repair, System, as_repair
from xlsreport.model.address import Address

_ROUNDS = 4  # of asking the solver for an answer that is no mixture of those known
_SMALL = 60  # cells: in larger systems, to prove that there is no other answer takes it too long
_MIXTURES = 60
Columns = Mapping[Address, Mapping[int, Fraction]]


@dataclass(frozen=True, slots=True)
class Answers:
    """The smallest repairs; `complete` is false where there may be more of the same size.

    `least` cells are wrong at the least.
    """

    repairs: tuple[Repair, ...] = ()
    complete: bool = True
    least: int = 1


def answers(part: System) -> Answers:
    """Return the smallest repairs of a broken `part`."""
    search = Search.of(part)
    several = BranchSearch(search)
    few = () if several.more_than_two else search.of_one() or search.of_two()
    if few:
        return Answers(few)
    repairs = tuple(sorted(islice(several.repairs(), _MIXTURES)))
    if len(repairs) == _MIXTURES:  # too many to go through: those that differ from one of them in a single cause
        first = repairs[0]
        return Answers(tuple(sorted({*_mixtures(part, first, _ways(part, first))})), least=several.least)
    if repairs or several.given_up or several.least > MOST_CELLS or not available():
        return Answers(repairs, complete=bool(repairs) and not several.given_up, least=several.least)
    return _many_answers(part, several.least)


def _many_answers(part: System, least: int) -> Answers:
    model, known = MilpModel(part, least), dict[Repair, None]()
    for _ in range(_ROUNDS if len(part.columns()) <= _SMALL else 1):
        cells = model.cells()
        if not cells:
            return Answers(tuple(sorted(known)), model.certain, least)
        model.no_more_than(len(cells))
        first = repair_with(part, cells)
        if first is None:
            break
        ways = _ways(part, first)
        known |= dict.fromkeys(_mixtures(part, first, ways))
        if prod(map(len, ways)) > _MIXTURES:
            return Answers(tuple(sorted(known)), complete=True, least=least)
        for mixture in product(*ways):
            model.forbid(cell for way in mixture for cell, _ in way)
    return Answers(tuple(sorted(known)), complete=False, least=least)


def _mixtures(part: System, first: Repair, ways: Sequence[Sequence[Repair]]) -> Iterator[Repair]:
    """Yield `first`, and it with each of its causes mended in each other way."""
    yield first
    for number, own in enumerate(ways):
        others = [change for n, way in enumerate(ways) if n != number for change in way[0]]
        for way in own[1:]:
            repair = as_repair([*others, *way])
            if part.holds_after(repair):
                yield repair


def _ways(part: System, repair: Repair) -> list[list[Repair]]:
    """Return for each cause in `repair` the ways of the same size to mend it while the others are mended, it first."""
    return [[group, *_other_ways(part, repair, group)] for group in causes_in(part.columns(), repair)]


def _other_ways(part: System, repair: Repair, group: Repair) -> list[Repair]:
    search = Search.of(part.after(tuple(change for change in repair if change not in group)))
    ways = search.of_one() if len(group) == 1 else search.of_two() if len(group) == 2 else ()
    return [way for way in ways if way != group]


def causes_in(columns: Columns, repair: Repair) -> tuple[Repair, ...]:
    """Return `repair` divided into causes: changes that share no law are different ones."""
    groups: list[tuple[set[int], Repair]] = []
    for cell, value in repair:
        near = [group for group in groups if group[0] & columns[cell].keys()]
        groups = [group for group in groups if group not in near]
        laws = set(columns[cell]).union(*(laws for laws, _ in near))
        groups.append((laws, as_repair([*(change for _, own in near for change in own), (cell, value)])))
    return tuple(sorted(own for _, own in groups))
