"""The roster: which departments report, under which names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlsreport.model.address import Address
from xlsreport.model.roster_names import NamesInTexts, bare
from xlsreport.model.tree import Tree

_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_UNSEEN = ("Cf", "Cc")  # zero-width marks, and what only a program sees
_NO_LETTER = re.compile(r"[\W_]")
_BETWEEN = re.compile(r"[\s;；,，、]+")


@dataclass(frozen=True, slots=True)
class Department:
    """One row of the roster. `counted` is false where its figures stay out of the totals.

    `email` is as it was typed, and may hold several addresses; `predecessors` are the codes or names of the units of
    earlier years that this one came from; `parent` is the code of the one above it; `columns` is the row by its heads.
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
    parent: str = ""
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def mailboxes(self) -> frozenset[str]:
        """The addresses that `email` holds, in small letters."""
        return frozenset(_BETWEEN.split(self.email.lower())) - {""}

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses that `email` holds and that a letter can be sent to, as they were typed."""
        return tuple(dict.fromkeys(each for each in _BETWEEN.split(self.email) if is_mailbox(each)))


@dataclass(frozen=True)  # no slots: the indexes are made once and kept
class Roster:
    """The departments in the roster's order; codes are unique. `parent_cells` are where it names each one's parent."""

    departments: tuple[Department, ...]
    parent_cells: Mapping[str, Address] = field(default_factory=dict, compare=False)

    def by_code(self, code: str) -> Department | None:
        """Return the department with exactly this code."""
        return self._codes.get(code)

    def by_name(self, name: str) -> Department | None:
        """Return the one department with exactly this name, else with this alias; None where several bear it."""
        return _only(self._names.get(name) or self._aliases.get(name))

    def named(self, text: str) -> Department | None:
        """Return the department that `text` names: by its code, its name or an alias, as people may write these."""
        return self.by_code(text) or self.by_name(text) or self.by_written_name(text) or self.by_written_code(text)

    def by_written_name(self, name: str) -> Department | None:
        """Return the one department that this names, but for blanks, unseen signs and the width of letters."""
        key = written_key(name)
        return _only(self._written_names.get(key) or self._written_aliases.get(key)) if key else None

    def by_written_code(self, code: str) -> Department | None:
        """Return the one department that has this code, but for the same and the zeros that Excel takes away."""
        return _only(self._written_codes.get(code_key(code))) if written_key(code) else None

    def by_mailbox(self, address: str) -> Department | None:
        """Return the one department that has this mailbox; None where none or several have it."""
        return _only(self._mailboxes.get(address.lower()))

    def by_bare_code(self, code: str) -> Department | None:
        """Return the one department whose code has just these letters and digits, as `bare_code` gives them."""
        return _only(self._bare_codes.get(code))

    def called_in(self, text: str) -> Department | None:
        """Return the department whose name or alias stands in `text`, the longest; None where none or several do.

        Blanks and the signs between words are no matter.
        """
        longest: dict[str, int] = {}
        for name in self._bare_names_in_texts.found_in(bare(text)):
            for size, code in self._bare_names[name]:
                longest[code] = max(size, longest.get(code, 0))
        most = max(longest.values(), default=0)
        found = [code for code, size in longest.items() if size == most]
        return self.by_code(found[0]) if len(found) == 1 else None

    def names_in(self, text: str) -> frozenset[str]:
        """Return the names and aliases that stand in `text`."""
        return frozenset(self._names_in_texts.found_in(text))

    @cached_property
    def tree(self) -> Tree | None:
        """Who stands under whom; None where the roster names no parent."""
        parents = {each.code: each.parent for each in self.departments}
        return Tree(parents) if any(parents.values()) else None

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
    def _written_names(self) -> Mapping[str, Sequence[Department]]:
        return _by_key((written_key(each.name), each) for each in self.departments)

    @cached_property
    def _written_aliases(self) -> Mapping[str, Sequence[Department]]:
        return _by_key(
            (key, department)
            for department in self.departments
            for key in dict.fromkeys(map(written_key, department.aliases))
        )

    @cached_property
    def _written_codes(self) -> Mapping[str, Sequence[Department]]:
        return _by_key((code_key(each.code), each) for each in self.departments)

    @cached_property
    def _bare_codes(self) -> Mapping[str, Sequence[Department]]:
        return _by_key((bare_code(each.code), each) for each in self.departments)

    @cached_property
    def _bare_names(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for each in self.departments:
            for name in (each.name, *each.aliases):
                if plain := bare(name):
                    found.setdefault(plain, []).append((len(name), each.code))
        return found

    @cached_property
    def _bare_names_in_texts(self) -> NamesInTexts:
        return NamesInTexts(self._bare_names)

    @cached_property
    def _names_in_texts(self) -> NamesInTexts:
        return NamesInTexts(filter(None, self.bearers))

    @cached_property
    def _mailboxes(self) -> Mapping[str, Sequence[Department]]:
        return _by_key((box, department) for department in self.departments for box in department.mailboxes)


def is_mailbox(address: str) -> bool:
    """Whether a letter can be sent to `address`: a plain mailbox in ASCII."""
    return bool(_MAILBOX.fullmatch(address))


def written_key(text: str) -> str:
    """Return what people mean by a name or a code: without blanks and unseen signs, half-width, in small letters."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isprintable():  # nearly all: a space is the only sign in it that nobody sees
        return plain.replace(" ", "").casefold()
    return "".join(
        each for each in plain if not each.isspace() and unicodedata.category(each) not in _UNSEEN
    ).casefold()


def code_key(code: str) -> str:
    """Return what people mean by a code: of a number what Excel leaves of it, 1 of 001 and of 1.0."""
    key = written_key(code)
    whole = key[:-2] if key.endswith(".0") and key[:-2].isdecimal() else key
    return (whole.lstrip("0") or "0") if whole.isdecimal() else key


def bare_code(code: str) -> str:
    """Return the letters and digits of a code, in small letters."""
    return _NO_LETTER.sub("", bare(code))


def _by_key(pairs: Iterable[tuple[str, Department]]) -> Mapping[str, Sequence[Department]]:
    found: dict[str, list[Department]] = {}
    for key, each in pairs:
        if key:
            found.setdefault(key, []).append(each)
    return found


def _only(found: Sequence[Department] | None) -> Department | None:
    return found[0] if found is not None and len(found) == 1 else None
