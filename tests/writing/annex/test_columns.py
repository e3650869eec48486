"""The columns of the annex are as wide as their longest words, as far as the others can spare."""

import pytest

from xlsreport.model.text_width import longest_word
from xlsreport.writing.annex.wordml import fitted


def test_a_column_that_is_too_narrow_takes_from_those_that_can_spare() -> None:
    assert fitted((10, 40, 30), (20, 20, 20)) == pytest.approx((20, 40 - 10 * 20 / 30, 30 - 10 * 10 / 30))


def test_what_nobody_can_spare_is_shared_as_far_as_it_goes() -> None:
    assert fitted((10, 20, 30), (30, 40, 25)) == pytest.approx((12.5, 22.5, 25))


def test_columns_that_are_wide_enough_stay() -> None:
    assert fitted((10, 20), (10, 5)) == (10, 20)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("days late", 4),
        ("$1,156,739.47", 13),
        ("litigation-related costs", 11),
        ("报送状态", 2),
        ("共12,345件", 6),
        ("", 0),
    ],
)
def test_the_longest_word_is_what_no_line_breaks(text: str, width: int) -> None:
    assert longest_word(text) == width
