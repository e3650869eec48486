"""Numbers as text are read as their cell shows them, and a sign that the cell has not is never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.checking.cells.written_numbers import number_as_shown

DOLLARS = "[$$-409]#,##0.00;([$$-409]#,##0.00)"


@pytest.mark.parametrize(
    ("text", "unit", "shown", "number"),
    [
        ("$123,456.78", "$", "", "123456.78"),
        ("$123,456.78", "", DOLLARS, "123456.78"),
        ("123,456.78 $", "$", "", "123456.78"),
        ("-$5", "$", "", "-5"),
        ("$-5", "$", "", "-5"),
        ("($5.50)", "", DOLLARS, "-5.5"),
        ("$ (5)", "", DOLLARS, None),
        ("1,234", "", "#,##0", "1234"),
        ("12.5%", "%", "", "12.5"),
        ("12.5%", "", "0.0%", "0.125"),
        ("(12.5%)", "", "0.0%;(0.0%)", "-0.125"),
        ("(123)", "", "#,##0_);(#,##0)", "-123"),
        ("￥1,000", "", '"¥"#,##0', "1000"),
        ("１，０００元", "元", "", "1000"),
        ("+7", "", "0", "7"),
    ],
)
def test_it_is_read_as_the_cell_shows_it(text: str, unit: str, shown: str, number: str | None) -> None:
    assert number_as_shown(text, unit, shown) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("$5", "", "#,##0"),
        ("€5", "$", DOLLARS),
        ("12.5%", "$", "0.0"),
        ("(123)", "$", "#,##0"),
        ("1,23", "", "#,##0"),
        ("12,34,567", "$", ""),
        ("--5", "", "0"),
        ("(-5)", "", DOLLARS),
        ("$", "$", ""),
        ("$5 or $6", "$", ""),
    ],
)
def test_what_the_cell_does_not_say_is_not_guessed(text: str, unit: str, shown: str) -> None:
    assert number_as_shown(text, unit, shown) is None


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_is_written_with_its_sign_is_read_again(number: Decimal) -> None:
    digits = f"{abs(number):,.2f}"
    for written in (f"-${digits}", f"$-{digits}", f"(${digits})") if number < 0 else (f"${digits}", f"$ {digits}"):
        assert number_as_shown(written, "$", DOLLARS) == number
