"""The standard workbook of the annual FOIA report: the same bytes at each run."""

import io
from datetime import datetime

import formualizer
from openpyxl import Workbook
from openpyxl.styles import Font
from sheet_rules import add_last_year, add_rules
from sheets_lists import add_lists
from sheets_sections import add_sections
from sheets_words import add_footnotes, add_guide, add_identity
from styles import FONT

from xlsreport.forms.merges import order_merges
from xlsreport.package import settled

PARTS = (add_guide, add_identity, add_lists, add_sections, add_footnotes, add_rules, add_last_year)


def workbook_bytes() -> bytes:
    """Return the workbook with every formula's result stored."""
    raw = io.BytesIO()
    form().save(raw)
    return settled(formualizer.recalculate_xlsx_bytes(raw.getvalue())["bytes"])


def form() -> Workbook:
    """Return the sheets in their order, opened at the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "xlsreport"
    book.properties.title = "Annual FOIA report: workbook of a component"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book._fonts[0] = Font(name=FONT, size=10)  # column widths are measured in it
    book._named_styles["Normal"].font = Font(name=FONT, size=10)
    for add in PARTS:
        add(book)
    order_merges(book)
    book.active = 0
    return book
