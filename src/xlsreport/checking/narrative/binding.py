"""What each figure of a text counts, where its words say so for certain."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from xlsreport.checking.narrative.figures import Figure
from xlsreport.checking.narrative.lexicon import Found, Lexicon, longest, scale_of
from xlsreport.checking.narrative.passage import Passage
from xlsreport.model.narrative import Marks, Phrase

_CLAUSE = re.compile(r"[，、：（）]")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_LONGEST_TAIL = 30
_LISTED = "、"
_JOINERS = tuple("、和及与或")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with the phrases that it may be counted by, none where its words do not say; `start` is theirs.

    `apart` says that it is of another year or of another subject.
    """

    figure: Figure
    phrases: tuple[Phrase, ...] = ()
    start: int = 0
    apart: bool = False


@dataclass(slots=True)
class _Topics:
    """What a sentence has spoken of so far: those that the parts under way may belong to."""

    names: tuple[str, ...] = ()
    used: bool = False

    def add(self, found: Iterable[str]) -> None:
        new = tuple(found)
        if new:
            self.names = new if self.used else (*self.names, *new)
            self.used = False


class Binder:
    """Binds the figures of one passage; `period` is the year that its figures should be of."""

    def __init__(self, passage: Passage, lexicon: Lexicon, marks: Marks, period: int | None) -> None:
        self._text = passage.open
        self._lexicon = lexicon
        self._marks = marks
        self._period = period

    def bind(self, figures: Iterable[Figure]) -> Iterator[Bound]:
        """Yield each figure with what it counts."""
        topics = _Topics()
        last: Bound | None = None
        for figure in figures:
            if last is None or last.figure.sentence != figure.sentence:
                topics, last = _Topics(), None
            left = last.figure.end if last else figure.sentence[0]
            topics.add(self._lexicon.topics.findall(self._text, left, figure.start))
            bound = self._bound(figure, left, topics)
            if last is not None and last.apart and self._text.startswith(_LISTED, left):
                bound = replace(bound, apart=True)
            yield bound
            last = bound

    def _bound(self, figure: Figure, left: int, topics: _Topics) -> Bound:
        following = self._text[figure.end : min(figure.sentence[1], figure.end + _LONGEST_TAIL)]
        found = list(self._lexicon.before(self._text, left, figure.start, following))
        found = self._fitting(found, figure, topics) or self._fitting(
            self._lexicon.after(following, figure.start), figure, topics
        )
        best = longest([each for each in longest(found) if not self._joint(figure, left, each.start)])
        start = min((each.start for each in best), default=figure.start)
        topics.used = topics.used or any(each.phrase.topics for each in best)
        return Bound(figure, tuple(each.phrase for each in best), start, self._apart(figure, start))

    def _joint(self, figure: Figure, left: int, start: int) -> bool:
        """Whether words that count something else are joined to a phrase, so that the figure counts them together.

        Words right after the figure before are its own, as in “three citizens, companies one”.
        """
        if start == figure.start or not self._text.endswith(_JOINERS, left, start):
            return False
        words = self._lexicon.before(self._text, left, start - 1, "")
        return any(each.start > left or left == figure.sentence[0] for each in words)

    def _fitting(self, found: Iterable[Found], figure: Figure, topics: _Topics) -> list[Found]:
        return [
            each
            for each in found
            if (not each.phrase.topics or set(each.phrase.topics) & set(topics.names))
            and (not each.phrase.units or figure.unit in {scale_of(unit)[1] for unit in each.phrase.units})
        ]

    def _apart(self, figure: Figure, start: int) -> bool:
        sentence = self._text[figure.sentence[0] : start]
        clause = _CLAUSE.split(sentence)[-1]
        years = _YEAR.findall(sentence)
        return (
            (bool(years) and self._period is not None and int(years[-1]) != self._period)
            or self._lexicon.compared.search(clause) is not None
            or self._lexicon.elsewhere.search(sentence) is not None
            or clause.endswith(self._marks.published)
        )
