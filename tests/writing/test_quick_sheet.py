"""Sheets written without the library's detours are what it writes, byte for byte; texts like its markup are texts."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xlsreport.language import language_named
from xlsreport.model.workbook import UNKNOWN, Value
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


@given(st.lists(st.lists(_TEXTS | st.integers(0, 9999), min_size=1, max_size=4), min_size=1, max_size=3), st.booleans())
def test_texts_and_counts_side_by_side_are_those_written_one_by_one(
    rows: list[list[str | int]], streamed: bool
) -> None:
    def at_once(page: Page, row: int) -> None:
        page.cells(row + 1, 1, [(said, "centre", "#FCE4D6" if n else "") for n, said in enumerate(rows[row])])

    def one_by_one(page: Page, row: int) -> None:
        for n, said in enumerate(rows[row]):
            if isinstance(said, str):
                page.text(row + 1, n + 1, said, "centre", "#FCE4D6" if n else "")
            else:
                page.value(row + 1, n + 1, Decimal(said), "centre", tint="#FCE4D6" if n else "")

    written = [_page(len(rows), write, streamed=streamed) for write in (at_once, one_by_one)]
    assert written[0] == written[1]


_VALUES = (
    st.none() | _TEXTS | st.booleans() | st.sampled_from((UNKNOWN, Decimal("0.5"))) | st.integers(0, 3).map(Decimal)
)


@given(rows=st.lists(st.lists(_VALUES, min_size=2, max_size=2), min_size=1, max_size=4), streamed=st.booleans())
@example(rows=[[Decimal(1), None], [True, None]], streamed=True)
def test_a_line_is_its_texts_and_its_values_written_one_by_one(rows: list[list[Value]], streamed: bool) -> None:
    def at_once(page: Page, row: int) -> None:
        page.text(row + 1, 0, "1")
        texts = (("甲局", "text", ""), (row, "centre", ""))
        page.line(row + 1, 1, texts, [(each, "number", "0.00") for each in rows[row]])

    def one_by_one(page: Page, row: int) -> None:
        page.text(row + 1, 0, "1")
        page.cells(row + 1, 1, (("甲局", "text", ""), (row, "centre", "")))
        for column, each in enumerate(rows[row], 3):
            page.value(row + 1, column, each, "number", "0.00")

    written = [_page(len(rows), write, streamed=streamed) for write in (at_once, one_by_one)]
    assert written[0] == written[1]


def _page(rows: int, write: Callable[[Page, int], None], *, streamed: bool) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.constant_memory = streamed
    page = Page(book.add_worksheet("S", QuickSheet), "S", Styles(book, "Arial"), language_named("en"))
    book.constant_memory = False
    page.text(0, 5, "head")  # the widest row, as everywhere
    for row in range(rows):
        write(page, row)
    book.close()
    return settled(out.getvalue())


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("text", ["<r><t>甲</t></r>", "<r></si></sst></r>", "<r> & </r>"])
def test_a_text_that_looks_like_the_librarys_own_markup_is_a_text(text: str, streamed: bool) -> None:
    book = load_workbook(io.BytesIO(_written(QuickSheet, [[text, "乙"]], streamed=streamed)))
    assert [cell.value for cell in book["S"][1]] == [text, "乙"]
