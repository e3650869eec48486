"""Whose a workbook is: by its code, its name, an alias, then its file name; a near miss is only a suggestion."""

import re
import unicodedata
from difflib import get_close_matches
from pathlib import PurePosixPath

from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster

_NOISE = re.compile(r"[\s_\-—()（）\[\]【】.,，。、]+")


def match(identity: Identity, file: str, roster: Roster) -> Department | None:
    """Return the department of the workbook that says `identity` and came as `file`; None where it is not certain."""
    return roster.by_code(identity.code) or roster.by_name(identity.name) or _by_file_name(file, roster)


def near(identity: Identity, file: str, roster: Roster) -> Department | None:
    """Return the department whose name looks most like what the workbook or its file name says."""
    names = {name: each for each in roster.departments for name in (each.name, *each.aliases)}
    asked = identity.name or PurePosixPath(file).stem
    found = get_close_matches(asked, names, n=1, cutoff=0.5)
    return names[found[0]] if found else None


def _by_file_name(file: str, roster: Roster) -> Department | None:
    stem = _plain(PurePosixPath(file).stem)
    found = {
        each.code: (len(name), each)
        for each in roster.departments
        for name in sorted((each.name, *each.aliases), key=len)
        if _plain(name) and _plain(name) in stem
    }
    longest = sorted(found.values(), key=lambda pair: -pair[0])
    if not longest or (len(longest) > 1 and longest[0][0] == longest[1][0]):
        return None
    return longest[0][1]


def _plain(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()
