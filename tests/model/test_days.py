"""A day is read however people write it; what could be two days is none."""

from datetime import date, datetime, timedelta, timezone

import pytest

from xlsreport.model.days import day_of, local_time

DAY = date(2024, 1, 15)


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-15",
        "2024/1/15",
        "2024.1.15",
        "2024年1月15日17时前",
        "20240115",
        "1月15日前",
        "45306",
        "15 January 2024",
        "Jan 15, 2024",
        "15th Jan",
        "15/1/2024",
        "2024-01-15 17:00",
        "２０２４年１月１５日",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert day_of(text, 2024) == DAY


@pytest.mark.parametrize("text", ["", "月底前", "1/5/2024", "2024-13-40", "2024年1月15日或2024年1月20日", "尽快"])
def test_what_names_no_certain_day_is_none(text: str) -> None:
    assert day_of(text, 2024) is None


def test_a_day_without_its_year_needs_one() -> None:
    assert day_of("1月15日") is None


def test_a_mail_is_dated_by_the_clock_of_the_country() -> None:
    china = timezone(timedelta(hours=8))
    assert local_time("2024-01-15T16:30:00Z", china) == datetime(2024, 1, 16, 0, 30)
    assert local_time("2024-01-15T16:30:00Z", None) == datetime(2024, 1, 15, 16, 30)
    assert local_time(None, china) is None
