"""The roster of a new workspace: its heads, and beside each cell what belongs there."""

import io
from datetime import datetime

import xlsxwriter

from xlsreport.language import Language
from xlsreport.package import settled

_COLUMNS = (
    ("code", 14),
    ("name", 32),
    ("alias", 28),
    ("level", 12),
    ("counted", 10),
    ("email", 28),
    ("contact", 12),
    ("mobile", 16),
    ("due", 14),
    ("predecessors", 28),
)
_REQUIRED = ("code", "name")
_LAST_ROW = 1000  # rows with a hint: more than any roster has


def blank_roster(language: Language) -> bytes:
    """Return a roster workbook to be filled: heads in row 1 (those required marked *), codes kept as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "align": "center", "valign": "vcenter"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(language.text("roster_sheet"))
    for column, (key, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width, text)
        title = language.text(f"roster_{key}")
        sheet.write_string(0, column, f"{title}*" if key in _REQUIRED else title, head)
        hint = {"validate": "any", "input_title": title, "input_message": language.text(f"roster_hint_{key}")}
        sheet.data_validation(1, column, _LAST_ROW, column, hint)
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return settled(out.getvalue())
