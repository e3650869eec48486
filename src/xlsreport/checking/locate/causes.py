"""Causes: what is wrong, each with every equally likely way to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsreport.checking.locate.answers import Answers, Columns, answers, causes_in
from xlsreport.checking.locate.likely import likeliest
from xlsreport.checking.locate.system import Law, Repair, System, as_repair, broken_parts

MOST = 10  # ways that are listed
Gaps = Mapping[int, Fraction]
Divided = Sequence[tuple[frozenset[int], Repair]]


@dataclass(frozen=True, slots=True)
class Cause:
    """Laws that fail together, and the repairs that mend them, equally small and equally likely.

    No repairs: more cells are wrong than could be found, `least` at the least. `complete` is false where there may be
    further repairs.
    """

    laws: tuple[Law, ...]
    repairs: tuple[Repair, ...]
    complete: bool = True
    least: int = 1

    @property
    def listed(self) -> bool:
        """Whether the repairs are few enough to be shown."""
        return 0 < len(self.repairs) <= MOST

    @property
    def unique(self) -> bool:
        """Whether there is just one repair."""
        return len(self.repairs) == 1 and self.complete

    @property
    def core(self) -> Repair:
        """The changes that every repair makes."""
        common = set(self.repairs[0]).intersection(*self.repairs) if self.repairs else set()
        return tuple(sorted(common))


def causes_of(system: System) -> tuple[Cause, ...]:
    """Return the causes of all laws of `system` that fail."""
    return tuple(cause for part in broken_parts(system) for cause in _causes(part, answers(part)))


def _causes(part: System, found: Answers) -> tuple[Cause, ...]:
    gaps = part.gaps()
    if not found.repairs:
        return (Cause(tuple(part.laws[number] for number in sorted(gaps)), (), found.complete, found.least),)
    columns = part.columns()
    divided = [_by_laws(gaps, columns, causes_in(columns, repair)) for repair in found.repairs]
    return tuple(_cause(part, numbers, divided, found) for numbers in _law_groups(divided))


def _by_laws(gaps: Gaps, columns: Columns, causes: Sequence[Repair]) -> list[tuple[frozenset[int], Repair]]:
    """Return each of `causes` with the numbers of the failing laws that it mends."""
    return [(frozenset(n for cell, _ in own for n in columns[cell] if n in gaps), own) for own in causes]


def _law_groups(divided: Sequence[Divided]) -> list[frozenset[int]]:
    """Return the failing laws in groups, such that in each answer every cause mends laws of one group."""
    groups: list[frozenset[int]] = []
    for laws in dict.fromkeys(laws for causes in divided for laws, _ in causes):
        near = [group for group in groups if group & laws]
        groups = [group for group in groups if group not in near] + [laws.union(*near)]
    return sorted(groups, key=sorted)


def _cause(part: System, numbers: frozenset[int], divided: Sequence[Divided], found: Answers) -> Cause:
    repairs = {as_repair(c for laws, own in causes if laws <= numbers for c in own): None for causes in divided}
    laws = tuple(part.laws[number] for number in sorted(numbers))
    return Cause(laws, likeliest(part, sorted(repairs)), found.complete)
