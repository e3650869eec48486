"""A last sheet that no program shows, in a workbook's own XML: it outlives what Excel, WPS and LibreOffice save."""

from lxml import etree

from xlsreport.forms.copying.cells import Cells, clean, type_text
from xlsreport.forms.copying.new_sheet import add_sheet
from xlsreport.forms.copying.parts import LANGUAGE, Book, Element, made, main
from xlsreport.model.marks import Hidden


def add_hidden(book: Book, hidden: Hidden) -> None:
    """Put the sheet of `hidden` behind the others; all that stands in it is text."""
    add_sheet(book, hidden.title, _sheet(hidden), state="veryHidden")


def _sheet(hidden: Hidden) -> Element:
    root = etree.Element(main("worksheet"), nsmap=LANGUAGE)
    made(root, "sheetData")
    cells = Cells(root)
    for row, texts in enumerate(hidden.rows, 1):
        for column, text in enumerate(texts, 1):
            if text:
                type_text(cells.at(row, column), clean(text))
    return root
