"""The roster of a new workspace: its heads and nothing else."""

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
)
_REQUIRED = ("code", "name")


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
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 2)
    book.close()
    return settled(out.getvalue())
