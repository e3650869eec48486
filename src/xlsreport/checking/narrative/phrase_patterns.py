"""A form's phrases as patterns, found by the characters at their edge; a pattern is made when it is first asked for.

A text holds the words of a few phrases only, and to make the patterns of all takes longer than to read many texts.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from xlsreport.checking.narrative.wording import Wordings, last_sure
from xlsreport.kept.patterns import compiled
from xlsreport.model.narrative import Phrase, Wording

_MYRIADS = {"万": 10**4, "亿": 10**8}


class PhrasePatterns:
    """A phrase with its patterns: backwards for the words before a figure, forwards for those behind and alone.

    One of `opening` stands where the first of its words that none may leave out begins, one of `first` where they
    begin at all; `last` are the words from the last of them on.
    """

    def __init__(self, phrase: Phrase, wordings: Wordings) -> None:
        self.phrase = phrase
        self._wordings = wordings
        self.last: Wording = last_sure(phrase.before) if phrase.before else ()
        self.opening = wordings.opening(phrase.before)
        self.first = wordings.first_characters(phrase.before)

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        """The words before the figure, read backwards; none where it has none."""
        return self._pattern(self.phrase.before, backwards=True)

    @cached_property
    def after(self) -> re.Pattern[str] | None:
        """The words behind the figure; none where it has none."""
        return self._pattern(self.phrase.after)

    @cached_property
    def alone(self) -> re.Pattern[str] | None:
        """The words before the figure, read forwards, where there are none behind it."""
        return None if self.phrase.after else self._pattern(self.phrase.before)

    @cached_property
    def edge(self) -> re.Pattern[str]:
        """The last words before the figure that none may leave out, with what may stand behind them, read backwards."""
        return compiled(self._wordings.source(self.last, backwards=True))

    def _pattern(self, words: Wording, *, backwards: bool = False) -> re.Pattern[str] | None:
        return compiled(self._wordings.source(words, backwards=backwards)) if words else None


class _Alike:
    """Phrases of one edge, and the characters one of which must stand before it."""

    def __init__(self, entries: Iterable[PhrasePatterns]) -> None:
        self.entries = tuple(entries)
        self.opening = frozenset().union(*(each.opening for each in self.entries))

    @cached_property
    def edge(self) -> re.Pattern[str]:
        """The last of the words before a figure, read backwards."""
        return self.entries[0].edge


class PhrasesByEdge:
    """The phrases by the characters at their edge and by the units that their figure may have.

    What a phrase ends with is asked for once for all that end alike.
    """

    def __init__(self, entries: Iterable[PhrasePatterns], edges: Callable[[Phrase], Iterable[str]]) -> None:
        self._entries = [(each, frozenset(edges(each.phrase)), units_of(each.phrase)) for each in entries]
        self._edges = frozenset(edge for _, own, _ in self._entries for edge in own)
        self._kept: dict[tuple[str, str], tuple[_Alike, ...]] = {}

    def ending(self, text: str, at: int, unit: str, signs: frozenset[str]) -> Iterator[PhrasePatterns]:
        """Yield the phrases whose last sure word stands at `at` of a text that is read backwards; `signs` are in it."""
        for alike in self._alike(text[at : at + 2][::-1], unit):
            if not signs.isdisjoint(alike.opening) and alike.edge.match(text, at):
                yield from alike.entries

    def all(self, edge: str, unit: str) -> Iterator[PhrasePatterns]:
        """Yield the phrases that may have this edge."""
        return (entry for alike in self._alike(edge, unit) for entry in alike.entries)

    def _alike(self, edge: str, unit: str) -> tuple[_Alike, ...]:
        edge = edge if edge in self._edges else edge[-1:]
        if edge not in self._edges:
            return ()
        if (edge, unit) not in self._kept:
            found: dict[Wording, list[PhrasePatterns]] = {}
            for entry, own, units in self._entries:
                if not own.isdisjoint((edge, edge[-1:])) and (not unit or not units or unit in units):
                    found.setdefault(entry.last, []).append(entry)
            self._kept[edge, unit] = tuple(map(_Alike, found.values()))
        return self._kept[edge, unit]


def units_of(phrase: Phrase) -> frozenset[str]:
    """Return the plain units that a phrase's figure may have; none where it may have any."""
    return frozenset(scale_of(unit)[1] for unit in phrase.units)


def scale_of(unit: str) -> tuple[int, str]:
    """Return how many of which plain unit a phrase's unit is: 10,000 元 for 万元."""
    return (_MYRIADS[unit[0]], unit[1:]) if len(unit) > 1 and unit[0] in _MYRIADS else (1, unit)
