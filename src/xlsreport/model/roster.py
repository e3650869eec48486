"""The roster: which departments report, under which names."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Roster:
    """The departments in the roster's order; codes are unique."""

    departments: tuple[Department, ...]

    def by_code(self, code: str) -> Department | None:
        """Return the department with exactly this code."""
        return next((each for each in self.departments if each.code == code), None)

    def by_name(self, name: str) -> Department | None:
        """Return the one department with exactly this name or alias; None where none or several bear it."""
        found = [each for each in self.departments if name in (each.name, *each.aliases)]
        return found[0] if name and len(found) == 1 else None
