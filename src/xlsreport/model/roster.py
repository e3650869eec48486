"""The roster: which departments report, under which names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Department:
    """One row of the roster. `counted` is false where its figures stay out of the totals."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    counted: bool = True
    email: str = ""
    contact: str = ""
    mobile: str = ""
    due: str = ""


@dataclass(frozen=True)  # no slots: the indexes are made once and kept
class Roster:
    """The departments in the roster's order; codes are unique."""

    departments: tuple[Department, ...]

    def by_code(self, code: str) -> Department | None:
        """Return the department with exactly this code."""
        return self._codes.get(code)

    def by_name(self, name: str) -> Department | None:
        """Return the one department with exactly this name or alias; None where none or several bear it."""
        found = self._names.get(name, ())
        return found[0] if name and len(found) == 1 else None

    @cached_property
    def _codes(self) -> Mapping[str, Department]:
        return {each.code: each for each in reversed(self.departments)}

    @cached_property
    def _names(self) -> Mapping[str, Sequence[Department]]:
        names: dict[str, list[Department]] = {}
        for each in self.departments:
            for name in {each.name, *each.aliases}:
                names.setdefault(name, []).append(each)
        return names
