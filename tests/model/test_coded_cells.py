"""The same cells of many as whole numbers: what they stand for, and that sums and judgements over them are the same."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from xlsreport.checking.across.peers import far_from_peers, stands_out
from xlsreport.consolidation.figures import joined, summed
from xlsreport.model.address import Address
from xlsreport.model.coded_cells import CodedCells, coded_columns
from xlsreport.model.form import Field, Kind, Role
from xlsreport.model.indexed_values import IndexedValues, SameCells
from xlsreport.model.joining import Joining
from xlsreport.model.review import Review
from xlsreport.model.small_row import BLANK, OTHER, SmallRow
from xlsreport.model.workbook import Value

_CELLS = tuple(Address("Sheet", row, 1) for row in range(1, 21))
_ODD = st.sampled_from(("x", "", Decimal("0.5"), Decimal("2.0"), Decimal("-0"), Decimal(BLANK), Decimal(10**30)))
_VALUES = st.none() | st.integers(-3, 99_999).map(Decimal) | _ODD
_PARTS = st.lists(st.dictionaries(st.sampled_from(_CELLS), _VALUES, max_size=4), max_size=5)


def small(values: dict[Address, Value]) -> IndexedValues:
    return IndexedValues(_INDEX, SmallRow([values.get(cell) for cell in _CELLS]))


_INDEX = {cell: place for place, cell in enumerate(_CELLS)}


@given(_PARTS, st.lists(st.sampled_from((*_CELLS, Address("Beyond", 1, 1))), max_size=20, unique=True))
def test_a_cell_is_its_whole_number_or_nothing_or_something_else(
    parts: list[dict[Address, Value]], asked: list[Address]
) -> None:
    columns = list(coded_columns(asked, [small(each) for each in parts]))
    assert columns == list(coded_columns(asked, parts))
    for cell, column in zip(asked, columns, strict=True):
        for part, code in zip(parts, column, strict=True):
            value = part.get(cell)
            assert (code == BLANK) is (value is None)
            assert code in (BLANK, OTHER) or str(Decimal(code)) == str(value)
    assert all(len(CodedCells(asked).of(small(each))) == len(asked) for each in parts)


@given(_PARTS, st.lists(st.sampled_from(_CELLS), max_size=9, unique=True))
def test_cells_of_a_review_are_its_values_typed_and_computed(
    parts: list[dict[Address, Value]], computed: list[Address]
) -> None:
    cells = SameCells((*_CELLS[:7], *computed))
    for part in parts:
        results = dict.fromkeys(computed, Decimal(7))
        typed = {cell: value for cell, value in part.items() if cell not in results}
        codes = cells.codes_of(Review(values=small(typed), results=small(results)))
        assert codes == cells.codes_of(Review(values=typed, results=results))
        assert [code == 7 for code in codes[7:]] == [True] * len(computed)


@given(_PARTS, st.booleans())
@settings(deadline=None)
def test_whole_numbers_come_to_what_they_come_to_one_by_one(parts: list[dict[Address, Value]], packed: bool) -> None:
    fields = [Field(cell, Kind.COUNT, Role.FIGURE, joining=Joining.SUM) for cell in _CELLS]
    given_ = [small(each) for each in parts] if packed else parts
    found = summed(fields, given_)
    for field in fields:
        odd = any(part.get(field.address) is not None and "." in f"{part[field.address]}" for part in parts)
        assert not (odd and field.address in found)
        if field.address in found:
            one = joined(field, parts)
            assert (str(found[field.address].value), found[field.address]) == (str(one.value), one)


@given(st.lists(st.integers(-5, 30) | st.integers(150, 5000) | st.just(BLANK), max_size=14))
def test_who_is_far_from_all_others_stands_out(figures: list[int]) -> None:
    known = {f"{n}": Decimal(each) for n, each in enumerate(figures) if each != BLANK}
    assert stands_out(figures) or not list(far_from_peers(known, known))
