"""A row that takes little memory gives back what was put into it."""

import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.small_row import SmallRow
from xlsreport.model.workbook import UNKNOWN

_WHOLE = st.one_of(
    st.integers(-5, 5000), st.integers(-40_000, 40_000), st.integers(-(2**70), 2**70), st.sampled_from((-32768, -32767))
)
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    _WHOLE.map(Decimal),
    st.decimals(),
    st.sampled_from((Decimal("5.0"), Decimal("1E+3"), Decimal("-0"))),
    st.text(max_size=3),
    st.just(UNKNOWN),
)


@given(st.lists(_VALUES))
def test_every_value_is_what_it_was_and_of_its_kind(values: list[object]) -> None:
    row = SmallRow(values)  # type: ignore[arg-type]
    assert [(type(each), str(each)) for each in row] == [(type(each), str(each)) for each in values]
    assert [str(row[place]) for place in range(-len(values), len(values))] == [str(each) for each in values * 2]
    assert len(row) == len(values)


@given(st.lists(_WHOLE))
def test_whole_numbers_may_be_given_as_such(numbers: list[int]) -> None:
    assert list(SmallRow(numbers)) == list(map(Decimal, numbers))
    assert all(type(each) is Decimal for each in SmallRow(numbers))


def test_a_place_that_is_not_there_is_refused() -> None:
    row = SmallRow((1, "x"))
    with pytest.raises(IndexError):
        row[2]
    assert row[0:2] == (Decimal(1), "x")


def test_small_numbers_take_two_bytes() -> None:
    assert sys.getsizeof(SmallRow([7] * 500)._codes) < 2 * 500 + 100
