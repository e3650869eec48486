"""Remarks on a filled form: comments and tints at its cells, and a first sheet that lists them with links."""

from xlsreport.forms.copying.cells import Cells, merged_areas
from xlsreport.forms.copying.draft import mark_draft
from xlsreport.forms.copying.hidden import add_hidden
from xlsreport.forms.copying.listing import add_listing
from xlsreport.forms.copying.looks import Look, Looks
from xlsreport.forms.copying.parts import Book
from xlsreport.forms.copying.remarks import Remarks
from xlsreport.model.address import Address
from xlsreport.model.marks import Annotations, Mark
from xlsreport.model.text_width import lines_in

_BOX, _BOX_COLUMNS, _LINE = 320, 44, 19  # a comment's width and the height of its lines in pixels; characters a line


def mark(book: Book, styles: Looks, marks: Annotations) -> None:
    """Write `marks` onto `book`; all their texts stay texts."""
    sheets: dict[str, list[Mark]] = {}
    for each in marks.cells:
        sheets.setdefault(each.address.sheet, []).append(each)
    for title, said in sheets.items():
        _remark(book, styles, title, said, marks.author)
    if marks.draft is not None:
        mark_draft(book, styles, marks.draft)
    if marks.hidden is not None:
        add_hidden(book, marks.hidden)
    if marks.listing is not None:
        add_listing(book, styles, marks.listing)


def _remark(book: Book, styles: Looks, title: str, said: list[Mark], author: str) -> None:
    root = book.sheet(title)
    cells, merged, remarks = Cells(root), merged_areas(root), Remarks(book, title)
    for each in said:
        place = _holder(each.address, merged)
        if each.text:
            remarks.add(place, each.text, author, _BOX, _LINE * (lines_in(each.text, _BOX_COLUMNS) + 1))
        if each.tint is not None:
            styles.put_on(cells.at(place.row, place.column), Look(fill=each.tint))


def _holder(address: Address, merged: list[tuple[int, int, int, int]]) -> Address:
    """Return the cell at `address`, of merged ones the first, which alone can bear a comment."""
    for top, left, bottom, right in merged:
        if top <= address.row <= bottom and left <= address.column <= right:
            return Address(address.sheet, top, left)
    return address
