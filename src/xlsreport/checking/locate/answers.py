"""The smallest repairs of one part of a system: all of them, or word that there are too many, or none was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

from xlsreport.checking.locate.exact import repair_with
from xlsreport.checking.locate.few import Search
from xlsreport.checking.locate.many import Fewest, available
from xlsreport.checking.locate.system import Repair, System, as_repair, cells_of

_ROUNDS = 6  # of asking the solver for an answer that is no mixture of those known
_MIXTURES = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """The smallest repairs; `complete` is false where there may be more of the same size."""

    repairs: tuple[Repair, ...] = ()
    complete: bool = True


def answers(part: System) -> Answers:
    """Return the smallest repairs of a broken `part`."""
    few = few_answers(part)
    return few if few.repairs or not available() else _many_answers(part)


def few_answers(part: System) -> Answers:
    """Return the repairs of one cell, else those of two; none where two cells are not enough."""
    search = Search.of(part)
    return Answers(search.of_one() or search.of_two())


def _many_answers(part: System) -> Answers:
    model, known = Fewest(part), dict[Repair, None]()
    smallest = 0
    for _ in range(_ROUNDS):
        cells = model.cells()
        if not cells or (smallest and len(cells) > smallest):
            return Answers(tuple(sorted(known)), complete=True)
        smallest = len(cells)
        first = repair_with(part, cells)
        mixtures = () if first is None else _mixtures(part, first)
        known |= dict.fromkeys(mixtures)
        for each in {cells, *map(cells_of, mixtures)}:
            model.forbid(each)
        if first is None or len(mixtures) >= _MIXTURES:
            break
    return Answers(tuple(sorted(known)), complete=False)


def _mixtures(part: System, repair: Repair) -> tuple[Repair, ...]:
    """Return the repairs that mend what `repair` mends, each of its causes in every way of the same size."""
    groups = causes_in(part, repair)
    ways = [_ways(part, repair, group) for group in groups]
    mixed = (as_repair(change for way in each for change in way) for each in product(*ways))
    found = {each for each in islice(mixed, _MIXTURES) if len(each) == len(repair) and part.holds_after(each)}
    return tuple(sorted({*found, repair}))


def _ways(part: System, repair: Repair, group: Repair) -> Sequence[Repair]:
    rest = part.after(tuple(change for change in repair if change not in group))
    ways = few_answers(rest).repairs if len(group) <= 2 else ()
    return [way for way in ways if len(way) == len(group)] or [group]


def causes_in(part: System, repair: Repair) -> tuple[Repair, ...]:
    """Return `repair` divided into causes: changes that share no law are different ones."""
    columns = part.columns()
    groups: list[tuple[set[int], Repair]] = []
    for cell, value in repair:
        near = [group for group in groups if group[0] & columns[cell].keys()]
        groups = [group for group in groups if group not in near]
        laws = set(columns[cell]).union(*(laws for laws, _ in near))
        groups.append((laws, as_repair([*(change for _, own in near for change in own), (cell, value)])))
    return tuple(sorted(own for _, own in groups))


def laws_of(part: System, repairs: Iterable[Repair]) -> frozenset[int]:
    """Return the numbers of the broken laws that `repairs` touch."""
    gaps = part.gaps()
    columns = part.columns()
    return frozenset(n for repair in repairs for cell, _ in repair for n in columns[cell] if n in gaps)
