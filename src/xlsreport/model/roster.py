"""The roster: which departments report, under which names."""

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"[\s;；,，、]+")


@dataclass(frozen=True, slots=True)
class Department:
    """One row of the roster. `counted` is false where its figures stay out of the totals.

    `email` is as it was typed, and may hold several addresses.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    counted: bool = True
    email: str = ""
    contact: str = ""
    mobile: str = ""
    due: str = ""

    @property
    def mailboxes(self) -> frozenset[str]:
        """The addresses that `email` holds, in small letters."""
        return frozenset(_BETWEEN.split(self.email.lower())) - {""}


@dataclass(frozen=True, slots=True)
class Roster:
    """The departments in the roster's order; codes are unique."""

    departments: tuple[Department, ...]

    def by_code(self, code: str) -> Department | None:
        """Return the department with exactly this code."""
        return next((each for each in self.departments if each.code == code), None)

    def by_name(self, name: str) -> Department | None:
        """Return the one department with exactly this name, else with this alias; None where several bear it."""
        named = [each for each in self.departments if name == each.name]
        found = named or [each for each in self.departments if name in each.aliases]
        return found[0] if name and len(found) == 1 else None

    def by_mailbox(self, address: str) -> Department | None:
        """Return the one department that has this mailbox; None where none or several have it."""
        found = [each for each in self.departments if address.lower() in each.mailboxes]
        return found[0] if address and len(found) == 1 else None
