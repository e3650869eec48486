"""Sheets written without the library's detours are what it writes, byte for byte; texts like its markup are texts."""

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xlsreport.language import language_named
from xlsreport.package import settled
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.quick_sheet import QuickSheet
from xlsreport.writing.sheets.styles import Styles

_TEXTS = st.text(st.sampled_from("甲a <>&\"'_x0041_\n\t\x01\ufffe"), max_size=9) | st.sampled_from(("<r>", "_x0009_"))
_CELLS = st.none() | _TEXTS | st.integers(-5, 10**14) | st.floats(-1e12, 1e12).map(lambda n: round(n, 4))


def _written(kind: type[Worksheet], rows: list[list[str | float | None]], *, streamed: bool) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.constant_memory = streamed
    page = Page(book.add_worksheet("S", kind), "S", Styles(book, "Arial"), language_named("en"))
    book.constant_memory = False
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.text(row, column, cell, ("text", "head")[column % 2])
            else:
                page.value(row, column, None if cell is None else Decimal(str(cell)), digits=("", "0.00")[row % 2])
        page.fit_row(row, (9.0,), ("x",))
    book.close()
    return settled(out.getvalue())


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans())
def test_cells_are_what_the_library_writes(rows: list[list[str | float | None]], streamed: bool) -> None:
    assert _written(QuickSheet, rows, streamed=streamed) == _written(Worksheet, rows, streamed=streamed)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("text", ["<r><t>甲</t></r>", "<r></si></sst></r>", "<r> & </r>"])
def test_a_text_that_looks_like_the_librarys_own_markup_is_a_text(text: str, streamed: bool) -> None:
    book = load_workbook(io.BytesIO(_written(QuickSheet, [[text, "乙"]], streamed=streamed)))
    assert [cell.value for cell in book["S"][1]] == [text, "乙"]
