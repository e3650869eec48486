"""Looks of cells, each made from another by what is different: the styles that the author has stay as they are."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from xlsreport.forms.copying.parts import Book, Element, in_order, made, main, needed
from xlsreport.model.number_formats import BUILT_IN_FORMATS

_SHEET_OF_STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_XF = ("alignment", "protection", "extLst")
_FIRST_OWN_FORMAT = 164  # the numbers before it are Excel's


@dataclass(frozen=True, slots=True)
class Look:
    """What is different: colours are RRGGBB; `edges` is the colour of thin edges, "" for none; None leaves as it is.

    `align` are the attributes of an alignment.
    """

    locked: bool | None = None
    fill: str | None = None
    number_format: str | None = None
    ink: str | None = None
    bold: bool | None = None
    underlined: bool | None = None
    size: str | None = None
    edges: str | None = None
    align: tuple[tuple[str, str], ...] | None = None


class Looks:
    """The styles of one workbook; what is asked for twice is made once."""

    def __init__(self, book: Book) -> None:
        """Take the styles of `book`."""
        self._name = book.parts.related(book.name, "styles") or "xl/styles.xml"
        self._book = book
        self._made: dict[tuple[int, Look], int] = {}
        self._parts: dict[bytes, int] = {}

    def like(self, style: int, look: Look) -> int:
        """Return the number of the style that is `style` but for `look`."""
        if (style, look) not in self._made:
            self._made[style, look] = self._derived(style, look)
        return self._made[style, look]

    def put_on(self, cell: Element, look: Look) -> None:
        """Have `cell` look so."""
        cell.set("s", str(self.like(int(cell.get("s") or 0), look)))

    def is_date(self, style: int) -> bool:
        """Whether cells of the style show numbers as dates."""
        from openpyxl.styles.numbers import is_date_format  # noqa: PLC0415 - loads all of openpyxl

        return bool(is_date_format(self.number_format(style)))

    def wraps(self, style: int) -> bool:
        """Whether cells of the style show a long text on several lines."""
        alignment = self.parts_of("cellXfs")[style].find(main("alignment"))
        return alignment is not None and alignment.get("wrapText") in ("1", "true")

    def number_format(self, style: int) -> str:
        """Return the number format of the style."""
        number = int(self.parts_of("cellXfs")[style].get("numFmtId") or 0)
        own = {each.get("numFmtId"): each.get("formatCode") for each in self._root.iter(main("numFmt"))}
        return str(own.get(str(number)) or BUILT_IN_FORMATS.get(number, "General"))

    def enlarged(self, style: int) -> float:
        """Return how many times as large as the workbook's usual letters those of the style are, at least 1."""
        fonts = self.parts_of("fonts")
        sizes = [fonts[at].find(main("sz")) for at in (0, int(self.parts_of("cellXfs")[style].get("fontId") or 0))]
        usual, own = (float(size.get("val", "11")) if size is not None else 11.0 for size in sizes)
        return max(1.0, own / usual)

    @property
    def _root(self) -> Element:
        return self._book.parts.tree(self._name)

    def parts_of(self, name: str) -> Element:
        """Return what the styles have of a kind."""
        return needed(self._root, name, _SHEET_OF_STYLES)

    def _derived(self, style: int, look: Look) -> int:
        styles = self.parts_of("cellXfs")
        xf = deepcopy(styles[style])
        if look.locked is not None:
            self._protect(xf, locked=look.locked)
        if look.fill is not None:
            self._set(xf, "fill", self.kept("fills", _fill(look.fill)))
        if look.edges is not None:
            self._set(xf, "border", self.kept("borders", _border(look.edges)))
        if look.number_format is not None:
            xf.set("numFmtId", self.format_number(look.number_format))
            xf.set("applyNumberFormat", "1")
        if (look.ink, look.bold, look.underlined, look.size) != (None, None, None, None):
            font = _font(self.parts_of("fonts")[int(xf.get("fontId") or 0)], look)
            self._set(xf, "font", self.kept("fonts", font))
        if look.align is not None:
            _align(xf, dict(look.align))
        return appended_to(styles, xf)

    def _protect(self, xf: Element, *, locked: bool) -> None:
        needed(xf, "protection", _XF).set("locked", str(int(locked)))
        xf.set("applyProtection", "1")

    def _set(self, xf: Element, kind: str, number: int) -> None:
        xf.set(f"{kind}Id", str(number))
        xf.set(f"apply{kind.capitalize()}", "1")

    def kept(self, name: str, element: Element) -> int:
        """Return the number of a font, fill or border like `element`, added where this asks for it first."""
        key = name.encode() + etree.tostring(element, method="c14n")
        if key not in self._parts:
            self._parts[key] = appended_to(self.parts_of(name), element)
        return self._parts[key]

    def format_number(self, code: str) -> str:
        """Return the number of the number format `code`, added where there is none."""
        formats = self.parts_of("numFmts")
        for each in formats:
            if each.get("formatCode") == code:
                return str(each.get("numFmtId"))
        number = max([_FIRST_OWN_FORMAT - 1, *(int(each.get("numFmtId") or 0) for each in formats)]) + 1
        appended_to(formats, _one("numFmt", {"numFmtId": str(number), "formatCode": code}))
        return str(number)


def appended_to(holder: Element, element: Element) -> int:
    """Add `element` to what the styles have of its kind; return its number."""
    holder.append(element)
    holder.set("count", str(len(holder)))
    return len(holder) - 1


def _one(name: str, attributes: Mapping[str, str]) -> Element:
    return etree.Element(main(name), dict(attributes))


def _fill(colour: str) -> Element:
    fill = etree.Element(main("fill"))
    pattern = made(fill, "patternFill", patternType="solid")
    made(pattern, "fgColor", rgb=f"FF{colour}")
    made(pattern, "bgColor", rgb=f"FF{colour}")
    return fill


def _border(colour: str) -> Element:
    border = etree.Element(main("border"))
    for side in ("left", "right", "top", "bottom"):
        edge = made(border, side, **({"style": "thin"} if colour else {}))
        if colour:
            made(edge, "color", rgb=f"FF{colour}")
    made(border, "diagonal")
    return border


def _font(old: Element, look: Look) -> Element:
    font = deepcopy(old)
    said = {
        "color": None if look.ink is None else {"rgb": f"FF{look.ink}"},
        "b": None if look.bold is None else {"val": str(int(look.bold))},
        "u": None if look.underlined is None else {"val": "single" if look.underlined else "none"},
        "sz": None if look.size is None else {"val": look.size},
    }
    for name, attributes in said.items():
        if attributes is None:
            continue
        for each in font.findall(main(name)):
            font.remove(each)
        in_order(font, _one(name, attributes), FONT)
    return font


def _align(xf: Element, attributes: Mapping[str, str]) -> None:
    for each in xf.findall(main("alignment")):
        xf.remove(each)
    in_order(xf, _one("alignment", attributes), _XF)
    xf.set("applyAlignment", "1")
