"""The call list of a round: whom to ring, under which number, and what to say."""

import io
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook

from xlsreport.language import Language
from xlsreport.package import settled
from xlsreport.writing.letters.letters import Letter
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.quick_sheet import QuickSheet
from xlsreport.writing.sheets.styles import Styles

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime(2000, 1, 1)  # any fixed moment: `settled` writes its own
_WIDTHS = (30.0, 12.0, 16.0, 70.0, 24.0)


def call_list_bytes(letters: Sequence[Letter], title: str, language: Language) -> bytes:
    """Return the call list that goes with `letters`, a row each in their order; the same bytes for the same letters."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    name = language.text("call_sheet")
    page = Page(book.add_worksheet(name, QuickSheet), name, Styles(book, language.text("summary_font")), language)
    page.across(0, (0, len(_WIDTHS) - 1), title, "title")
    page.sheet.set_row(0, 30)
    page.heads(1, language.lists["call_heads"], _WIDTHS)
    for row, letter in enumerate(letters, 2):
        who = letter.department
        texts = (who.name, who.contact, who.mobile, letter.call, "")
        for column, text in enumerate(texts):
            page.text(row, column, text)
        page.fit_row(row, _WIDTHS, texts)
    page.sheet.freeze_panes(2, 1)
    page.printed(landscape=True, head_rows=2)
    book.set_properties({"title": title, "created": _CREATED})
    book.close()
    return settled(out.getvalue())
