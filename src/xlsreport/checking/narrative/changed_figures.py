"""Figures that changed: “由3件增加到5件” counts five, and three are those of the year before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.figures import PERCENT, ProseFigure
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.small_words import SmallWords
from xlsreport.kept.patterns import compiled

_FURTHEST = 20  # characters between the two figures, and between the first one and the words before it


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure `now` with the one that it was `before`; the words that say what they count end at `end`."""

    before: ProseFigure
    now: ProseFigure
    end: int


class ChangeReader:
    """Finds the figures of a text that are told with what they were before."""

    def __init__(self, lexicon: Lexicon) -> None:
        small = lexicon.small
        gap = r"\s?" if small.joint else ""
        changed = choice((*small.change_up, *small.change_down, *small.turned))
        verb = f"{gap}，?(?:(?:{changed}){gap})?"
        was, now = _year("was", small.last_year, small), _year("now", small.this_year, small)
        self._from = compiled(f"{verb}(?:{choice(small.turned_from)}){gap}{was}$")
        self._to = compiled(f"{gap}(?:{was if small.joint else ''}){verb}(?:{choice(small.turned_to)}){gap}{now}")

    def changes(self, text: str, figures: Sequence[ProseFigure], period: int | None) -> Iterator[ChangedFigure]:
        """Yield them, but for those of which the later one is of another year than `period`."""
        for one, other in pairwise(figures):
            if one.unit != other.unit or one.unit == PERCENT or other.start - one.end > _FURTHEST:
                continue
            to = self._to.fullmatch(text, one.end, other.start)
            start = max(one.sentence[0], one.start - _FURTHEST)
            origin = self._from.search(text, start, one.start)
            if to and origin and _is_to(period, origin, to):
                yield ChangedFigure(one, other, origin.start())


def _is_to(period: int | None, origin: re.Match[str], to: re.Match[str]) -> bool:
    """Whether what is said of the years lets the later figure be of `period`, and the former one not."""
    if period is None:
        return True
    was = (origin["was"], to.groupdict().get("was"))
    return to["now"] in {None, str(period)} and str(period) not in was


def _year(name: str, words: Sequence[str], small: SmallWords) -> str:
    """Return how the year of a figure may be said beside it, by its number or in `words`."""
    gap = r"\s?" if small.joint else ""
    before = f"(?:(?:{choice(small.year_before)}){gap})?" if small.joint else ""
    number = f"{before}(?P<{name}>(?:19|20)[0-9]{{2}})(?:{choice(small.year)})?"
    return f"(?:(?:{number}|{choice(words)})(?:{choice(small.of)})?)?{gap}"
