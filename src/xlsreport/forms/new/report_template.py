"""The first Word template of a new form: every text and every table of the workbook, a tag at each of its figures."""

import datetime as dt
import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from xlsreport.forms.new.blocks import Asked, Block, FreeText, Heading, Prose, TableBlock
from xlsreport.forms.new.report_table import add_table
from xlsreport.forms.new.tags import safe
from xlsreport.language import Language
from xlsreport.package import settled

_WIDE = 8  # columns from which on a table lies on its side
_SIZE = Pt(11)


def template_bytes(title: str, sheets: Sequence[Sequence[Block]], language: Language) -> bytes:
    """Return the template with `title`, which has its tags already, and the blocks of each sheet.

    A sheet with a wide table lies on its side. The same bytes each time.
    """
    document = Document()
    _describe(document, language)
    for number, blocks in enumerate(sheets):
        _lie(document, wide=any(isinstance(b, TableBlock) and len(b.widths) > _WIDE for b in blocks), anew=number > 0)
        if number == 0:
            document.add_paragraph(title, "Title")
        for block in blocks:
            _add(document, block, language)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _add(document: WordDocument, block: Block, language: Language) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(text, level)
        case FreeText(text):
            document.add_paragraph(safe(text))
        case Asked(pieces):
            document.add_paragraph(pieces)
        case Prose(tag):
            _add_prose(document, tag, language)
        case TableBlock():
            add_table(document, block)
            document.add_paragraph()


def _add_prose(document: WordDocument, tag: str, language: Language) -> None:
    """Add a text, a paragraph for each of its lines, and what stands there while it is blank."""
    document.add_paragraph(f"{{%p for line in {tag}.lines %}}")
    document.add_paragraph("{{ line }}", "Body Text")
    document.add_paragraph("{%p else %}")
    document.add_paragraph(language.text("new_report_blank"), "Body Text")
    document.add_paragraph("{%p endfor %}")


def _lie(document: WordDocument, *, wide: bool, anew: bool) -> None:
    """Have what follows stand on pages of its own kind, a new one where there is something before: wide on its side."""
    section = document.sections[-1]
    if wide == (section.orientation == WD_ORIENT.LANDSCAPE):
        return
    section = document.add_section() if anew else section
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width


def _describe(document: WordDocument, language: Language) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.revision = "", "", "", 1
    properties.created = properties.modified = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    body, head = language.lists["new_fonts"]
    for name, font, size in (
        ("Normal", body, _SIZE),
        ("Title", head, Pt(20)),
        ("Heading 1", head, Pt(15)),
        ("Heading 2", head, Pt(12)),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = font, size, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), font)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in document.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        line.getparent().remove(line)
