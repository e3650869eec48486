"""What each figure of a text counts, where its words say so for certain."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsreport.checking.narrative.changed_figures import ChangeReader
from xlsreport.checking.narrative.figures import ProseFigure
from xlsreport.checking.narrative.lexicon import Lexicon, PhraseMatch, longest
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.phrase_patterns import units_of
from xlsreport.checking.narrative.respective import RespectiveReader
from xlsreport.model.narrative import Phrase

_CLAUSE = re.compile(r"[，、：（）]")
_ANY_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_LONGEST_TAIL = 40
_LISTED = "、"


@dataclass(frozen=True, slots=True)
class BoundFigure:
    """A figure with the phrases that it may be counted by, none where its words do not say; `start` is theirs.

    `apart` says that it is of another year, of another subject or only a part; `end` is where its words end.
    """

    figure: ProseFigure
    phrases: tuple[Phrase, ...] = ()
    start: int = 0
    end: int = 0
    apart: bool = False


class _Topics:
    """What a text has spoken of so far: those that the parts under way may belong to.

    Most figures need none, so the stretches of text that were passed are looked through when one does.
    """

    __slots__ = ("_look", "_names", "_passed", "_used")

    def __init__(self, look: Callable[[int, int], Iterable[str]]) -> None:
        self._look = look
        self._names: tuple[str, ...] = ()
        self._used = False
        self._passed: list[tuple[int, int] | None] = []

    def passed(self, start: int, end: int) -> None:
        """Go on to the figure at `end`."""
        self._passed.append((start, end))

    def turn(self) -> None:
        """Begin a sentence, or end a name: what is said from here takes the place of what was spoken of before it."""
        self._passed.append(None)

    def any_of(self, asked: Iterable[str]) -> bool:
        """Whether one of `asked` was spoken of."""
        for stretch in self._passed:
            new = tuple(self._look(*stretch)) if stretch else ()
            if new:
                self._names, self._used = (new if self._used else (*self._names, *new)), False
            self._used = self._used or stretch is None
        self._passed.clear()
        return not set(self._names).isdisjoint(asked)


class Binder:
    """Binds the figures of one passage; `period` is the year that its figures should be of."""

    def __init__(
        self, passage: Passage, lexicon: Lexicon, joined: tuple[RespectiveReader, ChangeReader], period: int | None
    ) -> None:
        self._text = passage.words
        self._main = passage.unremarked
        self._lexicon = lexicon
        self._rows, self._changes = joined
        self._period = period
        self._in_rows: Mapping[ProseFigure, tuple[PhraseMatch, ...]] = {}
        self._words_end: Mapping[ProseFigure, int] = {}

    def bind(self, figures: Sequence[ProseFigure]) -> Iterator[BoundFigure]:
        """Yield each figure with what it counts."""
        self._in_rows = self._rows.matches(self._text, figures)
        changes = tuple(self._changes.changes(self._text, figures, self._period))
        self._words_end = {each.now: each.end for each in changes}
        before = {each.before for each in changes}
        topics, last, seen = _Topics(self._spoken_of), None, 0
        for figure in figures:
            if figure in before:
                yield BoundFigure(figure, (), figure.start, figure.end, apart=True)
                continue
            if last is not None and last.figure.sentence != figure.sentence:
                topics.turn()
                if "\n" in self._text[last.figure.end : figure.start]:
                    topics = _Topics(self._spoken_of)
                last = None
            left = last.figure.end if last else figure.sentence[0]
            topics.passed(max(left, seen), figure.start)
            bound = self._bound(figure, left, topics)
            if last is not None and self._of_another(bound, last):
                bound = replace(bound, phrases=(), start=figure.start, end=figure.end)
            if last is not None and last.apart and self._text.startswith(_LISTED, left):
                bound = replace(bound, apart=True)
            yield bound
            last, seen = bound, figure.end

    def _spoken_of(self, start: int, end: int) -> Iterator[str]:
        return self._lexicon.topics(self._main, start, end)

    def _of_another(self, bound: BoundFigure, last: BoundFigure) -> bool:
        """Whether words that leave out their subject stand behind a figure of which nobody knows what it counts."""
        unknown = not last.phrases and last.figure.unit == bound.figure.unit
        return unknown and any(phrase.elliptic for phrase in bound.phrases)

    def _bound(self, figure: ProseFigure, left: int, topics: _Topics) -> BoundFigure:
        following = self._text[figure.end : min(figure.sentence[1], figure.end + _LONGEST_TAIL)]
        best: Sequence[PhraseMatch]
        if (in_row := self._in_rows.get(figure)) is not None:
            best = self._fitting(in_row, figure, left, topics)
        else:
            best = self._alone(figure, left, following, topics)
        start = min((each.start for each in best), default=figure.start)
        end = max((figure.end, *(each.end for each in best)))
        if any(each.phrase.topics for each in best):
            topics.turn()
        return BoundFigure(figure, tuple(each.phrase for each in best), start, end, self._apart(figure, start, end))

    def _alone(self, figure: ProseFigure, left: int, following: str, topics: _Topics) -> Sequence[PhraseMatch]:
        """Return the longest words that stand at a figure, those before it if there are some."""
        end = self._words_end.get(figure, figure.start)
        before = self._lexicon.before(self._text, left, end, following, figure.unit)
        found = self._fitting(before, figure, left, topics) or self._fitting(
            self._lexicon.after(following, figure.start, figure.end, figure.unit), figure, left, topics
        )
        return longest([each for each in longest(found) if not self._joint(figure, left, each.start)])

    def _joint(self, figure: ProseFigure, left: int, start: int) -> bool:
        """Whether words that count something else are joined to a phrase, so that the figure counts them together.

        Words right after the figure before are its own, as in “three citizens, companies one”.
        """
        joiner = next((each for each in self._lexicon.small.joiners if self._text.endswith(each, left, start)), None)
        if start == figure.start or joiner is None:
            return False
        words = self._lexicon.before(self._text, left, start - len(joiner), "")
        return any(each.start > left or left == figure.sentence[0] for each in words)

    def _fitting(
        self, found: Iterable[PhraseMatch], figure: ProseFigure, left: int, topics: _Topics
    ) -> list[PhraseMatch]:
        return [
            each
            for each in found
            if (not each.phrase.topics or topics.any_of(each.phrase.topics))
            and (not each.phrase.units or figure.unit in units_of(each.phrase))
            and (not each.phrase.bounded or self._lexicon.stands_alone(self._text, each.start, left))
            and self._of_its_year(each, figure)
        ]

    def _of_its_year(self, each: PhraseMatch, figure: ProseFigure) -> bool:
        if not each.phrase.year or self._period is None:
            return True
        years = {int(year) for year in _ANY_YEAR.findall(self._text, each.start, max(figure.end, each.end))}
        named = self._period + each.phrase.year
        return not years or (named in years and years <= {named, self._period})

    def _apart(self, figure: ProseFigure, start: int, end: int) -> bool:
        sentence = self._main[figure.sentence[0] : start]
        if "（" in sentence:  # within a remark: what is said before it there counts too
            sentence = self._text[figure.sentence[0] : start]
        clause = _CLAUSE.split(sentence)[-1]
        years = (*self._lexicon.year.findall(sentence), *self._lexicon.years_behind(self._text, end))
        return (
            (bool(years) and self._period is not None and int(years[-1]) != self._period)
            or self._lexicon.compared.search(clause) is not None
            or self._lexicon.elsewhere.search(sentence) is not None
            or clause.endswith(self._lexicon.published)
            or self._lexicon.is_no_count(self._text, start, end)
        )
