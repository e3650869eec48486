"""Numerals as people write them, read where they mean one number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.checking.narrative.numerals import chinese, number_of

DIGITS = "零一二三四五六七八九"


def section(number: int) -> str:
    """Return a number below 10,000 as Chinese writes it, with 零 for the places left out."""
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = bool(words)
    return words


def written(number: int) -> str:
    words = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // scale % 10**4
        if part:
            words += ("零" if words and part < 1000 else "") + section(part) + name
    return words or "零"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_what_chinese_writes_is_read_back(number: int) -> None:
    assert chinese(written(number)) == number


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_and_without_separators_are_one_number(number: int) -> None:
    assert number_of(str(number)) == number_of(f"{number:,}")


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("118", "118", "1"),
        ("3,119", "3119", "1"),
        ("128.50", "128.5", "0.01"),
        ("1.2万", "12000", "1000"),
        ("3千", "3000", "1000"),
        ("十二", "12", "1"),
        ("二百三十", "230", "1"),
        ("一百二", "120", "1"),
        ("一百零二", "102", "1"),
        ("两万三千", "23000", "1"),
        ("三万二", "32000", "1"),
        ("二〇二三", "2023", "1"),
    ],
)
def test_a_numeral_is_its_number(text: str, value: str, step: str) -> None:
    number = number_of(text)
    assert number is not None
    assert (number.value, number.step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize("text", ["三四", "两三", "十百", "百十", "一十百", "万"])
def test_what_may_mean_several_is_no_number(text: str) -> None:
    assert number_of(text) is None
