"""Values by address over a shared index, and the same cells read of many reviews."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.address import Address
from xlsreport.model.indexed_values import IndexedValues, SameCells
from xlsreport.model.review import Review
from xlsreport.model.small_row import SmallRow

_CELLS = tuple(Address("Sheet", row, column) for row in range(1, 4) for column in range(1, 4))
_VALUES = st.none() | st.integers(0, 9).map(Decimal) | st.sampled_from(("", "x"))


@given(
    st.lists(st.sampled_from(_CELLS), max_size=6),
    st.lists(st.sampled_from(_CELLS), unique=True),
    st.lists(st.sampled_from(_CELLS), unique=True),
    st.data(),
)
def test_columns_read_of_every_review_what_it_says_of_each_cell(
    asked: list[Address], typed: list[Address], computed: list[Address], data: st.DataObject
) -> None:
    columns = SameCells(asked)
    indices = [{cell: place for place, cell in enumerate(cells)} for cells in (typed, computed)]
    for _ in range(2):
        review = Review(
            values=IndexedValues(indices[0], tuple(data.draw(_VALUES) for _ in typed)),
            results=IndexedValues(indices[1], tuple(data.draw(_VALUES) for _ in computed)),
        )
        assert list(columns.of(review)) == [review.value(cell) for cell in asked]
    plain = Review(values=dict.fromkeys(typed, Decimal(1)))
    assert list(columns.of(plain)) == [plain.value(cell) for cell in asked]


def test_columns_tell_the_reviews_of_two_forms_apart() -> None:
    first, second = _CELLS[:2]
    columns = SameCells((first, second))
    for order in ({first: 0, second: 1}, {second: 0, first: 1}):
        review = Review(values=IndexedValues(order, (Decimal(1), Decimal(2))), results=IndexedValues({}, ()))
        assert list(columns.of(review)) == [review.value(first), review.value(second)]


def test_values_that_are_all_blank_are_none() -> None:
    assert not IndexedValues({_CELLS[0]: 0}, (None,))
    assert IndexedValues({_CELLS[0]: 0, _CELLS[1]: 1}, (None, Decimal(0)))
    assert not IndexedValues({_CELLS[0]: 0}, SmallRow((None,)))
    assert IndexedValues({_CELLS[0]: 0, _CELLS[1]: 1}, SmallRow((None, Decimal(0))))
