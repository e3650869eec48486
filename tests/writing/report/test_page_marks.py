"""The line that every page of a draft bears, in the headers that a template's author made."""

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.section import Section

from xlsreport.writing.report.page_marks import mark_pages

MARK = "送审稿：应报 5 个单位。"


def marked(document: Word) -> Word:
    mark_pages(document, MARK)
    return document


def lines(section: Section) -> list[str]:
    return [each.text for each in section.header.paragraphs]


def test_a_page_without_a_header_gets_one_of_the_line_alone() -> None:
    header = marked(Document()).sections[0].header
    assert [each.text for each in header.paragraphs] == [MARK]
    assert header.paragraphs[0]._p.pPr.pStyle is None


def test_the_line_stands_above_what_the_author_wrote_and_touches_none_of_it() -> None:
    document = Document()
    own = document.sections[0].header.paragraphs[0]
    own.text = "内部资料"
    before = own._p.xml
    header = marked(document).sections[0].header
    assert [each.text for each in header.paragraphs] == [MARK, "内部资料"]
    assert header.paragraphs[1]._p.xml == before
    assert header.paragraphs[0]._p.pPr.pStyle is None


def test_an_empty_line_of_the_author_keeps_its_style_and_so_its_rule() -> None:
    document = Document()
    document.sections[0].header.is_linked_to_previous = False
    header = marked(document).sections[0].header
    assert [(each.text, each.style.name if each.style else "") for each in header.paragraphs] == [
        (MARK, "Normal"),
        ("", "Header"),
    ]


def test_a_section_that_goes_on_with_the_headers_before_keeps_them() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.add_section(WD_SECTION.NEW_PAGE)
    marked(document)
    assert [lines(each) for each in document.sections] == [[MARK, "内部资料"]] * 2
    assert document.sections[1].header.is_linked_to_previous


def test_a_first_page_of_a_later_section_and_a_header_that_is_used_only_later_bear_it_too() -> None:
    document = Document()
    document.sections[0].first_page_header.paragraphs[0].text = "封面"
    later = document.add_section(WD_SECTION.NEW_PAGE)
    later.different_first_page_header_footer = True
    marked(document)
    assert [each.text for each in later.first_page_header.paragraphs] == [MARK, "封面"]
    assert lines(later) == [MARK]
