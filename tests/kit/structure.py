"""A Word document as text, read from its XML alone: page, fonts, looks of styles, paragraphs, tables with their merges.

What a style inherits is worked out as Word does: defaults, then the styles it is based on, then itself.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl.utils import get_column_letter

WORDML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_A_MM, TWIPS_A_POINT = 1440 / 25.4, 20


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute; a path with / is one of them each."""
    return "/".join(WORDML + part for part in name.split("/"))


def attribute(element: ET.Element | None, name: str = "val") -> str | None:
    """Return an attribute of `element`, None where either is missing."""
    return None if element is None else element.get(w(name))


def switched_on(element: ET.Element | None) -> bool:
    """Whether an element that is a switch is there and not off."""
    return element is not None and attribute(element) not in ("0", "false", "off")


def text_of(element: ET.Element) -> str:
    """Return the text within `element`: a line break is ⏎, a field the name of what it shows."""
    shown = {w("t"): lambda e: e.text or "", w("br"): lambda _: "⏎", w("instrText"): lambda e: f"{{{e.text}}}"}
    skipping, parts = False, []
    for each in element.iter():
        if each.tag == w("fldChar"):
            skipping = attribute(each, "fldCharType") == "separate"
        elif each.tag in shown and not skipping:
            parts.append(shown[each.tag](each))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; lengths in points, `first` as given in hundredths of a character too."""

    chinese: str = ""
    latin: str = ""
    size: float = 0
    line: str = ""
    before: float = 0
    after: float = 0
    first: float = 0
    first_chars: int = 0
    sides: tuple[float, float] = (0, 0)
    align: str = "left"
    keep_next: bool = False
    level: int | None = None

    def __str__(self) -> str:
        first = f"first line {self.first_chars / 100:g} characters ({self.first:g} pt)" if self.first_chars else ""
        sides = f"sides {self.sides[0]:g} and {self.sides[1]:g} pt" if any(self.sides) else ""
        spaces = f"space {self.before:g} and {self.after:g} pt" if self.before or self.after else ""
        level = f"outline level {self.level + 1}" if self.level is not None else ""
        keep = "kept with the next" if self.keep_next else ""
        lead = f"{self.chinese} / {self.latin} {self.size:g} pt, lines of {self.line}, {self.align}"
        return ", ".join(part for part in (lead, first, sides, spaces, keep, level) if part)


class Word:
    """One Word document, opened."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = self._part("word/document.xml")[0]
        self.styles = {str(attribute(s, "styleId")): s for s in self._part("word/styles.xml").iter(w("style"))}
        self._defaults = self._part("word/styles.xml").find(w("docDefaults"))
        self.default = next(
            key for key, s in self.styles.items() if attribute(s, "type") == "paragraph" and attribute(s, "default")
        )

    @classmethod
    def at(cls, path: Path) -> "Word":
        """Open the document at `path`."""
        return cls(path.read_bytes())

    def style_name(self, style_id: str) -> str:
        """Return the name that a person sees."""
        return str(attribute(self.styles[style_id].find(w("name"))))

    def style_of(self, paragraph: ET.Element) -> str:
        """Return the name of a paragraph's style."""
        return self.style_name(self._style_id(paragraph))

    def look_of(self, paragraph: ET.Element) -> Look:
        """Return how a paragraph is set: its style, and what it says itself."""
        return _look([*self._chain(self._style_id(paragraph)), paragraph])

    def look_of_style(self, style_id: str) -> Look:
        """Return how a style sets a paragraph."""
        return _look(self._chain(style_id))

    def used_styles(self) -> list[str]:
        """Return the ids of the paragraph styles in use anywhere, in the order of the document's styles."""
        stories = [self.body, *(root for _, root in self._stories())]
        used = {self._style_id(p) for root in stories for p in root.iter(w("p"))}
        return [key for key in self.styles if key in used]

    def font_names(self) -> dict[str, str]:
        """Return the fonts that the document knows, each with the names that it may also have."""
        fonts = self._part("word/fontTable.xml").iter(w("font"))
        return {str(attribute(f, "name")): attribute(f.find(w("altName"))) or "" for f in fonts}

    def paragraphs(self) -> list[ET.Element]:
        """Return the paragraphs outside tables."""
        return self.body.findall(w("p"))

    def tables(self) -> list[ET.Element]:
        """Return the tables."""
        return self.body.findall(w("tbl"))

    def described(self) -> str:
        """Return the document as text, a line for each thing."""
        return "\n".join(line.rstrip() for line in self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        core = ET.fromstring(self.parts["docProps/core.xml"])  # noqa: S314 - our own document
        for each in core:
            if each.text:
                yield f"property {each.tag.partition('}')[2]}: {each.text}"
        for section in self.body.iter(w("sectPr")):
            yield from _page(section)
        for kind, root in self._stories():
            yield from (f"{kind}: [{self.style_of(p)}] {text_of(p)}" for p in root.iter(w("p")))
        yield from (f"font {name}: {others or '-'}" for name, others in self.font_names().items())
        yield from (f"style {self.style_name(key)}: {self.look_of_style(key)}" for key in self.used_styles())
        for block in self.body:
            if block.tag == w("p"):
                yield self._paragraph(block)
            elif block.tag == w("tbl"):
                yield from self._table(block)

    def _stories(self) -> Iterator[tuple[str, ET.Element]]:
        relations = self._part("word/_rels/document.xml.rels")
        targets = {str(each.get("Id")): str(each.get("Target")) for each in relations}
        link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        last = next(reversed(list(self.body.iter(w("sectPr")))))
        for each in last:
            if each.tag in (w("headerReference"), w("footerReference")):
                kind = each.tag.removeprefix(WORDML).removesuffix("Reference")
                yield f"{kind} {attribute(each, 'type')}", self._part(f"word/{targets[str(each.get(link))]}")

    def _paragraph(self, paragraph: ET.Element) -> str:
        own = _own(self.look_of(paragraph), self.look_of_style(self._style_id(paragraph)))
        ends = " (ends a section)" if paragraph.find(w("pPr/sectPr")) is not None else ""
        return f"[{self.style_of(paragraph)}{own}]{ends} {''.join(map(_run, paragraph.findall(w('r'))))}"

    def _table(self, table: ET.Element) -> Iterator[str]:
        style = self.style_name(str(attribute(table.find(w("tblPr/tblStyle")))))
        widths = [int(str(attribute(each, "w"))) for each in table.iter(w("gridCol"))]
        rows = table.findall(w("tr"))
        shown = " ".join(f"{each / TWIPS_A_MM:.1f}" for each in widths)
        together = f"{sum(widths) / TWIPS_A_MM:.1f} together"
        yield f"table [{style}] {len(rows)} × {len(widths)}: columns of {shown} mm, {together}"
        for number, row in enumerate(rows):
            cells = "｜".join(self._cell(rows, number, cell) for cell in row.findall(w("tc")) if not continued(cell))
            yield f"  {' '.join((*_row_marks(row), ''))}{cells}"
        yield "end of the table"

    def _cell(self, rows: list[ET.Element], number: int, cell: ET.Element) -> str:
        columns, depth = spans(rows, number, cell)
        size = f" {columns}×{depth}" if (columns, depth) != (1, 1) else ""
        shade = " shaded" if cell.find(w("tcPr/shd")) is not None else ""
        (paragraph,) = cell.findall(w("p"))
        return f"{text_of(paragraph)}[{self.style_of(paragraph)}{size}{shade}]"

    def _style_id(self, paragraph: ET.Element) -> str:
        return attribute(paragraph.find(w("pPr/pStyle"))) or self.default

    def _chain(self, style_id: str) -> list[ET.Element]:
        chain = [] if self._defaults is None else [self._defaults]
        styles = [self.styles[style_id]]
        while base := attribute(styles[0].find(w("basedOn"))):
            styles.insert(0, self.styles[base])
        return [*chain, *styles]

    def _part(self, name: str) -> ET.Element:
        return ET.fromstring(self.parts[name])  # noqa: S314 - our own document


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by addresses as a sheet has them, A1 its first cell; a merged cell stands at its first address."""

    texts: dict[str, str]
    merged: set[str]
    heads: int
    whole: int
    rows: int
    columns: int
    width: float  # in mm

    @classmethod
    def of(cls, table: ET.Element) -> "Grid":
        """Read a table."""
        rows = table.findall(w("tr"))
        widths = [int(str(attribute(each, "w"))) for each in table.iter(w("gridCol"))]
        texts, merged = dict[str, str](), set[str]()
        for number, row in enumerate(rows):
            for cell, (start, columns) in places(row).items():
                if continued(cell):
                    continue
                first = f"{get_column_letter(start + 1)}{number + 1}"
                texts[first], depth = text_of(cell), spans(rows, number, cell)[1]
                if (columns, depth) != (1, 1):
                    merged.add(f"{first}:{get_column_letter(start + columns)}{number + depth}")
        marks = [set(_row_marks(row)) for row in rows]
        heads, whole = (sum(mark in each for each in marks) for mark in ("head", "whole"))
        return cls(texts, merged, heads, whole, len(rows), len(widths), sum(widths) / TWIPS_A_MM)


def continued(cell: ET.Element) -> bool:
    """Whether a cell is the rest of one that is merged with it from above."""
    merge = cell.find(w("tcPr/vMerge"))
    return merge is not None and attribute(merge) != "restart"


def spans(rows: list[ET.Element], number: int, cell: ET.Element) -> tuple[int, int]:
    """Return how many columns and rows a cell covers."""
    start, columns = places(rows[number])[cell]
    depth = 1
    if cell.find(w("tcPr/vMerge")) is not None:
        for row in rows[number + 1 :]:
            below = next((c for c, (at, _) in places(row).items() if at == start), None)
            if below is None or not continued(below):
                break
            depth += 1
    return columns, depth


def places(row: ET.Element) -> dict[ET.Element, tuple[int, int]]:
    """Return the column in which each cell of a row begins, and how many it covers."""
    found, at = {}, 0
    for cell in row.findall(w("tc")):
        columns = int(attribute(cell.find(w("tcPr/gridSpan"))) or 1)
        found[cell] = (at, columns)
        at += columns
    return found


def _row_marks(row: ET.Element) -> Iterator[str]:
    properties = row.find(w("trPr"))
    for name, said in (("tblHeader", "head"), ("cantSplit", "whole")):
        if properties is not None and switched_on(properties.find(w(name))):
            yield said
    first = next(row.iter(w("p")))
    if switched_on(first.find(w("pPr/keepNext"))):
        yield "with-next"


def _page(section: ET.Element) -> Iterator[str]:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))

    def mm(element: ET.Element | None, name: str) -> str:
        return f"{int(str(attribute(element, name))) / TWIPS_A_MM:.1f}"

    sides = ", ".join(f"{side} {mm(margins, side)}" for side in ("top", "right", "bottom", "left", "header", "footer"))
    yield f"page {mm(size, 'w')} × {mm(size, 'h')} mm: {sides}"


def _run(run: ET.Element) -> str:
    text = text_of(run)
    return f"⟦{text}⟧" if text and run.find(w("rPr/highlight")) is not None else text


def _own(look: Look, style: Look) -> str:
    """Return what a paragraph sets otherwise than its style."""
    names = ("size", "line", "before", "after", "first", "sides", "align", "keep_next", "level")
    return "".join(f" {n}={getattr(look, n)}" for n in names if getattr(look, n) != getattr(style, n))


def _look(layers: list[ET.Element]) -> Look:
    said = dict(pair for layer in layers for pair in _said(layer))

    def points(name: str, which: str) -> float:
        return int(said.get((name, which), 0)) / TWIPS_A_POINT

    level = said.get(("outlineLvl", "val"))
    return Look(
        said.get(("rFonts", "eastAsia"), ""),
        said.get(("rFonts", "ascii"), ""),
        int(said.get(("sz", "val"), 0)) / 2,
        f"{points('spacing', 'line'):g} pt {said.get(('spacing', 'lineRule'), 'auto')}",
        points("spacing", "before"),
        points("spacing", "after"),
        points("ind", "firstLine"),
        int(said.get(("ind", "firstLineChars"), 0)),
        (points("ind", "left"), points("ind", "right")),
        said.get(("jc", "val"), "left"),
        said.get(("keepNext", "val"), "0") not in ("0", "false"),
        None if level is None else int(level),
    )


def _said(layer: ET.Element) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what a layer says of a paragraph and of its text; a switch without a value is on."""
    for path in ("pPrDefault/pPr", "rPrDefault/rPr", "pPr", "rPr"):
        for each in layer.findall(f"{w(path)}/*"):
            name = each.tag.removeprefix(WORDML)
            yield from (((name, key.removeprefix(WORDML)), value) for key, value in each.attrib.items())
            if not each.attrib:
                yield (name, "val"), "1"
