"""Causes: what is wrong, each with every equally likely way to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsreport.checking.locate.answers import Answers, answers, causes_in, laws_of
from xlsreport.checking.locate.likely import likeliest
from xlsreport.checking.locate.system import Law, Repair, System, broken_parts

MOST = 10  # ways that are listed


@dataclass(frozen=True, slots=True)
class Cause:
    """Laws that fail together, and the repairs that mend them, equally small and equally likely.

    No repairs: more cells are wrong than could be found. `complete` is false where there may be further repairs.
    """

    laws: tuple[Law, ...]
    repairs: tuple[Repair, ...]
    complete: bool = True

    @property
    def listed(self) -> bool:
        """Whether the repairs are few enough to be shown."""
        return 0 < len(self.repairs) <= MOST and (self.complete or len(self.repairs) > 1)

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
    if not found.repairs:
        gaps = part.gaps()
        return (Cause(tuple(part.laws[number] for number in sorted(gaps)), (), found.complete),)
    divided = [causes_in(part, repair) for repair in found.repairs]
    return tuple(_cause(part, numbers, divided, found) for numbers in _law_groups(part, divided))


def _law_groups(part: System, divided: Sequence[Sequence[Repair]]) -> list[frozenset[int]]:
    """Return the broken laws in groups, such that in each answer every cause mends laws of one group."""
    groups: list[frozenset[int]] = []
    for causes in divided:
        for cause in causes:
            laws = laws_of(part, [cause])
            near = [group for group in groups if group & laws]
            groups = [group for group in groups if group not in near] + [laws.union(*near)]
    return sorted(groups, key=sorted)


def _cause(part: System, numbers: frozenset[int], divided: Sequence[Sequence[Repair]], found: Answers) -> Cause:
    repairs: dict[Repair, None] = {}
    for causes in divided:
        own = [cause for cause in causes if laws_of(part, [cause]) <= numbers]
        repairs[tuple(sorted(change for cause in own for change in cause))] = None
    laws = tuple(part.laws[number] for number in sorted(numbers))
    return Cause(laws, likeliest(part, sorted(repairs)), found.complete)
