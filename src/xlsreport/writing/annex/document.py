"""The empty document of the annex: the form's Word template without its text, and the styles that a template lacks."""

import io
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.section import CT_SectPr
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from xlsreport.language import Language
from xlsreport.model.form import Form
from xlsreport.package import settled
from xlsreport.writing.annex.wordml import TableStyles, section_end_xml
from xlsreport.writing.report.report import TEMPLATE

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _Header

_SMALL, _LINE = Pt(9), Pt(13)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
# A page that is laid across is turned to the left: what was at its left is then at its foot.
_TURNED = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}


class AnnexDocument:
    """A Word document with the page, the footers and the styles of the form's report, marked as internal."""

    def __init__(self, form: Form, language: Language) -> None:
        self.word: WordDocument = Document(str(form.folder / TEMPLATE))
        self._last: CT_SectPr = self.word.element.body.sectPr
        self.word.element.body.clear_content()
        self.title, self.body = self._paragraph_style("Title"), self._paragraph_style("Body Text")
        self.headings = tuple(self._paragraph_style(f"Heading {level}", level) for level in (1, 2, 3))
        self.tables = self._table_styles(language)
        self._mark(language.text("annex_internal"))

    def packed(self, content: Iterable[str], *, ends_across: bool = False) -> bytes:
        """Return the document with `content` before the description of its last section, which may lie across."""
        if ends_across:
            own, self._last = self._last, deepcopy(self._last)
            _lay_across(own)
        out = io.BytesIO()
        self.word.save(out)
        part = self.word.part
        return settled(out.getvalue(), {part.partname.membername: _around(part.blob, content)})

    def upright_end(self) -> str:
        """Return the end of a section whose pages stand upright."""
        return section_end_xml(_xml(self._last))

    def across_end(self) -> str:
        """Return the end of a section whose pages are laid across."""
        section = deepcopy(self._last)
        _lay_across(section)
        return section_end_xml(_xml(section))

    def _paragraph_style(self, name: str, level: int = 0) -> str:
        """Return the id of a style; where the template has not got it, one like the heading above it is made."""
        if name in self.word.styles:
            return str(self.word.styles[name].style_id)
        style = self._new_style(name)
        above = f"Heading {level - 1}"
        style.base_style = self.word.styles[above if level and above in self.word.styles else "Normal"]
        style.font.bold = bool(level) or None
        if level:
            outline = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>')
            style.element.get_or_add_pPr().append(outline)
        style.paragraph_format.keep_with_next = bool(level) or None
        return str(style.style_id)

    def _table_styles(self, language: Language) -> TableStyles:
        (table, head, text, figure), (plain, strong) = language.lists["annex_styles"], language.lists["annex_fonts"]
        borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
        self.word.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="AnnexTable">'
                f'<w:name w:val="{table}"/><w:tblPr><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
                '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
                '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
            )
        )
        centre, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
        return TableStyles(
            "AnnexTable",
            self._cell_style(head, strong, centre),
            self._cell_style(text, plain, left),
            self._cell_style(figure, plain, centre),
        )

    def _cell_style(self, name: str, font: str, align: WD_ALIGN_PARAGRAPH) -> str:
        style = self._new_style(name)
        style.base_style = self.word.styles["Normal"]
        style.font.size, style.font.name = _SMALL, font
        style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font)
        layout = style.paragraph_format
        layout.alignment, layout.line_spacing, layout.first_line_indent = align, _LINE, Pt(0)
        layout.space_before = layout.space_after = Pt(0)
        return str(style.style_id)

    def _new_style(self, name: str) -> ParagraphStyle:
        return cast("ParagraphStyle", self.word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))

    def _mark(self, text: str) -> None:
        """Say on every page that the document is internal."""
        section = self.word.sections[0]
        headers: list[_Header] = [section.header]
        if self.word.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0]
            paragraph.text, paragraph.style = text, self.word.styles.element.get_by_id(self.tables.head).name_val


def _lay_across(section: CT_SectPr) -> None:
    """Turn the page that `section` describes, its margins with it."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return
    width, height = size.get(qn("w:w"), "11906"), size.get(qn("w:h"), "16838")  # A4 where it is not said
    size.attrib.update({qn("w:w"): height, qn("w:h"): width, qn("w:orient"): "landscape"})
    before = {side: margins.get(qn(f"w:{side}"), "1440") for side in _TURNED}
    for side, of in _TURNED.items():
        margins.set(qn(f"w:{side}"), before[of])


def _around(empty: bytes, content: Iterable[str]) -> Iterator[bytes]:
    """Yield the document `empty`, whose body has nothing but its last section, with `content` at its beginning."""
    head, opening, tail = empty.partition(b"<w:body>")
    yield head + opening
    yield from (piece.encode("utf-8") for piece in content)
    yield tail


def _xml(section: CT_SectPr) -> str:
    return section.xml.partition("?>")[2] if section.xml.startswith("<?xml") else section.xml
