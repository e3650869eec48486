"""Numerals as running text writes them, Arabic and Chinese."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.filled import disclosure
from xlsreport.checking.narrative.figures import figures
from xlsreport.checking.narrative.numerals import chinese, number_of
from xlsreport.checking.narrative.passage import Passage

DIGITS = "零一二三四五六七八九"
PLACES = ("千", "百", "十", "")


def written(number: int) -> str:
    """Return a whole number below 10**12 as Chinese writes it."""
    if number == 0:
        return DIGITS[0]
    sections = [number // 10**8, number // 10**4 % 10**4, number % 10**4]
    text = ""
    for section, myriad in zip(sections, ("亿", "万", ""), strict=True):
        gap = bool(text) and section < 10**3
        text += ("零" if gap and section else "") + (_section(section) + myriad if section else "")
    return text


def _section(number: int) -> str:
    text, zero = "", False
    for place, digit in zip(PLACES, f"{number:04}", strict=True):
        if digit == "0":
            zero = bool(text)
            continue
        text += ("零" if zero else "") + DIGITS[int(digit)] + place
        zero = False
    return text


def seen(text: str) -> list[tuple[Decimal, str, bool]]:
    found = figures(Passage(text), disclosure().narrative.marks)
    return [(each.number.value, each.unit, each.exact) for each in found]


@given(st.integers(0, 10**12 - 1) | st.integers(0, 10**5))
def test_what_chinese_writes_is_read_back(number: int) -> None:
    assert chinese(written(number)) == number


@given(st.integers(10, 19) | st.integers(100, 999))
def test_shorter_ways_to_write_are_read(number: int) -> None:
    assert chinese(written(number).removeprefix("一") if number < 20 else written(number)) == number
    assert chinese("".join(DIGITS[int(digit)] for digit in str(number + 1000))) == number + 1000


@given(st.integers(0, 10**9))
def test_arabic_digits_are_read_in_every_way_to_write_them(number: int) -> None:
    wide = str(number).translate({ord("0") + each: ord("０") + each for each in range(10)})
    for text in (str(number), f"{number:,}", wide, f" {number} "):
        assert [value for value, _, _ in seen(f"共办理{text}件")] == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [("两", 2), ("十二", 12), ("一百二", 120), ("一百零二", 102), ("三万二", 32000), ("二〇二三", 2023),
     ("1.2万", 12000), ("3亿", 300000000), ("二百三十", 230), ("1,234.50", "1234.50")],
)  # fmt: skip
def test_a_numeral(text: str, value: int | str) -> None:
    number = number_of(text)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize("text", ["三四", "十百", "一二万三", "万"])
def test_what_may_mean_several_numbers_is_none(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共118条", [(118, "条", True)]),
        ("１２件", [(12, "件", True)]),
        ("三名自然人", [(3, "名", True)]),
        ("百分之五", [(5, "%", True)]),
        ("增长5.5％", [(Decimal("5.5"), "%", True)]),
        ("访问1.2万次", [(12000, "次", True)]),
        ("386万元", [(3860000, "元", True)]),
        ("5500余条", [(5500, "条", False)]),
        ("约30件", [(30, "件", False)]),
        ("第3期", []),
        ("3至5件", []),
        ("“12件”和《12件事》", []),
        ("12号楼", []),
        ("A4件", []),
    ],
)
def test_a_figure_is_a_numeral_before_a_unit(text: str, expected: list[tuple[Decimal, str, bool]]) -> None:
    assert seen(text) == expected
