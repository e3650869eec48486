"""Figures of many departments as the page has them: what is found once for a whole number is what each is told as."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kit.filled import disclosure
from xlsreport.model.indexed_values import IndexedValues
from xlsreport.model.review import Review
from xlsreport.model.small_row import SmallRow
from xlsreport.model.workbook import Value
from xlsreport.writing.board.figures import ToldCells, told

_FORM = disclosure()
_CELLS = tuple(field.address for field in _FORM.figures)[:5]
_INDEX = {cell: place for place, cell in enumerate(_CELLS)}
_VALUES = st.none() | st.integers(-3, 10**17).map(Decimal) | st.sampled_from((Decimal("0.5"), Decimal("2.0"), "x"))


@given(st.lists(st.lists(_VALUES, min_size=5, max_size=5), max_size=4))
def test_whole_numbers_are_told_as_each_would_be(rows: list[list[Value]]) -> None:
    cells = ToldCells(_FORM, _CELLS)
    for row in rows:
        review = Review(values=IndexedValues(_INDEX, SmallRow(row)), results=IndexedValues({}, SmallRow(())))
        assert cells.of(review) == [told(_FORM, cell, value) for cell, value in zip(_CELLS, row, strict=True)]
