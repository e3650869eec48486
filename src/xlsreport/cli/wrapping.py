"""Text in lines of a terminal, where a Chinese letter is as wide as two others."""

import re
import unicodedata
from collections.abc import Iterator

_NOT_FIRST = "，。；：、！？）”》」』】…,.;:!?)"  # never begins a line
# a word of letters with what closes it, a blank, or one wide letter with what must not be parted from it
_PIECE = re.compile(rf"\s+|[“（《]*[^\s\u2e80-\uffef“”]+|[“（《]*[\u2e80-\uffef“”][{re.escape(_NOT_FIRST)}]*")

_FURTHER = "  "
_TO_SPACE = dict.fromkeys(map(ord, "\n\r\t\v\f\u2028\u2029"), " ")


def printable(text: str) -> str:
    """Return `text` on one line without control and direction characters: safe on any terminal."""
    spaced = text.translate(_TO_SPACE)
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def width(text: str) -> int:
    """Return how many columns `text` takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" or letter in "“”…" else 1 for letter in text)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield `text` in lines of at most `columns`; what has no place to break stands alone on a longer one."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and width(line + piece.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line:
        yield line.rstrip()


def hanging(text: str, columns: int) -> Iterator[str]:
    """Yield `text` in lines of at most `columns`, those after the first further in than the first."""
    if width(text) <= columns:
        yield text
        return
    bare = text.lstrip()
    indent = text[: len(text) - len(bare)]
    first, *rest = wrapped(bare, columns - width(indent) - len(_FURTHER))
    yield indent + first
    yield from (indent + _FURTHER + line for line in rest)


def beside(name: str, text: str, indent: int, columns: int) -> Iterator[str]:
    """Yield `name` with `text` beside it from the column `indent` on, under it where the name is too long."""
    lines = list(wrapped(text, columns - indent)) or [""]
    head = f"  {name}"
    if width(head) + 2 > indent:
        yield head
    else:
        yield (head + " " * (indent - width(head)) + lines.pop(0)).rstrip()
    yield from (" " * indent + line for line in lines)
