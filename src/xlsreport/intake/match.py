"""Whose a workbook is: by its code, its name, an alias, the sender's address, then its file name.

A near miss is only a suggestion.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile

_NOISE = re.compile(r"[\s_\-—()（）\[\]【】.,，。、]+")


def match(identity: Identity, file: SourceFile, roster: Roster) -> Department | None:
    """Return the department of the workbook that says `identity` and came as `file`; None where it is not certain."""
    return roster.by_code(identity.code) or roster.by_name(identity.name) or _by_what_came(file, roster)


def match_paper(file: SourceFile, roster: Roster) -> Department | None:
    """Return the department of a paper: by the sender's address, its file name, then the folders that it lies in."""
    folders = (part for name in _nested(file.name) for part in reversed(PurePosixPath(name).parts[:-1]))
    return _by_what_came(file, roster) or _first_named(folders, roster)


def sender_of(file: SourceFile, roster: Roster) -> Department | None:
    """Return the department that the file was mailed by; of mails in mails the innermost that is known decides."""
    return next((found for each in file.senders if (found := roster.by_mailbox(each))), None)


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
    plain = _plain(text)
    found = {
        known.code: (len(name), known)
        for known in roster.departments
        for name in sorted((known.name, *known.aliases), key=len)
        if _plain(name) and _plain(name) in plain
    }
    longest = sorted(found.values(), key=lambda pair: -pair[0])
    if not longest or (len(longest) > 1 and longest[0][0] == longest[1][0]):
        return None
    return longest[0][1]


def _plain(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()
