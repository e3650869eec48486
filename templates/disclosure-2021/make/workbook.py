"""The standard workbook of 政府信息公开工作年度报告, 2021 edition: the same bytes at each run."""

import io
from datetime import datetime

import formualizer
import guide
from openpyxl import Workbook
from openpyxl.styles import Font
from sheet_applications import add_applications
from sheet_rules import add_rules
from sheets_figures import add_carried, add_cases, add_published, add_supplement
from sheets_text import add_cover, add_identity, add_prose
from styles import BODY

from xlsreport.forms.merges import order_merges
from xlsreport.package import settled

SHEETS = (
    guide.add_guide,
    add_cover,
    add_identity,
    add_prose,
    add_supplement,
    add_published,
    add_applications,
    add_cases,
    add_rules,
    add_carried,
)


def workbook_bytes() -> bytes:
    """Return the workbook with every formula's result stored, the same bytes at each run."""
    raw = io.BytesIO()
    form().save(raw)
    return settled(formualizer.recalculate_xlsx_bytes(raw.getvalue())["bytes"])


def form() -> Workbook:
    """Return the ten sheets in the order of the contract, opened at the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    describe(book)
    for add in SHEETS:
        add(book)
    order_merges(book)
    book.active = 0
    return book


def describe(book: Workbook) -> None:
    """Set the properties of `book`, and the font that column widths are measured in."""
    book.properties.creator = "xlsreport"
    book.properties.title = guide.FORM
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book._fonts[0] = Font(name=BODY, size=11)
    book._named_styles["Normal"].font = Font(name=BODY, size=11)
