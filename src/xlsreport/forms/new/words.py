"""What labels are called: the words by which a form's cells are recognised, in every language of the catalogue."""

import re
from collections.abc import Iterable
from functools import lru_cache

from xlsreport.language import LANGUAGES, language_named

_BRACKETS = re.compile(r"[（(\[【](.*?)[）)\]】]")
_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|[（(]?[0-9]+[）)、.．]|[IVXivx]+[.)]\s)\s*")
_LEVELS = (
    r"[一二三四五六七八九十百]+[、.．]",
    r"[（(][一二三四五六七八九十百]+[）)]",
    r"[0-9]+[、.．]",
    r"[（(][0-9]+[）)]",
)
_ENDS = " :：*＊　"


@lru_cache(maxsize=64)
def words(kind: str) -> frozenset[str]:
    """Return the words of a kind, such as those of totals, in all languages."""
    return frozenset(word for name in LANGUAGES for word in language_named(name).lists[f"new_{kind}"])


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """Return a label without number, brackets, blanks between Chinese letters, and the colon at its end."""
    text = _NUMBER.sub("", _BRACKETS.sub("", label).strip())
    return " ".join(text.split()).strip(_ENDS).lower() if text.isascii() else "".join(text.split()).strip(_ENDS).lower()


def is_called(label: str, kind: str) -> bool:
    """Whether a label is one of the words of a kind, and nothing more."""
    return plain(label) in words(kind)


def says(labels: Iterable[str], kind: str) -> bool:
    """Whether one of the labels has a word of a kind in it; what Latin letters spell is taken as whole words alone."""
    pattern = _pattern(kind)
    return any(pattern.search(label.lower()) for label in labels)


def in_brackets(label: str) -> tuple[str, ...]:
    """Return what stands in the brackets of a label: units, mostly."""
    return tuple(each.strip() for each in _BRACKETS.findall(label))


def level_of(label: str) -> int:
    """Return how deep the number of a label stands, 1 for the outermost; 0 for a label without a number."""
    text = label.strip()
    return next((depth for depth, pattern in enumerate(_LEVELS, 1) if re.match(pattern, text)), 0)


@lru_cache(maxsize=64)
def _pattern(kind: str) -> re.Pattern[str]:
    said = sorted(words(kind), key=len, reverse=True)
    return re.compile("|".join(_whole(word) for word in said))


def _whole(word: str) -> str:
    escaped = re.escape(word)
    if not word.isascii():
        return escaped
    before = r"(?<![a-z])" if word[0].isalpha() else ""
    return before + escaped + (r"(?![a-z])" if word[-1].isalpha() else "")
