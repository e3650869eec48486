"""The workbook of the figures over the years, put together from its sheets."""

import io
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from xlsreport.language import Language
from xlsreport.model.history import History
from xlsreport.package import settled
from xlsreport.writing.history.units import write_notes, write_units
from xlsreport.writing.history.whole import title, write_changes, write_whole
from xlsreport.writing.sheets.page import Page, cleaned
from xlsreport.writing.sheets.quick_sheet import QuickSheet
from xlsreport.writing.sheets.styles import TAB_COLOURS, Styles

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime(2000, 1, 1)  # any fixed moment: `settled` writes its own


def history_bytes(history: History, language: Language) -> bytes:
    """Return the workbook of `history` in `language`; the same bytes for the same history."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    looks = Styles(book, language.text("summary_font"))
    names = language.lists["history_sheets"]
    pages = [Page(book.add_worksheet(name, QuickSheet), name, looks, language) for name in names]
    for page, colour in zip(pages, TAB_COLOURS, strict=True):
        page.sheet.set_tab_color(colour)
    whole, changes, units, remarks = pages

    def make_chart(kind: str) -> Chart:
        made: Chart = book.add_chart({"type": kind})
        return made

    write_whole(whole, history, make_chart)
    write_changes(changes, history, whole.name)
    write_units(units, history)
    write_notes(remarks, history)
    named = {"title": cleaned(title(whole, history)), "author": cleaned(history.name), "created": _CREATED}
    book.set_properties(named)
    book.close()
    return settled(out.getvalue())
