"""A Word document as text, read from its XML alone: page, fonts, looks of styles, paragraphs, merged tables."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from kit.grid import continued, row_marks, spans
from kit.look import Look, look
from kit.wordml import TWIPS_A_MM, WORDML, attribute, text_of, w


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
        return look([*self._chain(self._style_id(paragraph)), paragraph])

    def look_of_style(self, style_id: str) -> Look:
        """Return how a style sets a paragraph."""
        return look(self._chain(style_id))

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
            yield f"  {' '.join((*row_marks(row), ''))}{cells}"
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


def _page(section: ET.Element) -> Iterator[str]:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))

    def mm(element: ET.Element | None, name: str) -> str:
        return f"{int(str(attribute(element, name))) / TWIPS_A_MM:.1f}"

    sides = ", ".join(f"{side} {mm(margins, side)}" for side in ("top", "right", "bottom", "left", "header", "footer"))
    yield f"page {mm(size, 'w')} × {mm(size, 'h')} mm: {sides}"


def _run(run: ET.Element) -> str:
    text = text_of(run)
    return f"⟦{text}⟧" if text and run.find(w("rPr/highlight")) is not None else text


def _own(own: Look, style: Look) -> str:
    """Return what a paragraph sets otherwise than its style."""
    names = ("size", "line", "before", "after", "first", "sides", "align", "keep_next", "level")
    return "".join(f" {n}={getattr(own, n)}" for n in names if getattr(own, n) != getattr(style, n))
