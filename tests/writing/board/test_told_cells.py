"""Figures of many departments as the page has them: what is found once for a whole number is what each is told as."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from kit.filled import disclosure
from xlsreport.model.indexed_values import IndexedValues
from xlsreport.model.review import Review
from xlsreport.model.small_row import SmallRow
from xlsreport.model.workbook import Value
from xlsreport.writing.board.figures import ToldCells, _Known, _number, told

_FORM = disclosure()
_CELLS = tuple(field.address for field in _FORM.figures)[:5]
_INDEX = {cell: place for place, cell in enumerate(_CELLS)}
_VALUES = st.none() | st.integers(-3, 10**17).map(Decimal) | st.sampled_from((Decimal("0.5"), Decimal("2.0"), "x"))


@example([[Decimal(10**9 - 1), Decimal(10**9), Decimal(10**12), Decimal(7), Decimal(0)]])
@given(st.lists(st.lists(_VALUES, min_size=5, max_size=5), max_size=4))
def test_whole_numbers_are_told_as_each_would_be(rows: list[list[Value]]) -> None:
    cells = ToldCells(_FORM, _CELLS)
    for row in rows:
        review = Review(values=IndexedValues(_INDEX, SmallRow(row)), results=IndexedValues({}, SmallRow(())))
        assert cells.of(review) == [told(_FORM, cell, value) for cell, value in zip(_CELLS, row, strict=True)]


@given(st.sampled_from(("", "0", "General", "#,##0", "0.0", "0%")), st.integers(0, 10**10))
def test_a_format_that_shows_the_digits_alone_is_known_by_its_name(number_format: str, number: int) -> None:
    assert _Known(number_format)[number] == _number(str(number), number_format)
