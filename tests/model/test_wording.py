"""Values as words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.wording import one_line, plain_decimal


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("-0E+5", "0"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("100", "100"),
        ("1.50", "1.5"),
        ("2.00", "2"),
        ("-3.10", "-3.1"),
    ],
)
def test_a_number_is_written_in_its_shortest_exact_digits(number: str, text: str) -> None:
    assert plain_decimal(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e30"), max_value=Decimal("1e30")))
def test_what_is_written_is_the_number(number: Decimal) -> None:
    assert Decimal(plain_decimal(number)) == number


def test_a_text_on_one_line_has_nothing_that_cannot_be_seen() -> None:
    assert one_line(" a\n\tb\u200b\x1bc ") == "a bc"
