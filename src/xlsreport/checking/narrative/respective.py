"""Figures that stand in a row behind names in a row: “甲、乙分别为3件、2件”."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.figures import PERCENT, ProseFigure
from xlsreport.checking.narrative.lexicon import Lexicon, PhraseMatch, longest
from xlsreport.kept.patterns import compiled

_CLAUSE = re.compile(r"[，；：。（）\n]")
_LONGEST_JOINER, _LONGEST_NAME = 6, 24  # characters


class RespectiveReader:
    """Finds which of several names each of several figures is of; a `text` is what the figures were found in."""

    def __init__(self, lexicon: Lexicon) -> None:
        small = lexicon.small
        joiners = f"(?:{choice(each.strip() for each in small.joiners)}|，)"
        self._lexicon = lexicon
        self._joiner = compiled(rf"\s?{joiners}\s?")
        self._each = compiled(rf"(?:{choice(small.each)})\s?(?:{choice(small.fillers)})?\s?$")

    def matches(self, text: str, figures: Sequence[ProseFigure]) -> Mapping[ProseFigure, tuple[PhraseMatch, ...]]:
        """Return the words of each figure that stands in such a row, none where nobody can tell them."""
        found: dict[ProseFigure, tuple[PhraseMatch, ...]] = {}
        for run in self._runs(text, figures):
            before = (each.end for each in figures if each.end <= run[0].start)
            left = max((run[0].sentence[0], *before))
            names = self._names(text, left, run[0].start)
            if len(names) == len(run):
                found |= {each: self._of_name(text, names, n, each) for n, each in enumerate(run)}
            elif len(names) > 1 and self._each.search(text, left, run[0].start):
                found |= dict.fromkeys(run, ())
        return found

    def _runs(self, text: str, figures: Sequence[ProseFigure]) -> Iterator[list[ProseFigure]]:
        """Yield the figures between which nothing but a joining word stands."""
        run: list[ProseFigure] = []
        for one, other in pairwise(figures):
            near = other.start - one.end <= _LONGEST_JOINER and PERCENT not in (one.unit, other.unit)
            if near and self._joiner.fullmatch(text, one.end, other.start):
                run = [*run, other] if run else [one, other]
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _names(self, text: str, left: int, end: int) -> list[tuple[int, int]]:
        """Return where the joined names of a clause begin and end, the first one with all that stands before it."""
        each = self._each.search(text, left, end)
        end = each.start() if each else end
        clauses = [match.end() for match in _CLAUSE.finditer(text, left, end)]
        start = clauses[-1] if clauses else left
        joints = list(self._joiner.finditer(text, start, end))
        starts, ends = [start, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), end]
        return [place for place in zip(starts, ends, strict=True) if place[0] < place[1]]

    def _of_name(
        self, text: str, names: Sequence[tuple[int, int]], number: int, figure: ProseFigure
    ) -> tuple[PhraseMatch, ...]:
        """Return what a name counts, by itself or with what the last one of them ends with."""
        start, end = names[number]
        if found := longest(list(self._lexicon.before(text, start, end, "", figure.unit))):
            return found
        last = text[names[-1][0] : names[-1][1]]
        for cut in range(1, min(len(last), _LONGEST_NAME)):
            words = text[start:end] + last[cut:]
            found = longest(list(self._lexicon.before(words, 0, len(words), "", figure.unit)))
            if found and found[0].start < end - start:
                return tuple(PhraseMatch(each.phrase, start + each.start, each.length, figure.end) for each in found)
        return ()
