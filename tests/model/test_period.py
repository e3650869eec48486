"""Periods: their names, the one before, the same of last year, and the days they last."""

from copy import copy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.period import (
    Period,
    PeriodKind,
    a_year_before,
    due_day,
    first_day,
    last_day,
    named_period,
    period_in,
    written_period,
    year_of,
)


@pytest.mark.parametrize(
    ("name", "before", "last_year", "first", "last"),
    [
        ("2024", "2023", "2023", "2024-01-01", "2024-12-31"),
        ("2024H1", "2023H2", "2023H1", "2024-01-01", "2024-06-30"),
        ("2024Q1", "2023Q4", "2023Q1", "2024-01-01", "2024-03-31"),
        ("2024-03", "2024-02", "2023-03", "2024-03-01", "2024-03-31"),
        ("2024-01", "2023-12", "2023-01", "2024-01-01", "2024-01-31"),
        ("FY2024", "FY2023", "FY2023", "2023-10-01", "2024-09-30"),
    ],
)
def test_each_has_one_before_one_of_last_year_and_its_days(
    name: str, before: str, last_year: str, first: str, last: str
) -> None:
    period = named_period(name)
    assert period is not None
    assert (str(period), f"{period - 1}", str(a_year_before(period))) == (name, before, last_year)
    assert (first_day(period, 10), last_day(period, 10)) == (date.fromisoformat(first), date.fromisoformat(last))
    assert year_of(period) == 2024
    assert str(copy(period)) == name


@pytest.mark.parametrize(
    "name", ["24", "2024-13", "2024-3", "2024Q5", "2024q1", "FY24", "2024-03-r2", "archive", "２０２４"]
)
def test_what_is_no_name_is_none(name: str) -> None:
    assert named_period(name) is None


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("2024年3月", PeriodKind.MONTH, "2024-03"),
        ("2024/3", PeriodKind.MONTH, "2024-03"),
        ("2024年3月1日", PeriodKind.MONTH, "2024-03"),
        ("March 1, 2024", PeriodKind.MONTH, "2024-03"),
        ("2024年3月5日", PeriodKind.MONTH, None),
        ("2024年第一季度", PeriodKind.QUARTER, "2024Q1"),
        ("2024 q3", PeriodKind.QUARTER, "2024Q3"),
        ("2024年下半年", PeriodKind.HALF, "2024H2"),
        ("FY 2024", PeriodKind.FISCAL, "FY2024"),
        ("2024", PeriodKind.FISCAL, "FY2024"),
        ("2024年度", PeriodKind.YEAR, "2024"),
        ("2024", PeriodKind.MONTH, None),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, kind: PeriodKind, name: str | None) -> None:
    found = written_period(text, kind)
    assert (None if found is None else str(found)) == name


def test_a_day_due_without_its_year_is_the_next_after_the_period() -> None:
    december, year = period_in(PeriodKind.MONTH, 2024, 12), 2023
    assert due_day("1月5日", december) == date(2025, 1, 5)
    assert due_day("4月5日", period_in(PeriodKind.MONTH, 2024, 3)) == date(2024, 4, 5)
    assert due_day("2月5日", period_in(PeriodKind.MONTH, 2024, 3)) == date(2025, 2, 5)
    assert due_day("2024-03-05", period_in(PeriodKind.MONTH, 2024, 3)) == date(2024, 3, 5)
    assert due_day("1月31日", year) == date(2024, 1, 31)


@given(st.sampled_from(PeriodKind), st.integers(1900, 2100), st.data())
def test_a_name_gives_its_period_again_and_periods_follow_without_a_gap(
    kind: PeriodKind, year: int, data: st.DataObject
) -> None:
    period = period_in(kind, year, data.draw(st.integers(1, kind.parts)))
    again = named_period(str(period))
    assert (again, type(again)) == (period, type(period))
    assert isinstance(period, Period) is (kind is not PeriodKind.YEAR)
    assert (first_day(period + 1) - last_day(period)).days == 1
    assert first_day(period) <= last_day(period)
