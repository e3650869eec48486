"""N513: sentences that say there was none, where the tables have some."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.passage import Passage
from xlsreport.kept.patterns import compiled
from xlsreport.model.narrative import Phrase

_LONGEST_VERB = 4  # characters
_ENDING = 2  # characters of the noun that each of several parts ends with
_CLAUSE_END = re.compile(r"[，；：。！？\n（）]|$")
_SENTENCE_SIGNS = "。；！？\n"
_CLAUSE_SIGNS = f"，（）{_SENTENCE_SIGNS}"
_FURTHEST = 60


@dataclass(frozen=True, slots=True)
class NoneStatement:
    """Words that say there is none of what `phrases` count, at `start` to `end` of the passage's open text."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]

    def holds(self, places: Iterable[int]) -> bool:
        """Whether one of `places` is within it: a figure that says how many by itself."""
        return any(self.start <= place < self.end for place in places)


class NoneReader:
    """Finds what the sentences of a passage say that there was none of."""

    def __init__(self, lexicon: Lexicon) -> None:
        small = lexicon.small
        joint = re.escape(small.joint)
        edge = r"\b" if joint else ""
        self._lexicon = lexicon
        self._none = compiled(f"{edge}(?:{choice(small.none_before)}){joint}")
        ends = r"(?=[，；。！？\n）]|$)"
        self._after = compiled(f"{joint and f'(?:{joint})?'}(?:{choice(small.none_after)}){ends}")
        self._nought = compiled(f"[0零](?<![0-9.,].){joint}(?:{choice(lexicon.units)}){ends}")
        self._lead = compiled(f"(?:(?:{choice(small.none_verbs)}){joint})+")
        self._tail = compiled(f"(?:{joint}(?:{choice(small.none_tails)}))+$")
        self._tails = tuple(small.none_tails)
        year = f"(?:19|20)[0-9]{{2}}(?:{choice(small.year)})"
        self._whose = compiled(f"(?:(?:{year}|{choice((*small.whose, *small.this_year))})，?{joint})*")
        self._cause = compiled(f"{edge}(?:{choice(small.cause)}){edge}")
        self._caused = compiled(f"(?:{choice(small.caused)})")
        self._joiner = compiled(choice(small.joiners))

    def statements(self, passage: Passage, period: int | None) -> Iterator[NoneStatement]:
        """Yield them in their order, but for those of another year or another subject."""
        text = passage.words
        yield from self._in_front(text, period)
        yield from self._behind(text, period)

    def _in_front(self, text: str, period: int | None) -> Iterator[NoneStatement]:
        at = 0
        while (match := self._none.search(text, at)) is not None:
            until = _CLAUSE_END.search(text, match.end())
            stop = until.start() if until else len(text)
            at = match.end()
            phrases = self._subjects(text[match.end() : min(stop, match.end() + _FURTHEST)])
            if not phrases or self._supposed(text, match.start()) or self._apart(text, match.start(), period):
                continue
            at = stop
            yield NoneStatement(match.start(), stop, phrases)

    def _behind(self, text: str, period: int | None) -> Iterator[NoneStatement]:
        for match in (*self._after.finditer(text), *self._nought.finditer(text)):
            opening = max(text.rfind(sign, 0, match.start()) for sign in _CLAUSE_SIGNS) + 1
            words = self._lexicon.small.without_filler(text[opening : match.start()])
            words = self._tail.sub("", words.removesuffix("："))
            whose = self._whose.match(words)
            about = whose.end() if whose else 0
            phrases = self._listed(words[about:], whole=True) or self._listed(words, whole=False)
            if phrases and not self._apart(text, opening + about, period):
                yield NoneStatement(opening, match.end(), phrases)

    def _supposed(self, text: str, at: int) -> bool:
        before = text[max(0, at - 4) : at]
        return any(before.rstrip().endswith(word) for word in self._lexicon.small.doubt)

    def _apart(self, text: str, at: int, period: int | None) -> bool:
        sentence = text[max(text.rfind(sign, 0, at) for sign in _SENTENCE_SIGNS) + 1 : at]
        clause = sentence[max(sentence.rfind(sign) for sign in _CLAUSE_SIGNS) + 1 :]
        if self._lexicon.compared.search(clause):
            return True
        years = self._lexicon.year.findall(sentence)
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
        known = [
            self._one(part, whole=whole) or self._with_verb(parts[0], part) or self._with_object(part, parts[-1])
            for part in parts
        ]
        found = tuple(phrase for phrases in known for phrase in phrases)
        return found if known[-1] or parts[-1].startswith(self._lexicon.beside) or _alike(parts) else ()

    def _with_verb(self, first: str, part: str) -> tuple[Phrase, ...]:
        """Return what `part` counts under the verb that the first of several begins with."""
        tried = (self._one(first[:length] + part, whole=True) for length in range(2, min(6, len(first))))
        return next(filter(None, tried), ())

    def _with_object(self, part: str, last: str) -> tuple[Phrase, ...]:
        """Return what `part`, a verb alone, counts of what the last of several ends with: 制定和废止文件."""
        if len(part) > _LONGEST_VERB or part == last:
            return ()
        tried = (self._one(part + last[cut:], whole=True) for cut in range(2, min(6, len(last))))
        return next(filter(None, tried), ())

    def _one(self, words: str, *, whole: bool) -> tuple[Phrase, ...]:
        bare = self._tail.sub("", words) if words.endswith(self._tails) else words
        for said in (words, bare) if bare != words else (words,):
            lead = self._lead.match(said)
            for each in dict.fromkeys((said, said[lead.end() :] if lead else said)):
                ending = () if whole else self._lexicon.ending(each)
                phrases = self._lexicon.alone(each) if whole else tuple(p for p in ending if not p.topics)
                if len({phrase.terms for phrase in phrases}) == 1:
                    return phrases[:1]
        return ()


def _alike(parts: Sequence[str]) -> bool:
    """Whether parts end alike, so that each is complete in itself, whatever the last one is."""
    return len({part[-_ENDING:] for part in parts}) == 1 and all(len(part) > _ENDING for part in parts)
