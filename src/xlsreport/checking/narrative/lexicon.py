"""A form's phrases, laid out to be looked up from a figure outwards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlsreport.checking.narrative.figures import figure_pattern
from xlsreport.model.narrative import Narrative, Phrase

_MYRIADS = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that stands at a figure, where its words begin, and how many characters of it there are."""

    phrase: Phrase
    start: int
    length: int


class Lexicon:
    """The phrases of one form by their words, those before a figure and those that stand after it alone."""

    def __init__(self, narrative: Narrative) -> None:
        self.figure = figure_pattern(narrative.marks)
        self._before: dict[str, list[Phrase]] = {}
        self._after: dict[str, list[Phrase]] = {}
        for phrase in narrative.phrases:
            words, places = (phrase.before, self._before) if phrase.before else (phrase.after, self._after)
            for word in words:
                places.setdefault(word, []).append(phrase)
        self._lengths = sorted({len(word) for word in self._before}, reverse=True)
        self._lengths_after = sorted({len(word) for word in self._after}, reverse=True)
        topics = sorted({t for p in narrative.phrases for t in p.topics}, key=lambda word: (-len(word), word))
        self.topics = re.compile("|".join(map(re.escape, topics)) or "(?!)")
        self._fillers = tuple(sorted(narrative.marks.fillers, key=len, reverse=True))

    def before(self, text: str, start: int, end: int, following: str) -> Iterator[Found]:
        """Yield the phrases whose words end at `end`, fillers aside, and do not reach back beyond `start`."""
        at = end
        while at > start:
            for length in self._lengths:
                for phrase in self._before.get(text[at - length : at], ()) if at - length >= start else ():
                    tail = next((each for each in phrase.after if following.startswith(each)), "")
                    if tail or not phrase.after:
                        yield Found(phrase, at - length, length + len(tail))
            filler = next((each for each in self._fillers if text.endswith(each, start, at)), None)
            if filler is None:
                return
            at -= len(filler)

    def after(self, following: str, at: int) -> Iterator[Found]:
        """Yield the phrases that `following`, the text after a figure's unit, begins with; the figure is at `at`."""
        for length in self._lengths_after:
            for phrase in self._after.get(following[:length], ()):
                yield Found(phrase, at, length)


def longest(found: Sequence[Found]) -> tuple[Found, ...]:
    """Return those of the longest wording: several where one wording may mean several things."""
    most = max((each.length for each in found), default=0)
    return tuple(each for each in found if each.length == most)


@lru_cache(maxsize=8)
def lexicon(narrative: Narrative) -> Lexicon:
    """Return the lexicon of a form, made once."""
    return Lexicon(narrative)


def scale_of(unit: str) -> tuple[int, str]:
    """Return how many of which plain unit a phrase's unit is: 10,000 元 for 万元."""
    return (_MYRIADS[unit[0]], unit[1:]) if len(unit) > 1 and unit[0] in _MYRIADS else (1, unit)
