"""Any of many words as one pattern that looks at each character once."""

import re
from collections.abc import Iterable
from functools import lru_cache

NOTHING = "(?!)"


def choice(words: Iterable[str]) -> str:
    """Return the source of a pattern of any of `words`, the longest first; of nothing where there are none.

    Words that begin alike share their beginning: an alternative is left at its first character, not word by word.
    """
    known = frozenset(words) - {""}
    return _of(known) if known else NOTHING


@lru_cache(maxsize=4096)  # a form's phrases share most of their words
def _of(words: frozenset[str]) -> str:
    return _branches(sorted(words))


def _branches(words: list[str]) -> str:
    """Return the pattern of `words`, none of them empty."""
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[0], []).append(word[1:])
    return "|".join(re.escape(first) + _rest(rest) for first, rest in sorted(behind.items()))


def _rest(words: list[str]) -> str:
    longer = [word for word in words if word]
    if not longer:
        return ""
    source = _branches(longer)
    if len(longer) == len(words):
        return source if len({word[0] for word in longer}) == 1 else f"(?:{source})"
    return f"(?:{source})?"
