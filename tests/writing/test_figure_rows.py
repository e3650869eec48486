"""Rows of figures that are written at once are what the library writes cell by cell, byte for byte."""

import io
from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from xlsreport.language import language_named
from xlsreport.model.number_formats import accepted_format
from xlsreport.model.workbook import UNKNOWN, Value
from xlsreport.package import settled
from xlsreport.writing.sheets.figure_rows import FigureColumn, FigureRows
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.quick_sheet import QuickSheet
from xlsreport.writing.sheets.styles import Styles

_KINDS = (FigureColumn("0", whole=True), FigureColumn("#,##0.00", whole=False), FigureColumn("", whole=False))
_FIRST, _APART = 2, 3
_VALUES = st.one_of(
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**16), max_value=10**16),
    st.integers(0, 10**13).map(Decimal),
    st.sampled_from((Decimal("1E+400"), "<&>", "", UNKNOWN)),
)
Row = tuple[Value, Value, Value]


def _written(write: Callable[[Page], None]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.constant_memory = True
    sheet = book.add_worksheet("Sheet", QuickSheet)
    book.constant_memory = False
    page = Page(sheet, "Sheet", Styles(book, "Arial"), language_named("en"))
    sheet.set_column(_FIRST, _FIRST, 13.0)
    page.text(0, _FIRST + len(_KINDS) - 1, "head", "head")
    write(page)
    book.close()
    return settled(out.getvalue())


def _cell(page: Page, row: int, column: int, value: Value) -> None:
    kind, style = _KINDS[column - _FIRST], "corrected" if (row, column) == (1, _APART) else "number"
    page.value(row, column, value, style, accepted_format(value, kind.code, whole=kind.whole))


@given(st.lists(st.tuples(_VALUES, _VALUES, _VALUES), min_size=1, max_size=4))
def test_rows_of_figures_are_what_the_library_writes_cell_by_cell(rows: list[Row]) -> None:
    def one_by_one(page: Page) -> None:
        for number, row in enumerate(rows, 1):
            page.text(number, 0, "name")
            for column, value in enumerate(row, _FIRST):
                _cell(page, number, column, value)

    def at_once(page: Page) -> None:
        figures = FigureRows(page, _FIRST, _KINDS)
        for number, row in enumerate(rows, 1):
            page.text(number, 0, "name")
            figures.write(number, row, {_APART} if number == 1 else ())
            if number == 1:
                _cell(page, number, _APART, row[_APART - _FIRST])
        figures.finish()

    assert _written(at_once) == _written(one_by_one)
