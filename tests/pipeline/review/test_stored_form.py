"""A review that was stored comes back exactly as it was; other bytes are refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.address import Address
from xlsreport.model.finding import CellChange, Finding, Operand, Severity
from xlsreport.model.review import Identity
from xlsreport.model.sentences import Sentences
from xlsreport.model.small_row import SmallRow
from xlsreport.model.statement import Statement
from xlsreport.model.workbook import ErrorValue
from xlsreport.pipeline.review.stored_form import Answer, restored, stored
from xlsreport.pipeline.review.stored_row import UnstorableError
from xlsreport.pipeline.review.transfer import PackedReview

TEXTS = st.text(max_size=8)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.decimals(allow_nan=False, allow_infinity=False),
    TEXTS,
    st.dates(),
    st.datetimes().map(lambda moment: moment.replace(fold=0)),
    st.times().map(lambda moment: moment.replace(fold=0)),
    st.sampled_from([ErrorValue("#REF!"), ErrorValue("#N/A")]),
)
CELLS = st.builds(Address, TEXTS, st.integers(1, 2**20), st.integers(1, 2**14))
FINDINGS = st.builds(
    Finding,
    code=st.text(string.ascii_uppercase, max_size=4),
    severity=st.sampled_from(Severity),
    message=TEXTS,
    address=st.none() | CELLS,
    found=VALUES,
    difference=st.none() | st.decimals(allow_nan=False),
    operands=st.lists(st.builds(Operand, CELLS, VALUES), max_size=2).map(tuple),
    suggestions=st.lists(st.lists(st.builds(CellChange, CELLS, VALUES, VALUES), max_size=2).map(tuple)).map(tuple),
    explanation=st.none() | TEXTS,
)
ANSWERS = st.builds(
    Answer,
    department=st.none() | TEXTS,
    review=st.builds(
        PackedReview,
        identity=st.builds(Identity, TEXTS, TEXTS, st.none() | st.integers(1900, 2100)),
        values=st.lists(VALUES).map(SmallRow),
        results=st.lists(VALUES).map(SmallRow),
        findings=st.lists(FINDINGS, max_size=2).map(tuple),
        tentative=st.dictionaries(CELLS, VALUES, max_size=2),
        statements=st.lists(st.builds(Statement, TEXTS, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
        values_beyond=st.dictionaries(CELLS, VALUES, max_size=2),
        results_beyond=st.dictionaries(CELLS, VALUES, max_size=2),
        sentences=st.none() | st.builds(Sentences, st.integers(0, 9), st.binary(), st.tuples(st.integers(0, 2**32))),
    ),
    readable=st.just(True),
    untouched=st.booleans(),
)


@given(ANSWERS)
def test_what_was_stored_comes_back(answer: Answer) -> None:
    found = restored(stored(answer))

    assert found == answer
    assert repr(found) == repr(answer)  # 1 is no True, and 1.0 no 1.00


@given(st.binary(max_size=64))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever they are
        restored(data)


def test_what_would_not_come_back_as_it_is_is_not_stored() -> None:
    review = PackedReview(Identity(), SmallRow(("\ud800",)), SmallRow(()), (), {}, ())
    with pytest.raises(UnstorableError):
        stored(Answer(None, review, readable=True, untouched=False))
