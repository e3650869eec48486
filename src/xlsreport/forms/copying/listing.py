"""A first sheet that lists what is asked, with links to the cells; the author's sheets follow as they were."""

from collections.abc import Sequence

from lxml import etree

from xlsreport.forms.copying.cells import Cells, clean, type_text
from xlsreport.forms.copying.looks import Look, Looks
from xlsreport.forms.copying.new_sheet import add_sheet, unselect_all
from xlsreport.forms.copying.parts import LANGUAGE, OFFICE, Book, Element, made, main, needed, without
from xlsreport.forms.copying.sheet_order import BOOK
from xlsreport.model.address import Address, column_letters
from xlsreport.model.marks import Listing, Row
from xlsreport.model.text_width import lines_in

_INDENT = 2  # characters
_ROW_LINE, _LEAST, _HIGHEST = 15.0, 24.0, 400.0  # points; Excel allows rows of 409
_WRAPPED = (("horizontal", "left"), ("vertical", "center"), ("wrapText", "1"), ("indent", "1"))
_CENTRED = (("horizontal", "center"), ("vertical", "center"), ("wrapText", "1"))
_CELL = Look(edges="8C8C8C", align=_WRAPPED)
_LINE = Look(edges="", align=(("vertical", "center"), ("wrapText", "1")))
_TITLE = Look(edges="", bold=True, size="14", align=_LINE.align)
_HEAD = Look(edges="8C8C8C", bold=True, fill="DDEBF7", align=_CENTRED)
_NUMBER = Look(edges="8C8C8C", align=_CENTRED)
_OPEN = Look(locked=False, fill="FFFBE6")
_LINK = Look(ink="0563C1", underlined=True)


def add_listing(book: Book, styles: Looks, listing: Listing) -> None:
    """Put the sheet of `listing` before the others and have it shown when the workbook is opened."""
    unselect_all(book)
    add_sheet(book, listing.title, _sheet(styles, listing), first=True)
    _enter(book.root, listing)


def _enter(root: Element, listing: Listing) -> None:
    """Have its heads printed on each page, and it shown when the workbook is opened."""
    names = needed(root, "definedNames", BOOK)
    head = len(listing.lines) + 1
    quoted = listing.title.replace("'", "''")
    repeated = made(names, "definedName", f"'{quoted}'!${head}:${head}", name="_xlnm.Print_Titles", localSheetId="0")
    names.insert(0, repeated)
    for view in root.iter(main("workbookView")):
        view.set("activeTab", "0")
        without(view, "firstSheet")


def _sheet(styles: Looks, listing: Listing) -> Element:
    root = etree.Element(main("worksheet"), nsmap={**LANGUAGE, "r": OFFICE})
    head = len(listing.lines) + 1
    properties = made(root, "sheetPr")
    made(properties, "tabColor", rgb="FFC00000")
    made(properties, "pageSetUpPr", fitToPage="1")
    view = made(made(root, "sheetViews"), "sheetView", workbookViewId="0", tabSelected="1")
    made(view, "pane", ySplit=str(head), topLeftCell=f"A{head + 1}", activePane="bottomLeft", state="frozen")
    made(view, "selection", pane="bottomLeft", activeCell=f"A{head + 1}", sqref=f"A{head + 1}")
    made(root, "sheetFormatPr", defaultRowHeight="15")
    columns = made(root, "cols")
    for column, width in enumerate(listing.widths, 1):
        made(columns, "col", min=str(column), max=str(column), width=str(width), customWidth="1")
    made(root, "sheetData")
    page = _Page(Cells(root), styles)
    for number, line in enumerate(listing.lines, 1):
        page.write(number, 1, line, _TITLE if number == 1 else _LINE)
        page.high(number, max(_LEAST, _ROW_LINE * lines_in(line, sum(listing.widths)) + 4))
    for column, title in enumerate(listing.heads, 1):
        page.write(head, column, title, _HEAD)
    page.high(head, _LEAST)
    for number, row in enumerate(listing.rows, head + 1):
        _row(page, number, row, listing)
    _below(root, listing, head)
    return root


class _Page:
    """The sheet while it is written."""

    def __init__(self, cells: Cells, styles: Looks) -> None:
        self._cells, self._styles = cells, styles

    def write(self, row: int, column: int, text: str, *looks: Look) -> None:
        cell = self._cells.at(row, column)
        type_text(cell, clean(text))
        for look in looks:
            self._styles.put_on(cell, look)

    def high(self, row: int, points: float) -> None:
        line = self._cells.row(row)
        line.set("ht", str(points))
        line.set("customHeight", "1")


def _row(page: _Page, number: int, row: Row, listing: Listing) -> None:
    for column, text in enumerate(row.texts, 1):
        looks = [_NUMBER if column <= listing.linked else _CELL]
        if column - 1 == listing.linked:
            looks += [Look(fill=row.tint), *([_LINK] if row.link is not None else [])]
        if column - 1 == listing.answers:
            looks.append(_OPEN)
        page.write(number, column, text, *looks)
    most = max(lines_in(text, width - _INDENT) for text, width in zip(row.texts, listing.widths, strict=True))
    page.high(number, max(_LEAST, min(_HIGHEST, _ROW_LINE * most + 6)))


def _below(root: Element, listing: Listing, head: int) -> None:
    """Write what a sheet has after its cells: protection, merged lines, links, how it is printed."""
    made(root, "sheetProtection", sheet="1", objects="0", scenarios="0", formatColumns="0", formatRows="0")
    last = column_letters(len(listing.heads))
    merges = made(root, "mergeCells", count=str(len(listing.lines)))
    for number in range(1, len(listing.lines) + 1):
        made(merges, "mergeCell", ref=f"A{number}:{last}{number}")
    _links(root, listing.rows, f"{column_letters(listing.linked + 1)}", head + 1)
    made(root, "pageMargins", left="0.75", right="0.75", top="1", bottom="1", header="0.5", footer="0.5")
    made(root, "pageSetup", orientation="landscape", paperSize="9", fitToWidth="1", fitToHeight="0")


def _links(root: Element, rows: Sequence[Row], column: str, first: int) -> None:
    leading = [(number, row.link) for number, row in enumerate(rows, first) if row.link is not None]
    if not leading:
        return
    links = made(root, "hyperlinks")
    for number, target in leading:
        made(links, "hyperlink", ref=f"{column}{number}", location=_place(target))


def _place(target: Address) -> str:
    quoted = target.sheet.replace("'", "''")
    return f"'{quoted}'!{target.cell}"
