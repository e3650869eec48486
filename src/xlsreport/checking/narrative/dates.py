"""N503, N504: years and days that cannot be, that are not the period's, or not its first and last day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.passage import Passage
from xlsreport.kept.patterns import compiled
from xlsreport.model.narrative import Narrative

_LONG = re.compile(r"[0-9]{5,8}年")  # what most texts have not is looked for first
_LONG_YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{3,6}年")
_WHOLE = re.compile(r"(?<![0-9.])([0-9]{4})年(?=1月份?(?:至|到|—|-|－|～|~)12月)")
_DOTTED = re.compile(r"(?<![0-9.])([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?![0-9])")
_DAY_OF_MONTH = re.compile(r"月[0-9]{1,3}[日号]")
_DAY = re.compile(r"(?<![0-9.])(?:([0-9]{4})年)?([0-9]{1,3})月([0-9]{1,3})[日号]")
_FARTHEST = 6  # characters from the first to the last day of a span
_LEAP_YEAR = 2000  # a day without its year may be of any


@dataclass(frozen=True, slots=True)
class OddDate:
    """Words that cannot be right, and what should stand there; nothing where nobody can say."""

    quoted: str
    expected: str = ""


def impossible(passage: Passage) -> Iterator[OddDate]:
    """Yield the years of too many digits and the days that no calendar has."""
    text = passage.plain
    if _LONG.search(text):
        yield from (OddDate(match[0]) for match in _LONG_YEAR.finditer(text))
    if _DAY_OF_MONTH.search(text):
        yield from (OddDate(match[0]) for match in _DAY.finditer(text) if not _is_day(match))


def _is_day(match: re.Match[str]) -> bool:
    month, day = int(match[2]), int(match[3])
    return 1 <= month <= 12 and 1 <= day <= monthrange(int(match[1] or _LEAP_YEAR), month)[1]


def wrong_days(passage: Passage, narrative: Narrative, first: date, last: date) -> Iterator[OddDate]:
    """Yield the first and the last day that a text says its figures are of, where they are not the period's.

    A whole period of another year, from its first day to its last, is such a statement in any words.
    """
    said = _said(narrative.statistics).search(passage.open) is not None
    if not said and _DAY_OF_MONTH.search(passage.open) is None:
        return
    for start, end in passage.sentences:
        sentence = _DOTTED.sub(r"\1年\2月\3日", passage.open[start:end]) if said else passage.open[start:end]
        place = next((sentence.find(word) for word in narrative.statistics if word in sentence), None)
        yield from _another_year(sentence, first, last) if place is not None else ()
        days = list(_DAY.finditer(sentence, place or 0))[:2]
        span = _span(days, first.year) if len(days) == 2 else ()
        whole = (first.month, first.day, last.year - first.year, last.month, last.day)
        if place is None and not (span and (*span[1:3], span[3] - span[0], *span[4:]) == whole):
            continue
        if span and span != (*_numbers(first), *_numbers(last)) and _joined(sentence, days):
            quoted = sentence[days[0].start() : days[1].end()]
            yield OddDate(quoted, f"{_written(first)}—{_written(last)}")
        elif len(days) == 1 and days[0][1] and _is_another_end(days[0], last):
            yield OddDate(days[0][0], _written(last))


def _another_year(sentence: str, first: date, last: date) -> Iterator[OddDate]:
    """Yield a year that is told from its first month to its last, where it is not the period's."""
    of_a_year = _numbers(first)[1:] == (1, 1) and _numbers(last) == (first.year, 12, 31)
    whole = _WHOLE.search(sentence) if of_a_year else None
    if whole and int(whole[1]) != first.year:
        yield OddDate(whole[0], f"{first.year}年")


def _is_another_end(day: re.Match[str], last: date) -> bool:
    """Whether a day is the last one of the same period of another year."""
    return (int(day[2]), int(day[3])) == (last.month, last.day) and int(day[1]) != last.year


def _numbers(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@lru_cache(maxsize=4)
def _said(statistics: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(choice(statistics))


def _joined(sentence: str, days: list[re.Match[str]]) -> bool:
    """Whether two days stand close enough to be the ends of one span."""
    return days[1].start() - days[0].end() <= _FARTHEST


def _span(days: list[re.Match[str]], year: int) -> tuple[int, ...]:
    first, last = days
    opening = int(first[1] or year)
    return (opening, int(first[2]), int(first[3]), int(last[1] or opening), int(last[2]), int(last[3]))
