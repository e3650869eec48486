"""A review that travelled between processes says what it said."""

import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.filled import disclosure, values
from xlsreport.model.address import Address
from xlsreport.model.review import Identity, Review
from xlsreport.model.workbook import ErrorValue, Value
from xlsreport.pipeline.review.transfer import packed, unpacked

FIRST = Address.parse("表三!J6")


def travelled(review: Review) -> Review:
    folder = disclosure().folder
    return unpacked(pickle.loads(pickle.dumps(packed(review, folder))), folder)  # noqa: S301 - our own


def test_a_whole_review() -> None:
    form = disclosure()
    filled = values({"表三!D6": 3, "表二!B16": 0.1})
    review = Review(Identity("T01", "测试局", 2023), filled, form.engine.evaluate(filled))
    found = travelled(review)
    assert found.identity == review.identity
    assert dict(found.values) == filled
    assert {a: v for a, v in review.results.items() if v is not None} == dict(found.results)
    assert [found.value(a) for a in (*form.fields, *form.formulas)] == [
        review.value(a) for a in (*form.fields, *form.formulas)
    ]
    assert FIRST in found.results
    assert FIRST not in found.values


decimals = st.decimals(allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20).map(Decimal)


@given(value=st.none() | decimals | st.booleans() | st.text() | st.dates() | st.just(ErrorValue("#N/A")))
def test_any_value(value: Value) -> None:
    found = travelled(Review(results={FIRST: value})).value(FIRST)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("value", [True, False, Decimal("NaN"), Decimal("Infinity"), Decimal("1E+300"), date.min])
def test_odd_values(value: Value) -> None:
    found = travelled(Review(results={FIRST: value})).value(FIRST)
    assert repr(found) == repr(value)


@pytest.mark.parametrize("written", ["3.0", "12000.0", "1.2E+4", "-7.0", "123456789012.00"])
@pytest.mark.parametrize("beside", [None, True])
def test_a_whole_number_is_the_same_however_it_is_written(written: str, beside: Value) -> None:
    review = Review(results={FIRST: Decimal(written), Address.parse("表三!J7"): beside})
    assert str(travelled(review).value(FIRST)) == f"{Decimal(written):f}".partition(".")[0]


def test_a_review_without_values_stays_one() -> None:
    found = travelled(Review())
    assert not found.values
    assert not found.results


def test_rows_below_a_list_travel_too() -> None:
    values = {Address("表三", 999, 1): "一", FIRST._replace(row=5, column=2): Decimal(1)}
    found = travelled(Review(values=values, results={Address("表三", 999, 2): Decimal(2)}))
    assert found.value(Address("表三", 999, 1)) == "一"
    assert dict(found.results) == {Address("表三", 999, 2): Decimal(2)}
