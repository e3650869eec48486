"""A last sheet that no program shows, in a workbook's own XML: it outlives what Excel, WPS and LibreOffice save."""

from lxml import etree

from xlsreport.forms.copying.cells import Cells, clean, type_text
from xlsreport.forms.copying.parts import LANGUAGE, WORKSHEET, Book, Element, linked, made, main, needed
from xlsreport.forms.copying.sheet_order import BOOK
from xlsreport.model.marks import Hidden


def add_hidden(book: Book, hidden: Hidden) -> None:
    """Put the sheet of `hidden` behind the others; all that stands in it is text."""
    name = book.parts.unused("xl/worksheets/sheet{}.xml")
    book.parts.put(name, _sheet(hidden))
    book.parts.declare(name, WORKSHEET)
    relation = book.parts.relate(book.name, "worksheet", name)
    sheets = needed(book.root, "sheets", BOOK)
    number = max(int(each.get("sheetId") or 0) for each in sheets) + 1
    title = _free(hidden.title, {each.get("name", "").casefold() for each in sheets})
    attributes = {"name": title, "sheetId": str(number), "state": "veryHidden", linked("id"): relation}
    sheets.append(etree.Element(main("sheet"), attributes))


def _free(title: str, taken: set[str]) -> str:
    return title if title.casefold() not in taken else _free(f"{title}_", taken)


def _sheet(hidden: Hidden) -> Element:
    root = etree.Element(main("worksheet"), nsmap=LANGUAGE)
    made(root, "sheetData")
    cells = Cells(root)
    for row, texts in enumerate(hidden.rows, 1):
        for column, text in enumerate(texts, 1):
            if text:
                type_text(cells.at(row, column), clean(text))
    return root
