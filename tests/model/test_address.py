"""Addresses: what is printed is read again, and a range has the cells that its corners say."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from xlsreport.model.address import Address, cell_range, column_letters, column_number

# What Excel allows in a sheet's name; a blank before it is lost where the address stands without quotes.
SHEET_NAMES = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\\/?*[]:"), min_size=1)
    .filter(lambda name: len(name) <= 31 and name == name.lstrip())
    .filter(lambda name: not name.startswith("'") and not name.endswith("'"))
)
ROWS, COLUMNS = st.integers(1, 1_048_576), st.integers(1, 16_384)
ADDRESSES = st.builds(Address, SHEET_NAMES, ROWS, COLUMNS)


@given(ADDRESSES)
@example(Address("a''b", 1, 1))
@example(Address("1.2!3！4．", 10, 28))
@example(Address("O'Brien", 1, 1))
def test_what_is_printed_is_read_again(address: Address) -> None:
    assert Address.parse(str(address)) == address


@given(ADDRESSES)
def test_every_spelling_of_a_cell_is_the_same_cell(address: Address) -> None:
    letters, quoted = column_letters(address.column), address.sheet.replace("'", "''")
    absolute = f"${letters}${address.row}"

    assert Address.parse(f"{address.sheet}!{absolute}") == address
    assert Address.parse(f"'{quoted}'!{absolute}") == address
    assert Address.parse(f"{address.sheet}.{address.cell.lower()}") == address
    assert Address.parse(f" {address.sheet}！{address.cell} ") == address
    assert Address.parse(address.cell, address.sheet) == address


@given(st.integers(1, 18_278))
def test_columns_have_one_name(column: int) -> None:
    letters = column_letters(column)

    assert column_number(letters) == column
    assert letters.isascii()
    assert letters.isupper()


@given(ADDRESSES, st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_a_range_has_every_cell_once_row_by_row(start: Address, down: int, right: int, turned: bool) -> None:
    assume(start.column + right <= 18_278)
    end = Address(start.sheet, start.row + down, start.column + right)
    corners = (end.cell, start.cell) if turned else (start.cell, end.cell)
    cells = cell_range(f"{start.sheet}!{':'.join(corners)}")

    assert len(cells) == len(set(cells)) == (down + 1) * (right + 1)
    assert (cells[0], cells[-1]) == (start, end)
    assert list(cells) == sorted(cells)


@given(ADDRESSES)
def test_one_cell_is_a_range_of_one(address: Address) -> None:
    assert cell_range(str(address)) == (address,)


@pytest.mark.parametrize("text", ["", "J", "6", "J0", "J06", "JJJJ6", "J6", "Data!", "!J6", "Data!J6:K7", "Data!6J"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Address.parse(text)


@pytest.mark.parametrize(
    "text", ["Data!A:A", "Data!1:1", "Data!A1:", "Data!A1:B2:C3", "Data!A1:XFD1048576", "Data!#REF!"]
)
def test_what_is_no_range_of_a_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        cell_range(text)


def test_addresses_sort_by_numbers_and_not_by_text() -> None:
    cells = ["Data!A10", "Data!B9", "Data!AA9", "Data!A9"]

    assert [str(each) for each in sorted(map(Address.parse, cells))] == ["Data!A9", "Data!B9", "Data!AA9", "Data!A10"]
