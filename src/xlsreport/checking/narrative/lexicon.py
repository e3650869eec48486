"""A form's phrases and its rows' names, laid out to be looked up from a figure outwards."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.figures import figure_pattern
from xlsreport.checking.narrative.phrase_patterns import PhrasePatterns, PhrasesByEdge
from xlsreport.checking.narrative.row_names import row_names
from xlsreport.checking.narrative.small_words import SmallWords, small_words
from xlsreport.checking.narrative.topics import TopicReader
from xlsreport.checking.narrative.wording import Wordings
from xlsreport.kept.patterns import compiled
from xlsreport.language import Language
from xlsreport.model.form import Form
from xlsreport.model.narrative import Phrase

_REST = re.compile(r"[^0-9，；：。（）\n]*[0-9]{4}\b")  # of a clause, until its next figure
_FURTHEST = 60  # characters before a figure in which its words begin


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase that stands at a figure, where its words begin and end, and how many characters of it there are."""

    phrase: Phrase
    start: int
    length: int
    end: int = 0


class Lexicon:
    """The words of one form in its language, those before a figure and those that stand behind it alone."""

    def __init__(self, form: Form, language: Language) -> None:
        narrative = form.narrative
        self.small: SmallWords = small_words(language)
        self.units = frozenset((*self.small.units, *narrative.units))
        self.figure = figure_pattern(self.small, self.units)
        self._wordings = words = Wordings(self.small.joint, self.small.glue, self.small.year)
        first, last = words.first_characters, words.last_characters
        entries = [PhrasePatterns(phrase, words) for phrase in narrative.phrases]
        self._alone = PhrasesByEdge(entries, lambda each: () if each.after or each.topics else last(each.before))
        self._before = PhrasesByEdge(entries, lambda each: () if each.unsaid else last(each.before))
        self._after = PhrasesByEdge(entries, lambda each: () if each.before else first(each.after))
        self._names = row_names(narrative.labelled, form.labels, self.small.joint)
        self._ends, self._begins = _lengths(self._names, -1), _lengths(self._names, 0)
        self.topics = TopicReader(narrative.topics, words).names
        self.openings = any_of((*self.small.some, *self.small.all, "（"))
        self.year = self._year_pattern()
        self.compared = any_of(self.small.compared)
        self.elsewhere = any_of(narrative.elsewhere)
        self.channels = any_of(narrative.channels)
        self.published, self.beside = narrative.published, narrative.beside
        self.apart, self._wider = narrative.apart, any_of(narrative.wider)
        self._intended = tuple(f"{word}{self.small.joint}" for word in self.small.intended)

    def _year_pattern(self) -> re.Pattern[str]:
        """Return how a sentence says which year it is of."""
        year = "((?:19|20)[0-9]{2})"
        if not self.small.joint:
            return compiled(f"(?<![0-9]){year}(?:{choice(self.small.year)})")
        return compiled(rf"\b(?:{choice(self.small.year_before)}){re.escape(self.small.joint)}{year}\b")

    def years_behind(self, text: str, at: int) -> Iterator[str]:
        """Yield the year that the rest of a clause says behind a figure, in a language that says it there."""
        if self.small.joint:
            rest = _REST.match(text, at)
            yield from self.year.findall(text, at, rest.end())[:1] if rest else ()

    def is_no_count(self, text: str, start: int, end: int) -> bool:
        """Whether what is counted between `start` and `end` has not happened yet, or is more than the form counts."""
        return text.endswith(self._intended, 0, start) or self._wider.match(text, end) is not None

    def before(self, text: str, start: int, end: int, following: str, unit: str = "") -> Iterator[PhraseMatch]:
        """Yield the phrases whose words end at `end`, fillers aside, and do not reach back beyond `start`.

        They are those that a figure of `unit` may have; any where none is given.
        """
        start = max(start, end - _FURTHEST)
        backwards = text[start:end][::-1]
        at, gap, signs = 0, len(self.small.joint), frozenset(backwards)
        while at < len(backwards):
            for entry in self._before.ending(backwards, at, unit, signs):
                match = entry.before.match(backwards, at) if entry.before else None
                tail = entry.after.match(following, gap) if match and entry.after else None
                if match and (tail or not entry.after):
                    length = match.end() - at + (tail.end() if tail else 0)
                    found = PhraseMatch(entry.phrase, end - match.end(), length, end + (tail.end() if tail else 0))
                    yield from (found, *self._kind_of(found, text, start, unit))
            yield from self._named(text, start, end - at)
            if tail_of_name := self.small.name_tail_before(backwards, at):
                yield from self._named(text, start, end - at - tail_of_name)
            filler = self.small.filler_before(backwards, at)
            if not filler:
                return
            at += filler

    def _kind_of(self, group: PhraseMatch, text: str, start: int, unit: str) -> Iterator[PhraseMatch]:
        """Yield what stands right before the words of a group of cells and is one of them: 重复申请不予处理."""
        if len(group.phrase.terms) < 2 or group.start <= start:
            return
        cells = {term.address for term in group.phrase.terms}
        if len(cells) < 2:
            return
        before = text[start : group.start][::-1]
        for until in dict.fromkeys((group.start, group.start - self.small.name_link_before(before))):
            for each in self.before(text, start, until, "", unit):
                if {term.address for term in each.phrase.terms} < cells:
                    yield replace(each, length=group.start - each.start + group.length, end=group.end)

    def _named(self, text: str, start: int, end: int) -> Iterator[PhraseMatch]:
        """Yield the longest name of a row that ends at `end`: a shortened one only where nothing is joined to it."""
        for length in self._ends.get(text[end - 1], ()):
            names = self._names.get(text[end - length : end], ()) if end - length >= start else ()
            if names and (all(name.whole for name in names) or self.stands_alone(text, end - length, start)):
                yield from (PhraseMatch(name.phrase, end - length, length) for name in names)
                return

    def stands_alone(self, text: str, at: int, start: int) -> bool:
        """Whether nothing but a sign or a small word stands before `at`, so that a name is no end of another."""
        return at <= start or self.small.opens(text, at)

    def after(self, following: str, at: int, end: int, unit: str) -> Iterator[PhraseMatch]:
        """Yield the phrases that `following`, what stands behind the figure at `at` to `end`, begins with."""
        gap = len(self.small.joint) if following.startswith(self.small.joint) else 0
        for entry in self._after.all(following[gap : gap + 1], unit):
            match = entry.after.match(following, gap) if entry.after else None
            if match:
                yield PhraseMatch(entry.phrase, at, match.end(), end + match.end())
        opening = self.small.opening_of(following)
        for length in self._begins.get(following[opening : opening + 1], ()):
            names = self._names.get(following[opening : opening + length], ())
            if names:
                yield from (PhraseMatch(name.phrase, at, length, end + opening + length) for name in names)
                return

    def alone(self, words: str) -> tuple[Phrase, ...]:
        """Return the phrases that `words` are, with nothing before and nothing behind them."""
        entries = self._alone.all(words[-2:], "")
        begun = (each for each in entries if words[0] in each.first)
        found = [each.phrase for each in begun if each.alone and each.alone.fullmatch(words)]
        return (*found, *(name.phrase for name in self._names.get(words, ())))

    def ending(self, words: str) -> tuple[Phrase, ...]:
        """Return the phrases of the longest wording that `words` end with."""
        found = longest(list(self.before(words, 0, len(words), "")))
        return tuple(each.phrase for each in found)


def _lengths(names: Iterable[str], edge: int) -> Mapping[str, tuple[int, ...]]:
    """Return how long the names are that have a character at their edge, the longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[edge], set()).add(len(name))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of `words`, the longest first."""
    return compiled(choice(words))


def longest(found: Sequence[PhraseMatch]) -> tuple[PhraseMatch, ...]:
    """Return those of the longest wording: several where one wording may mean several things."""
    most = max((each.length for each in found), default=0)
    return tuple(each for each in found if each.length == most)
