"""The roster: which departments report, under which names."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
    _index: "_Index" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _indexed(self.departments))

    def by_code(self, code: str) -> Department | None:
        """Return the department with exactly this code."""
        return self._index.codes.get(code)

    def by_name(self, name: str) -> Department | None:
        """Return the one department with exactly this name, else with this alias; None where several bear it."""
        return _only(self._index.names.get(name) or self._index.aliases.get(name))

    def by_mailbox(self, address: str) -> Department | None:
        """Return the one department that has this mailbox; None where none or several have it."""
        return _only(self._index.mailboxes.get(address.lower()))


@dataclass(frozen=True, slots=True)
class _Index:
    """The departments by what they are looked up by: rosters of ten thousand are looked into for every file."""

    codes: Mapping[str, Department]
    names: Mapping[str, Sequence[Department]]
    aliases: Mapping[str, Sequence[Department]]
    mailboxes: Mapping[str, Sequence[Department]]


def _indexed(departments: Sequence[Department]) -> _Index:
    return _Index(
        codes={each.code: each for each in reversed(departments)},
        names=_by_key(departments, lambda each: (each.name,)),
        aliases=_by_key(departments, lambda each: each.aliases),
        mailboxes=_by_key(departments, lambda each: each.mailboxes),
    )


def _by_key(
    departments: Sequence[Department], keys: Callable[[Department], Iterable[str]]
) -> Mapping[str, Sequence[Department]]:
    found: dict[str, list[Department]] = {}
    for each in departments:
        for key in set(keys(each)) - {""}:
            found.setdefault(key, []).append(each)
    return found


def _only(found: Sequence[Department] | None) -> Department | None:
    return found[0] if found is not None and len(found) == 1 else None
