"""When two values are one in a workbook, and what is nothing to be seen."""

from decimal import Decimal

import pytest

from xlsreport.model.comparison import is_blank, is_error, same
from xlsreport.model.workbook import ErrorValue, Value


def number(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (number("1"), number("1.00"), True),
        (number("0.1"), number("0.1000000000000000055"), True),  # the double of it
        (number("1.00000000000001"), number("1.00000000000002"), False),  # fifteen digits are certain
        (number("1.000000000000001"), number("1.000000000000002"), True),
        ("甲", "甲", True),
        ("甲", "乙", False),
        (True, number("1"), False),
        (None, "", False),
        (None, None, True),
        ("3", number("3"), False),
    ],
)
def test_when_two_values_are_one(left: Value, right: Value, expected: bool) -> None:
    assert same(left, right) is same(right, left) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, True), ("", True), (" \u3000\n", True), ("0", False), (number("0"), False), (False, False)],
)
def test_what_is_blank(value: Value, expected: bool) -> None:
    assert is_blank(value) is expected


def test_an_error_is_what_excel_shows_as_one() -> None:
    assert is_error(ErrorValue("#REF!"))
    assert not is_error("#REF!")
