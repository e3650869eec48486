"""The roster: which departments report, under which names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_BETWEEN = re.compile(r"[\s;；,，、]+")


@dataclass(frozen=True, slots=True)
class Department:
    """One row of the roster. `counted` is false where its figures stay out of the totals.

    `email` is as it was typed, and may hold several addresses; `predecessors` are the codes or names of the units of
    earlier years that this one came from.
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
    predecessors: tuple[str, ...] = ()

    @property
    def mailboxes(self) -> frozenset[str]:
        """The addresses that `email` holds, in small letters."""
        return frozenset(_BETWEEN.split(self.email.lower())) - {""}

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses that `email` holds and that a letter can be sent to, as they were typed."""
        return tuple(dict.fromkeys(each for each in _BETWEEN.split(self.email) if _MAILBOX.fullmatch(each)))


@dataclass(frozen=True)  # no slots: the indexes are made once and kept
class Roster:
    """The departments in the roster's order; codes are unique."""

    departments: tuple[Department, ...]

    def by_code(self, code: str) -> Department | None:
        """Return the department with exactly this code."""
        return self._codes.get(code)

    def by_name(self, name: str) -> Department | None:
        """Return the one department with exactly this name, else with this alias; None where several bear it."""
        return _only(self._names.get(name) or self._aliases.get(name))

    def named(self, text: str) -> Department | None:
        """Return the department that `text` names: by its code, its name or an alias."""
        return self.by_code(text) or self.by_name(text)

    def by_mailbox(self, address: str) -> Department | None:
        """Return the one department that has this mailbox; None where none or several have it."""
        return _only(self._mailboxes.get(address.lower()))

    @cached_property
    def bearers(self) -> frozenset[str]:
        """Every name and alias that a department bears."""
        return frozenset(name for department in self.departments for name in (department.name, *department.aliases))

    @cached_property
    def _codes(self) -> Mapping[str, Department]:
        return {each.code: each for each in reversed(self.departments)}

    @cached_property
    def _names(self) -> Mapping[str, Sequence[Department]]:
        return _by_key((each.name, each) for each in self.departments)

    @cached_property
    def _aliases(self) -> Mapping[str, Sequence[Department]]:
        return _by_key(
            (alias, department) for department in self.departments for alias in dict.fromkeys(department.aliases)
        )

    @cached_property
    def _mailboxes(self) -> Mapping[str, Sequence[Department]]:
        return _by_key((box, department) for department in self.departments for box in department.mailboxes)


def _by_key(pairs: Iterable[tuple[str, Department]]) -> Mapping[str, Sequence[Department]]:
    found: dict[str, list[Department]] = {}
    for key, each in pairs:
        if key:
            found.setdefault(key, []).append(each)
    return found


def _only(found: Sequence[Department] | None) -> Department | None:
    return found[0] if found is not None and len(found) == 1 else None
