"""Periods: a year is its number, and parts of years count on in their own kind, so that one less is the one before."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Self

from xlsreport.model.days import day_of
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Value


class PeriodKind(StrEnum):
    """What a form is filled for."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    FISCAL = "fiscal"

    @property
    def parts(self) -> int:
        """How many of them a year has."""
        return _PARTS[self]


_PARTS = {PeriodKind.HALF: 2, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12, PeriodKind.YEAR: 1, PeriodKind.FISCAL: 1}
_NAMES = {
    PeriodKind.YEAR: "{year}",
    PeriodKind.HALF: "{year}H{part}",
    PeriodKind.QUARTER: "{year}Q{part}",
    PeriodKind.MONTH: "{year}-{part:02}",
    PeriodKind.FISCAL: "FY{year}",
}
_READ = {
    PeriodKind.YEAR: re.compile(r"([12]\d{3})(?:年度?)?"),
    PeriodKind.HALF: re.compile(r"([12]\d{3})(?:年?(?P<word>[上下])半年|[ -]?h([12]))"),
    PeriodKind.QUARTER: re.compile(r"([12]\d{3})(?:年?第?(?P<word>[一二三四1-4])季度?|[ -]?q([1-4]))"),
    PeriodKind.MONTH: re.compile(r"([12]\d{3})(?:年|[-/.])(0?[1-9]|1[0-2])月?份?"),
    PeriodKind.FISCAL: re.compile(r"(?:fy|财年|fiscalyear)?([12]\d{3})(?:财年|财政年度)?"),
}
_WORDS = {"上": 1, "下": 2, "一": 1, "二": 2, "三": 3, "四": 4}
_OWN_NAME = re.compile(r"[12]\d{3}|[12]\d{3}H[12]|[12]\d{3}Q[1-4]|[12]\d{3}-(?:0[1-9]|1[0-2])|FY[12]\d{3}", re.ASCII)
_MONTHS = 12


class Period(int):
    """A part of a year, or a fiscal year: the number of it in the count of its kind, printed by its name.

    A plain year is an `int` and no `Period`, so that whatever knows years alone goes on as it is.
    """

    kind: PeriodKind

    def __new__(cls, kind: PeriodKind, number: int) -> Self:
        """Return the period that is `number` in the count of `kind`."""
        period = super().__new__(cls, number)
        period.kind = kind
        return period

    def __add__(self, other: int) -> "Period":
        return Period(self.kind, int(self) + int(other))

    def __sub__(self, other: int) -> int:
        difference = int(self) - int(other)
        return difference if isinstance(other, Period) else Period(self.kind, difference)

    def __str__(self) -> str:
        return _NAMES[self.kind].format(year=year_of(self), part=part_of(self))

    def __format__(self, _: str) -> str:
        return str(self)

    def __reduce__(self) -> tuple[type["Period"], tuple[PeriodKind, int]]:
        """Cross a process as what it is made of."""
        return Period, (self.kind, int(self))


def period_in(kind: PeriodKind, year: int, part: int = 1) -> int:
    """Return the `part` of `year` of a kind: a plain number for a year."""
    return year if kind is PeriodKind.YEAR else Period(kind, year * kind.parts + part - 1)


def kind_of(period: int) -> PeriodKind:
    """Return what kind of period it is."""
    return period.kind if isinstance(period, Period) else PeriodKind.YEAR


def year_of(period: int) -> int:
    """Return the year that a period is in, the one that a fiscal year is called by."""
    return int(period) // kind_of(period).parts


def part_of(period: int) -> int:
    """Return which part of its year a period is, from 1 on."""
    return int(period) % kind_of(period).parts + 1


def in_time(period: int) -> tuple[date, int]:
    """Return what periods of all kinds are ordered by: when they begin, and the shorter ones first."""
    return first_day(period), -kind_of(period).parts


def a_year_before(period: int) -> int:
    """Return the same period of the year before."""
    return period - kind_of(period).parts


@lru_cache(maxsize=1024, typed=True)  # a plain year and a period of one number are not the same
def first_day(period: int, fiscal_start: int = 1) -> date:
    """Return the first day of a period; a fiscal year begins in the month `fiscal_start`.

    One that does not begin in January is called by the year that it ends in.
    """
    months = _MONTHS // kind_of(period).parts
    if kind_of(period) is PeriodKind.FISCAL and fiscal_start > 1:
        return date(year_of(period) - 1, fiscal_start, 1)
    return date(year_of(period), (part_of(period) - 1) * months + 1, 1)


def last_day(period: int, fiscal_start: int = 1) -> date:
    """Return the last day of a period, as `first_day` its first."""
    return first_day(period + 1, fiscal_start) - timedelta(days=1)


@lru_cache(maxsize=1024)  # a district has a few such days, each asked for at every department
def due_day(text: str, period: int, fiscal_start: int = 1) -> date | None:
    """Return the day that `text` names; one without a year is the next such day after the period."""
    last = last_day(period, fiscal_start)
    after = last + timedelta(days=1)
    found, next_year = day_of(text, after.year), day_of(text, after.year + 1)
    without_year = found != next_year
    return next_year if found is not None and found <= last and without_year else found


def named_period(name: str) -> int | None:
    """Return the period that a folder or an option is named by: `2024`, `2024-03`, `2024Q1`, `2024H1`, `FY2024`."""
    if _OWN_NAME.fullmatch(name) is None:
        return None
    kinds = (kind for kind in PeriodKind if name == str(written_period(name, kind)))
    return next((written_period(name, kind) for kind in kinds), None)


def told_period(period: int | str) -> int | str:
    """Return a period as documents for programs have it: a year as a number, another by its name."""
    return str(period) if isinstance(period, Period) else period


def period_told(told: int | str) -> int:
    """Return the period that `told_period` told; raises `ValueError` for what is none."""
    period = named_period(told) if isinstance(told, str) else told
    if period is None:
        raise ValueError(told)
    return period


def written_period(text: str, kind: PeriodKind) -> int | None:
    """Return the period of `kind` that people write as `text`, as 2024年3月; a month may be told by its first day."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    match = _READ[kind].fullmatch(plain)
    if match is None:
        day = day_of(text) if kind is PeriodKind.MONTH else None
        return period_in(kind, day.year, day.month) if day is not None and day.day == 1 else None
    said = next((each for each in match.groups()[1:] if each), "1")
    return period_in(kind, int(match[1]), _WORDS[said] if said in _WORDS else int(said))


@dataclass(frozen=True, slots=True)
class FormPeriods:
    """The periods that a form is filled for: those of a kind, a fiscal year from the month `fiscal_start` on."""

    kind: PeriodKind = PeriodKind.YEAR
    fiscal_start: int = 1

    def written(self, value: Value) -> int | None:
        """Return the period that a workbook's `value` says; None where it says none."""
        return written_period(as_text(value), self.kind)

    def own(self, period: int) -> int | None:
        """Return `period` as one of these; None where a part of a year is asked for a whole one, or another part."""
        if kind_of(period) is self.kind:
            return period
        alike = kind_of(period).parts == self.kind.parts == 1
        return period_in(self.kind, year_of(period)) if alike else None

    def first_day(self, period: int) -> date:
        """Return the first day of `period`."""
        return first_day(period, self.fiscal_start)

    def last_day(self, period: int) -> date:
        """Return the last day of `period`."""
        return last_day(period, self.fiscal_start)

    def due_day(self, text: str, period: int) -> date | None:
        """Return the day due that `text` names, after `period` where it names no year."""
        return due_day(text, period, self.fiscal_start)


YEARLY = FormPeriods()
