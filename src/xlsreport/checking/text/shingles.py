"""Texts as rows of words, so that what one repeats of another is found at once.

A word is a Chinese character, a word of letters, or a number; all numbers are the same word, since a text of last
year with this year's figures is last year's text. Thirteen words in a row are no chance: the length that Chinese
plagiarism checks use.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

LENGTH = 13  # words in a row that count as repeated
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|[^\W_]")
_NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LETTERS = re.compile(r"[A-Za-z]+")
_BETWEEN = re.compile(r"[\W_]+")
_LATIN = 0x20000  # a plane of rare characters, where a word of letters is one of them
_PLANE = 0xA6D0
_HALVED = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}  # full-width forms of ASCII, one for one
_FULL = re.compile("[０-９Ａ-Ｚａ-ｚ]")  # letters and figures in full width, which few texts have
_NARROW = {full: half for full, half in _HALVED.items() if chr(half).isalnum()}
_EITHER_NUMBERS = re.compile(r"[0-9]+(?:[.,．，][0-9]+)*")  # what divides them in either width
_ENDS = "。！？；;\r"
_INSIDE = re.compile(r"[^\w\n]+")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A stretch of words that another text holds too, from word `start` up to `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many words it is."""
        return self.end - self.start


def words_of(text: str) -> str:
    """Return the words of `text`, each as one character."""
    return _BETWEEN.sub("", _LETTERS.sub(_one_character, _NUMBERS.sub("0", text.translate(_HALVED))))


def sentences_of(text: str) -> list[str]:
    """Return the words of each sentence of `text`, in their order; joined, they are the words of the text."""
    narrow = text.translate(_NARROW) if _FULL.search(text) else text
    words = _LETTERS.sub(_one_character, _EITHER_NUMBERS.sub("0", narrow))
    for sign in _ENDS:
        words = words.replace(sign, "\n")
    return _INSIDE.sub("", words).replace("_", "").split("\n")


def shingles(texts: Iterable[str]) -> frozenset[str]:
    """Return every row of thirteen words in the words of `texts`."""
    return frozenset([words[n : n + LENGTH] for words in texts for n in range(len(words) - LENGTH + 1)])


def repeats(words: str, known: frozenset[str]) -> Iterator[Repeat]:
    """Yield the stretches of `words` whose every row of thirteen is among `known`, in their order.

    Two that follow each other at once are two: they may come from different places.
    """
    start, end = 0, 0
    for n in range(len(words) - LENGTH + 1):
        if words[n : n + LENGTH] in known:
            if end and n >= end:
                yield Repeat(start, end)
            start = start if n < end else n
            end = n + LENGTH
    if end:
        yield Repeat(start, end)


def quoted(text: str, repeat: Repeat) -> str:
    """Return the stretch of `text` as it is written there."""
    places = [(match.start(), match.end()) for match in _WORD.finditer(text.translate(_HALVED))]
    return text[places[repeat.start][0] : places[repeat.end - 1][1]]


def _one_character(match: re.Match[str]) -> str:
    return chr(_LATIN + crc32(match[0].casefold().encode()) % _PLANE)
