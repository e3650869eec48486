"""N510, N511 by themselves: the check digit against the sum of ISO 7064, and what is near a number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.checking.text.personal_data import identity_numbers, mobile_numbers

SIGNS = "0123456789X"
DAYS = st.dates(min_value=date(1900, 1, 1)).map(lambda day: f"{day:%Y%m%d}".zfill(8))
PLACES = st.integers(100_000, 999_999).map(str)
ORDERS = st.integers(0, 999).map(lambda number: f"{number:03}")


def check_sign(number: str) -> str:
    """Return the check sign of seventeen digits by MOD 11-2: doubled digit by digit, and one in all."""
    rest = 0
    for digit in number:
        rest = (rest + int(digit)) * 2 % 11
    return SIGNS[(12 - rest) % 11]


@given(PLACES, DAYS, ORDERS)
def test_of_all_signs_one_makes_a_number(place: str, day: str, order: str) -> None:
    number = f"{place}{day}{order}"
    right = check_sign(number)
    assert [sign for sign in SIGNS if list(identity_numbers(f"证号{number}{sign}。"))] == [right]
    assert list(identity_numbers(number + right)) == [f"{number[:3]}{'*' * 13}{number[-1]}{right}"]


@pytest.mark.parametrize("day", ["20230230", "20231301", "18991231", "00010101"])
def test_what_holds_no_day_since_1900_is_none(day: str) -> None:
    number = f"360702{day}001"
    assert not list(identity_numbers(number + check_sign(number)))
    born = "36070219000101001"
    assert list(identity_numbers(born + check_sign(born)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13800001234。", ["138****1234"]),
        ("138 0000 1234，139-0000-1234", ["138****1234", "139****1234"]),
        ("+86 13800001234", ["138****1234"]),
        ("138-0000 1234", []),  # its groups are divided in two ways
        ("12800001234", []),
        ("138000012345", []),
        ("0797-13800001234", []),
        ("13800001234件", []),
        ("13800001234.5", []),
    ],
)
def test_what_is_a_mobile_number(text: str, expected: list[str]) -> None:
    assert list(mobile_numbers(text)) == expected
