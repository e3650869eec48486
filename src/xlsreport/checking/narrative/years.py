"""N503: a year that a text gives for its own, and that is not the period."""

import re
from collections.abc import Iterator, Sequence

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.dates import OddDate
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.passage import Passage
from xlsreport.kept.patterns import compiled

_DIGITS = r"((?:1(?<![0-9〔\[]1)9|2(?<![0-9〔\[]2)0)[0-9]{2})"  # found by its first digit
_ANY = re.compile(_DIGITS)
_SENTENCE = re.compile(r"[。；！？]")
_NEAR = 12  # characters before a year in which a word says that it is another


class YearReader:
    """Finds the years that a text says its work was done in."""

    def __init__(self, lexicon: Lexicon, selves: Sequence[str]) -> None:
        small = lexicon.small
        marks, until = choice(small.year), choice(small.until)
        own = choice((*small.reporting, *small.since))
        self._mark = min(small.year, key=len)
        self._own = compiled(
            rf"(?:(?<=[，。；：！？\n）、])|^|(?P<until>{until})|(?P<joined>(?<=[^\W0-9])))"
            rf"{_DIGITS}(?:(?P<mark>{marks})(?P<own>{own})?)(?!初|前|{choice(small.dated)})(?(until)|(?!末|底))"
            rf"(?P<day>1月1日|12月31日(?!前|以前|之前)|12月底|1月(?:至|到|—|-|－|～|~)12月)?(?![0-9]{{1,2}}月)"
        )
        self._report = compiled(rf"{_DIGITS}(?:{marks})?(?:{choice(small.reports)})")
        self._figure = lexicon.figure
        self._maybe = small.planned_where_nothing_is_counted
        self._selves = tuple(selves)
        self._since, self._from = small.since, small.from_
        self._planned, self._past = small.planned, small.past

    def wrong(self, passage: Passage, period: int) -> Iterator[OddDate]:
        """Yield each year said to be the report's own that is another; a paragraph that names the period may."""
        own = str(period)
        if all(year == own for year in _ANY.findall(passage.open)):
            return
        for paragraph in passage.open.split("\n"):
            if own not in paragraph:
                for sentence in _SENTENCE.split(paragraph):
                    yield from self._in_sentence(sentence, period)

    def _in_sentence(self, sentence: str, period: int) -> Iterator[OddDate]:
        for match in self._report.finditer(sentence):
            if int(match[1]) == period + 1:
                yield OddDate(f"{match[1]}{self._mark}", f"{period}{self._mark}")
        for match in self._own.finditer(sentence):
            year = int(match[3])
            if year == period or abs(year - period) > 2:
                continue
            joined = match["joined"] is not None
            if self._said_of_another(sentence, match, later=year > period) or (joined and match["own"] in self._since):
                continue
            begins = (
                match.start() == 0 or match["until"] is not None or sentence.endswith(self._selves, 0, match.start())
            )
            if begins or match["own"] or match["mark"] != self._mark:
                yield OddDate(f"{match[3]}{self._mark}", f"{period}{self._mark}")

    def _said_of_another(self, sentence: str, match: re.Match[str], *, later: bool) -> bool:
        """Whether a word beside a year says that it is not the report's own."""
        around = sentence[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        others = self._planned if later else self._past
        if later and any(word in around for word in self._maybe) and self._figure.search(sentence, match.end()) is None:
            return True
        return any(word in around for word in others) or sentence.endswith(self._from, 0, match.start(3))
