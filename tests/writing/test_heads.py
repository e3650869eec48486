"""Heads of columns that stand on several lines are seen whole."""

import io

import xlsxwriter
from openpyxl import load_workbook

from xlsreport.language import language_named
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import Styles


def test_a_row_of_heads_is_as_high_as_its_longest_head_needs() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = Page(book.add_worksheet("S"), "S", Styles(book, "Arial"), language_named("en"))
        page.heads(0, ["Item", "Change on FY 2011"], [20.0, 12.0])
        page.heads(3, ["Item", "Change"], [20.0, 12.0])
    rows = load_workbook(io.BytesIO(out.getvalue())).worksheets[0].row_dimensions
    assert rows[1].height > 2 * 13
    assert rows[4].height is None
