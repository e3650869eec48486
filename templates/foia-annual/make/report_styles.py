"""The styles of the report: Arial in black throughout, headings bold, tables small, footnotes in italics."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs; lengths are in points."""

    name: str
    size: float
    before: float = 0
    after: float = 0
    align: WD_ALIGN_PARAGRAPH | None = None
    bold: bool = False
    italic: bool = False


STYLES = (
    Style("Normal", 10, after=6),
    Style("Title", 20, 120, 12, CENTRE, bold=True),
    Style("Subtitle", 14, after=8, align=CENTRE),
    Style("Heading 1", 12, after=8, bold=True),
    Style("Table Head", 8, 2, 2, CENTRE),
    Style("Table Head Small", 7, 2, 2, CENTRE),
    Style("Table Name", 9, 2, 2),
    Style("Table Overall", 9, 2, 2, CENTRE),
    Style("Table Figure", 9, 2, 2, RIGHT),
    Style("Table Figure Small", 8, 2, 2, RIGHT),
    Style("Footnote", 9, 2, 2, italic=True),
)


def set_styles(document: Document) -> None:
    """Give `document` the styles of the report."""
    for style in STYLES:
        _set(document, style)


def _set(document: Document, wanted: Style) -> None:
    known = {style.name for style in document.styles}
    if wanted.name not in known:
        document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[wanted.name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(wanted.name)
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = "Arial", Pt(wanted.size), wanted.bold, wanted.italic
    font.color.rgb = RGBColor(0, 0, 0)
    _without_theme(style)
    spacing.space_before, spacing.space_after, spacing.alignment = Pt(wanted.before), Pt(wanted.after), wanted.align
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _without_theme(style: ParagraphStyle) -> None:
    """Name Arial for every script; the theme's fonts would win over it."""
    fonts = style.element.get_or_add_rPr().rFonts
    for attribute in [each for each in fonts.attrib if "Theme" in each]:
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Arial")
