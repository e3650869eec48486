"""N503, N504: years and days that cannot be, that are not the period's, or not its first and last day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.checking.narrative.passage import Passage
from xlsreport.model.narrative import Narrative

_LONG_YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{3,6}年")
_DAY = re.compile(r"(?<![0-9.])(?:([0-9]{4})年)?([0-9]{1,3})月([0-9]{1,3})日")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_LEAP_YEAR = 2000  # a day without its year may be of any


@dataclass(frozen=True, slots=True)
class Odd:
    """Words that cannot be right, and what should stand there; nothing where nobody can say."""

    quoted: str
    expected: str = ""


def impossible(passage: Passage) -> Iterator[Odd]:
    """Yield the years of too many digits and the days that no calendar has."""
    text = passage.plain
    if "年" in text or "月" in text:
        yield from (Odd(match[0]) for match in _LONG_YEAR.finditer(text))
        yield from (Odd(match[0]) for match in _DAY.finditer(text) if not _is_day(match))


def _is_day(match: re.Match[str]) -> bool:
    month, day = int(match[2]), int(match[3])
    return 1 <= month <= 12 and 1 <= day <= monthrange(int(match[1] or _LEAP_YEAR), month)[1]


def wrong_year(passage: Passage, narrative: Narrative, period: int) -> Iterator[Odd]:
    """Yield a year that opens a paragraph as its period and is not; one that speaks of the period besides may."""
    for paragraph in passage.open.split("\n"):
        match = _YEAR.match(paragraph)
        if match is None or not paragraph.startswith(narrative.opening, match.end()):
            continue
        if int(match[1]) < period and f"{period}年" not in paragraph:
            yield Odd(match[0], f"{period}年")


def wrong_days(passage: Passage, narrative: Narrative, period: int) -> Iterator[Odd]:
    """Yield the first and the last day that a text says its figures are of, where they are not the period's."""
    for start, end in passage.sentences:
        sentence = passage.open[start:end]
        place = next((sentence.find(word) for word in narrative.statistics if word in sentence), None)
        days = list(_DAY.finditer(sentence, place))[:2] if place is not None else []
        if len(days) == 2 and _span(days, period) != (period, 1, 1, period, 12, 31):
            quoted = sentence[days[0].start() : days[1].end()]
            yield Odd(quoted, f"{period}年1月1日—{period}年12月31日")


def _span(days: list[re.Match[str]], period: int) -> tuple[int, ...]:
    first, last = days
    opening = int(first[1] or period)
    return (opening, int(first[2]), int(first[3]), int(last[1] or opening), int(last[2]), int(last[3]))
