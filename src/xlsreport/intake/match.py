"""Whose a workbook is: by its code, its name, an alias, the sender's address, then its file name.

A near miss is only a suggestion.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster, bare_code
from xlsreport.model.roster_names import bare
from xlsreport.model.source import SourceFile

_SHORTEST_NUMBER = 3  # digits: 1- before a name may number anything


def match(identity: Identity, file: SourceFile, roster: Roster) -> Department | None:
    """Return the department of the workbook that says `identity` and came as `file`; None where it is not certain."""
    exact = roster.by_code(identity.code) or roster.by_name(identity.name)
    return exact or as_written(identity, roster) or _by_what_came(file, roster)


def as_written(identity: Identity, roster: Roster) -> Department | None:
    """Return the department whose name or code is meant, though written otherwise; None where there is a doubt.

    A code of which the zeros before it are lost must not lead elsewhere than the name.
    """
    named, coded = roster.by_written_name(identity.name), roster.by_written_code(identity.code)
    return named if named == coded or coded is None else coded if named is None else None


def match_paper(file: SourceFile, roster: Roster) -> Department | None:
    """Return the department of a paper: by the sender's address, its file name, then the folders that it lies in."""
    folders = (part for name in _nested(file.name) for part in reversed(PurePosixPath(name).parts[:-1]))
    return _by_what_came(file, roster) or _first_named(folders, roster)


def named_instead(file: SourceFile, own: Department, others: Roster) -> Department | None:
    """Return the one of `others` that a file's own name names, where that of its department does not stand in it."""
    stem = PurePosixPath(next(_nested(file.name))).stem
    return None if _bears(own, stem) else others.called_in(stem)


def sender_of(file: SourceFile, roster: Roster) -> Department | None:
    """Return the department that the file was mailed by; of mails in mails the innermost that is known decides."""
    return next((found for each in file.senders if (found := roster.by_mailbox(each))), None)


def is_from(file: SourceFile, own: Department) -> bool:
    """Whether a mail around `file` came from an address of `own`, which others of the roster may share."""
    return not own.mailboxes.isdisjoint(file.senders)


def near(identity: Identity, file: str, roster: Roster) -> Department | None:
    """Return the department whose name looks most like what the workbook or its file name says."""
    names = {name: known for known in roster.departments for name in (known.name, *known.aliases)}
    asked = identity.name or PurePosixPath(next(iter(_nested(file)))).stem
    found = get_close_matches(asked, names, n=1, cutoff=0.5)
    return names[found[0]] if found else None


def _by_what_came(file: SourceFile, roster: Roster) -> Department | None:
    stems = (PurePosixPath(name).stem for name in _nested(file.name))
    return sender_of(file, roster) or _first_named(stems, roster)


def _nested(name: str) -> Iterator[str]:
    """Yield the names in a nested name, the innermost first."""
    yield from reversed(name.split("!"))


def _first_named(texts: Iterable[str], roster: Roster) -> Department | None:
    return next((found for text in texts if (found := _named_in(text, roster))), None)


def _named_in(text: str, roster: Roster) -> Department | None:
    return roster.called_in(text) or _coded_in(text, roster)


def _coded_in(text: str, roster: Roster) -> Department | None:
    """Return the one department whose code a name begins with, as ours do where the department's name is cut."""
    before, hyphen, _ = text.partition("-")
    asked = bare_code(before)
    if not hyphen or len(asked) < (_SHORTEST_NUMBER if asked.isdecimal() else 1):
        return None
    return roster.by_bare_code(asked)


def _bears(department: Department, text: str) -> bool:
    """Whether a name of `department` stands in a text."""
    plain = bare(text)
    return any(known in plain for name in (department.name, *department.aliases) if (known := bare(name)))
