"""A sheet whose rows all stand lower, in its own XML: what lies on it, and what elsewhere speaks of it, follows."""

import re
from collections.abc import Collection

from lxml import etree

from xlsreport.forms.copying.parts import MAIN, Book, Element, main
from xlsreport.forms.formulas import renamed

_ROW = re.compile(r"(\$?[A-Za-z]{1,3}\$?)([1-9][0-9]*)(?![0-9A-Za-z_(])")
_PLACES = ("ref", "sqref", "activeCell", "topLeftCell")  # attributes that say cells of the sheet
_FORMULAS = ("f", "formula", "formula1", "formula2", "definedName")
_LINKED = ("table", "comments", "drawing", "threadedComment", "pivotTable")
_VML = re.compile(rb"(<x:Row>)([0-9]+)(?=</x:Row>)")
_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(?=</x:Anchor>)")


def lowered(workbook: bytes, titles: Collection[str], by: int) -> bytes:
    """Return `workbook` with all that stands on the sheets called `titles` so many rows lower."""
    book = Book(workbook)
    for title in book.pages:
        root = book.sheet(title)
        if title in titles:
            _lower_cells(root, by)
            for _, kind, target in list(book.parts.relations(book.pages[title])):
                _lower_part(book, kind, target, by)
        _follow(root, title, titles, by)
    _follow(book.root, "", titles, by)
    for name in book.parts.names("xl/charts/"):
        _follow(book.parts.tree(name), "", titles, by)
    return book.parts.packed()


def in_rows(text: str, by: int) -> str:
    """Return `A1:C3` or several such, so many rows lower."""
    return _ROW.sub(lambda found: f"{found[1]}{int(found[2]) + by}", text)


def _lower_cells(root: Element, by: int) -> None:
    number = 0
    for row in root.iter(main("row")):
        number = int(row.get("r") or number + 1)
        row.set("r", str(number + by))
        for cell in row.iter(main("c")):
            if place := cell.get("r"):
                cell.set("r", in_rows(place, by))
    for each in root.iter(etree.Element):
        for name in _PLACES:
            if (said := each.get(name)) is not None:
                each.set(name, in_rows(said, by))
        if etree.QName(each).localname == "sqref":
            each.text = in_rows(each.text or "", by)
    _lower_lines(root, by)


def _lower_lines(root: Element, by: int) -> None:
    """Lower where rows stand still, and where a page ends."""
    for pane in root.iter(main("pane")):
        if above := pane.get("ySplit"):
            pane.set("ySplit", str(int(float(above)) + by))
    for end in root.iterfind(f"{main('rowBreaks')}/{main('brk')}"):
        end.set("id", str(int(end.get("id", "0")) + by))


def _lower_part(book: Book, kind: str, target: str, by: int) -> None:
    """Lower what another part has on the sheet: tables, comments, pictures and what they are anchored to."""
    if kind == "vmlDrawing":
        lower = _ANCHOR.sub(lambda found: found[1] + _anchor(found[2], by), book.parts.raw(target))
        book.parts.put(target, _VML.sub(lambda found: found[1] + str(int(found[2]) + by).encode(), lower))
    elif kind in _LINKED and target in book.parts:
        for each in book.parts.tree(target).iter(etree.Element):
            if etree.QName(each).localname == "row" and etree.QName(each).namespace != MAIN:
                each.text = str(int(each.text or 0) + by)
            elif (said := each.get("ref")) is not None:
                each.set("ref", in_rows(said, by))


def _anchor(said: bytes, by: int) -> bytes:
    """Return the eight numbers of an old anchor with both rows lower."""
    numbers = [int(each) for each in said.split(b",")]
    return b", ".join(str(n + by * (at in (2, 6))).encode() for at, n in enumerate(numbers))


def _follow(root: Element, own: str, titles: Collection[str], by: int) -> None:
    """Have the formulas of a part, which stand on the sheet `own`, read the cells where they are now."""

    def lower(reference: str) -> str:
        name, divider, cells = reference.rpartition("!")
        sheet = name.strip("'").replace("''", "'") if divider else own
        return f"{name}{divider}{in_rows(cells, by)}" if sheet in titles else reference

    for each in root.iter(etree.Element):
        if etree.QName(each).localname in _FORMULAS and each.text and (own in titles or "!" in each.text):
            each.text = renamed(f"={each.text}", lower).removeprefix("=")
