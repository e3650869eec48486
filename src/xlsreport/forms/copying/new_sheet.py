"""A sheet added to a workbook's own XML, behind the author's or before them."""

from lxml import etree

from xlsreport.forms.copying.parts import WORKSHEET, Book, Element, linked, main, needed, without
from xlsreport.forms.copying.sheet_order import BOOK


def add_sheet(book: Book, title: str, root: Element, *, state: str = "", first: bool = False) -> str:
    """Add the sheet `root` called `title`, or nearly so where there is one; return what it is called.

    Where it stands `first`, what counts the sheets from the front counts one more.
    """
    name = book.parts.unused("xl/worksheets/sheet{}.xml")
    book.parts.put(name, root)
    book.parts.declare(name, WORKSHEET)
    relation = book.parts.relate(book.name, "worksheet", name)
    sheets = needed(book.root, "sheets", BOOK)
    number = max(int(each.get("sheetId") or 0) for each in sheets) + 1
    own = _free(title, {each.get("name", "").casefold() for each in sheets})
    attributes = {"name": own, "sheetId": str(number), linked("id"): relation}
    sheets.insert(
        0 if first else len(sheets), etree.Element(main("sheet"), attributes | ({"state": state} if state else {}))
    )
    if first:
        for each in needed(book.root, "definedNames", BOOK):
            if (of := each.get("localSheetId")) is not None:
                each.set("localSheetId", str(int(of) + 1))
    return own


def unselect_all(book: Book) -> None:
    """Have no sheet selected: typing into sheets that are selected together fills them all."""
    for title in book.pages:
        if b"tabSelected" in book.parts.raw(book.pages[title]):
            for view in book.sheet(title).iter(main("sheetView")):
                without(view, "tabSelected")


def _free(title: str, taken: set[str]) -> str:
    return title if title.casefold() not in taken else _free(f"{title}_", taken)
