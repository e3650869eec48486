"""File names that are safe on every system, and told apart on each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from xlsreport.file_names import is_device

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST = 100  # characters
_MOST_BYTES = 150  # most systems end at 255 in UTF-8, and a mark and an ending follow
_SIGNS = "bcdfghjkmnpqrstw"  # no digit and no vowel: a mark that is no number of a version and no word


def safe_name(text: str) -> str:
    """Return `text` as a file name without its ending: no separator, no reserved name, not hidden, not endless.

    What had to be cut ends in a mark of the whole, so that names that begin alike stay apart.
    """
    name = _allowed(text)
    short = _cut(name, _LONGEST, _MOST_BYTES)
    if short != name:
        mark = _mark(text)
        short = f"{_cut(name, _LONGEST - len(mark), _MOST_BYTES - len(mark))}{mark}"
    return f"_{short}" if is_device(short) else short


def distinct_names(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the safe name of each of `texts` by its key; those that a system takes for one bear a mark each."""
    names = {key: safe_name(text) for key, text in texts.items()}
    shared = Counter(map(_as_systems_see_it, names.values()))
    return {
        key: f"{name}{_mark(key + texts[key])}" if shared[_as_systems_see_it(name)] > 1 else name
        for key, name in names.items()
    }


def _allowed(text: str) -> str:
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    return _FORBIDDEN.sub("_", visible).strip(" .") or "_"


def _cut(name: str, characters: int, size: int) -> str:
    """Return as much of `name` as keeps to both bounds, no character in part."""
    return name[:characters].encode()[:size].decode(errors="ignore").strip(" .") or "_"


def _as_systems_see_it(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def letters_of(digest: str, count: int) -> str:
    """Return the first digits of a SHA-256 as letters, which no reader of names takes for a number or a word."""
    return "".join(_SIGNS[int(digit, 16)] for digit in digest[:count])


def _mark(text: str) -> str:
    return f"-{letters_of(sha256(text.encode()).hexdigest(), 6)}"
