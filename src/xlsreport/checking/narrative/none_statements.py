"""N513: sentences that say there was none, where the tables have some."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.small_words import choice
from xlsreport.model.narrative import Phrase

_CLAUSE_END = re.compile(r"[，；：。！？\n（）]|$")
_CLAUSE_START = re.compile(r".*[，；。！？\n（）]", re.DOTALL)
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_FURTHEST = 60


@dataclass(frozen=True, slots=True)
class NoneStatement:
    """Words that say there is none of what `phrases` count, at `start` to `end` of the passage's open text."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]


class NoneReader:
    """Finds what the sentences of a passage say that there was none of."""

    def __init__(self, lexicon: Lexicon) -> None:
        small = lexicon.small
        joint = re.escape(small.joint)
        edge = r"\b" if joint else ""
        self._lexicon = lexicon
        self._none = re.compile(f"{edge}(?:{choice(small.none_before)}){joint}")
        self._after = re.compile(
            f"{joint}(?:{choice(small.none_tails)})*：?(?:{choice(small.none_after)})(?=[，；。！？\\n）]|$)"
        )
        self._lead = re.compile(f"(?:(?:{choice(small.none_verbs)}){joint})+")
        self._tail = re.compile(f"(?:{joint}(?:{choice(small.none_tails)}))+$")
        self._cause = re.compile(f"{edge}(?:{choice(small.cause)}){edge}")
        self._caused = re.compile(f"(?:{choice(small.caused)})")
        self._joiner = re.compile(choice(small.joiners))

    def statements(self, passage: Passage, period: int | None) -> Iterator[NoneStatement]:
        """Yield them in their order, but for those of another year or another subject."""
        text = passage.words
        for start, end in passage.sentences:
            yield from self._in_front(text, start, end, period)
            yield from self._behind(text, start, end, period)

    def _in_front(self, text: str, start: int, end: int, period: int | None) -> Iterator[NoneStatement]:
        at = start
        while (match := self._none.search(text, at, end)) is not None:
            until = _CLAUSE_END.search(text, match.end(), end)
            stop = until.start() if until else end
            at = match.end()
            if self._supposed(text, start, match.start()) or self._apart(text, start, match.start(), period):
                continue
            phrases = self._subjects(text[match.end() : min(stop, match.end() + _FURTHEST)])
            if phrases:
                at = stop
                yield NoneStatement(match.start(), stop, phrases)

    def _behind(self, text: str, start: int, end: int, period: int | None) -> Iterator[NoneStatement]:
        for match in self._after.finditer(text, start, end):
            opening = _CLAUSE_START.match(text, start, match.start())
            begin = opening.end() if opening else start
            phrases = self._listed(text[begin : match.start()], whole=False)
            if phrases and not self._apart(text, start, begin, period):
                yield NoneStatement(begin, match.end(), phrases)

    def _supposed(self, text: str, start: int, at: int) -> bool:
        before = text[max(start, at - 4) : at]
        return any(before.rstrip().endswith(word) for word in self._lexicon.small.doubt)

    def _apart(self, text: str, start: int, at: int, period: int | None) -> bool:
        sentence = text[start:at]
        years = _YEAR.findall(sentence)
        return (bool(years) and period is not None and int(years[-1]) != period) or bool(
            self._lexicon.elsewhere.search(sentence)
        )

    def _subjects(self, words: str) -> tuple[Phrase, ...]:
        """Return what `words`, all that is denied, count: with their verb, without it, and why left out."""
        known = [self._listed(bare, whole=True) for bare in (words, *self._without_cause(words))]
        return max(known, key=lambda phrases: len({term for phrase in phrases for term in phrase.terms}), default=())

    def _without_cause(self, words: str) -> Iterator[str]:
        """Yield `words` without what says why, once for each place where that may end."""
        cause = self._cause.search(words)
        ends = self._caused.finditer(words, cause.end()) if cause else ()
        for match in ends:
            yield words[: cause.start() if cause else 0] + words[match.end() :]

    def _listed(self, words: str, *, whole: bool) -> tuple[Phrase, ...]:
        """Return the phrases that `words` are, taken as one or joined from several; each denied by itself."""
        if found := self._one(words, whole=whole):
            return found
        parts = self._joiner.split(words)
        if len(parts) < 2:
            return ()
        known = [self._one(part, whole=whole) or self._with_verb(parts[0], part) for part in parts]
        found = tuple(phrase for phrases in known for phrase in phrases)
        return found if known[-1] or parts[-1].startswith(self._lexicon.beside) else ()

    def _with_verb(self, first: str, part: str) -> tuple[Phrase, ...]:
        """Return what `part` counts under the verb that the first of several begins with."""
        tried = (self._one(first[:length] + part, whole=True) for length in range(2, min(6, len(first))))
        return next(filter(None, tried), ())

    def _one(self, words: str, *, whole: bool) -> tuple[Phrase, ...]:
        bare = self._tail.sub("", words)
        for said in dict.fromkeys((words, bare)):
            lead = self._lead.match(said)
            for each in dict.fromkeys((said, said[lead.end() :] if lead else said)):
                phrases = self._lexicon.alone(each) if whole else self._lexicon.ending(each)
                if len({phrase.terms for phrase in phrases}) == 1:
                    return phrases[:1]
        return ()
