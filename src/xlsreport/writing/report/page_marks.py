"""What every page of a Word document says at its top, such as that it is a draft."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import _Header
from docx.shared import Pt, RGBColor

_RED = RGBColor(0xC0, 0x00, 0x00)


def mark_pages(document: Document, text: str) -> None:
    """Write `text` into the header of every page of `document`, above what stands there."""
    for section in document.sections:
        _write(section.header, text)
        if section.different_first_page_header_footer:
            _write(section.first_page_header, text)
        if document.settings.odd_and_even_pages_header_footer:
            _write(section.even_page_header, text)


def _write(header: _Header, text: str) -> None:
    header.is_linked_to_previous = False
    first = header.paragraphs[0]
    line = first.insert_paragraph_before() if first.text.strip() else first
    line.style = None  # the default one: a template need not define a style for headers
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(10.5), _RED
