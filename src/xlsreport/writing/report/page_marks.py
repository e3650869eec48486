"""What every page of a Word document says at its top, such as that it is a draft."""

from collections.abc import Iterator

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section, _Header
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

_RED = RGBColor(0xC0, 0x00, 0x00)
_SIZE, _LINE = Pt(10.5), Pt(14)


def mark_pages(document: Document, text: str) -> None:
    """Write `text` into the header of every page of `document`, above what stands there and without a style of it.

    A section that goes on with the headers of the one before is left to do so: one of its own would take them away.
    """
    even = document.settings.odd_and_even_pages_header_footer
    there: set[str] = set()  # kinds of headers that a section so far has
    for section in document.sections:
        for kind, header, is_used in _headers(section, even=even):
            if not header.is_linked_to_previous:
                _write(header, text)
            elif is_used and kind not in there:
                _write(header, text, is_new=True)
            if not header.is_linked_to_previous:
                there.add(kind)


def _headers(section: Section, *, even: bool) -> Iterator[tuple[str, _Header, bool]]:
    """Yield the kinds of headers of a section: its name, the header, and whether pages of it bear one."""
    yield "each", section.header, True
    yield "first", section.first_page_header, section.different_first_page_header_footer
    yield "even", section.even_page_header, even


def _write(header: _Header, text: str, *, is_new: bool = False) -> None:
    header.is_linked_to_previous = False
    if is_new:
        line = header.paragraphs[0]
    else:  # of the author's lines none is touched: an empty one may have a picture or a rule under it
        line = header.add_paragraph()
        header._element.insert(0, line._p)  # python-docx writes below alone
    _set(line)
    run = line.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, _SIZE, _RED


def _set(line: Paragraph) -> None:
    """Give a line its own look, whatever the template's plain paragraphs have."""
    line.style = None  # a template need not define a style for headers, and the one that is there may draw a rule
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    own = line.paragraph_format
    own.left_indent = own.right_indent = own.first_line_indent = own.space_before = own.space_after = Pt(0)
    own.line_spacing = _LINE
