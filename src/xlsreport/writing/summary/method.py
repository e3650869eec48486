"""The sheet that says how each figure is made."""

from xlsreport.writing.sheets.heights import height
from xlsreport.writing.sheets.page import Page

_WIDTHS = (5.0, 88.0)


def write_method(page: Page) -> None:
    """Write the sentences on method, numbered."""
    page.sheet.set_column(0, 0, _WIDTHS[0])
    page.sheet.set_column(1, 1, _WIDTHS[1])
    page.text(0, 0, page.name, "section")
    page.sheet.set_row(0, 26)
    for row, sentence in enumerate(page.language.lists["summary_method"], start=1):
        page.text(row, 0, f"{row}.", "plain")
        page.text(row, 1, sentence, "plain")
        page.sheet.set_row(row, height(sentence, _WIDTHS[1], line=15))
    page.printed(landscape=False)
