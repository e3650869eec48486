"""Comments at cells, beside those that the author has: the text in one part, its box in another."""

import re

from lxml import etree

from xlsreport.forms.copying.cells import clean
from xlsreport.forms.copying.parts import LANGUAGE, Book, Element, in_order, linked, made, main, needed
from xlsreport.forms.copying.sheet_order import SHEET
from xlsreport.model.address import Address

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHAPE_ID = re.compile(r'id="_x0000_s(\d+)"')
_END = re.compile(r"</xml\s*>\s*$")
_FIRST_SHAPE = 1025
_BLANK_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202"'
    ' style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:{width}px;height:{height}px;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class Remarks:
    """The comments of one sheet of a workbook."""

    def __init__(self, book: Book, title: str) -> None:
        """Take those that the sheet has."""
        self._book, self._page = book, book.pages[title]
        self._author: str | None = None

    def add(self, at: Address, text: str, author: str, width: int, height: int) -> None:
        """Write a comment at a cell, before what its author wrote there.

        Where people talk about a cell in a thread of comments, programs show the thread alone: it stays as it is.
        """
        comments = self._comments()
        listed = needed(comments, "commentList")
        old = next((each for each in listed if each.get("ref") == at.cell), None)
        if old is not None:
            if not self._is_thread(comments, old):
                _before(old, clean(text))
            return
        comment = made(listed, "comment", ref=at.cell, authorId=self._author_id(comments, clean(author)), shapeId="0")
        _spoken(made(comment, "text"), clean(text))
        self._draw(at, width, height)

    def _comments(self) -> Element:
        parts = self._book.parts
        name = parts.related(self._page, "comments")
        if name is None:
            name = parts.unused("xl/comments{}.xml")
            root = etree.Element(main("comments"), nsmap=LANGUAGE)
            made(root, "authors")
            made(root, "commentList")
            parts.put(name, root)
            parts.declare(name, _COMMENTS)
            parts.relate(self._page, "comments", name)
        return parts.tree(name)

    def _author_id(self, comments: Element, author: str) -> str:
        if self._author is None:
            authors = needed(comments, "authors", ("authors", "commentList"))
            made(authors, "author", author)
            self._author = str(len(authors) - 1)
        return self._author

    def _is_thread(self, comments: Element, comment: Element) -> bool:
        authors = comments.findall(f"{main('authors')}/{main('author')}")
        number = int(comment.get("authorId") or 0)
        return number < len(authors) and (authors[number].text or "").startswith("tc=")

    def _draw(self, at: Address, width: int, height: int) -> None:
        """Draw the box into the sheet's old drawings as text: Excel itself leaves tags open in them."""
        name = self._drawing()
        drawn = self._book.parts.raw(name).decode("utf-8")
        number = max([_FIRST_SHAPE, *map(int, _SHAPE_ID.findall(drawn))]) + 1
        kind = "" if 'id="_x0000_t202"' in drawn else _TYPE
        box = _BOX.format(id=number, width=width, height=height, row=at.row - 1, column=at.column - 1)
        self._book.parts.put(name, _END.sub(lambda end: kind + box + end[0], drawn).encode("utf-8"))

    def _drawing(self) -> str:
        parts, root = self._book.parts, self._book.parts.tree(self._page)
        pointer = root.find(main("legacyDrawing"))
        if pointer is not None:
            wanted = pointer.get(linked("id"))
            return next(target for each, _, target in parts.relations(self._page) if each == wanted)
        name = parts.unused("xl/drawings/vmlDrawing{}.vml")
        parts.put(name, _BLANK_DRAWING.encode())
        parts.declare_ending("vml", _DRAWING)
        pointer = etree.Element(main("legacyDrawing"), {linked("id"): parts.relate(self._page, "vmlDrawing", name)})
        in_order(root, pointer, SHEET)
        return name


def _before(comment: Element, text: str) -> None:
    """Write `text` before what stands in `comment`."""
    said = comment.find(main("text"))
    if said is None:
        said = made(comment, "text")
    run = etree.Element(main("r"))
    _spoken(run, f"{text}\n")
    for plain in said.findall(main("t")):
        held = etree.Element(main("r"))
        said.replace(plain, held)
        held.append(plain)
    said.insert(0, run)


def _spoken(holder: Element, text: str) -> None:
    made(holder, "t", text).set(_SPACE, "preserve")
