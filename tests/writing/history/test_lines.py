"""How a change between two years is written: as the summary writes the same change."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from xlsreport.language import language_named
from xlsreport.writing.history.lines import ComparedCells, write_change
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import Styles
from xlsreport.writing.summary.changes import YearPair, share_value


@pytest.mark.parametrize(("before", "now", "shown"), [(0, 5, "首次"), (0, 0, "—"), (4, 5, 0.25), (None, 5, "—")])
def test_the_history_says_of_a_change_what_the_summary_says(before: int | None, now: int, shown: object) -> None:
    language, data = language_named("zh"), io.BytesIO()
    was, became = None if before is None else Decimal(before), Decimal(now)
    book = Workbook(data, {"in_memory": True})
    page = Page(book.add_worksheet("1"), "1", Styles(book, language.text("summary_font")), language)
    write_change(page, 0, 2, ComparedCells(was, became, ("A1", "B1")))
    book.close()
    stored = load_workbook(data, data_only=True)["1"]["D1"].value
    assert stored == shown
    same = share_value(YearPair(became, was), language)
    assert (float(same) if isinstance(same, Decimal) else same) == shown
