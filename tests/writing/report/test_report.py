"""The layout of the Word report held against GB/T 9704."""

from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from xlsreport.cli.app import run

TESTS = Path(__file__).parents[2]
CORRECTED = TESTS.parent / "examples/ganzhou-2023/2023/corrected/赣州经开区政务服务中心.xlsx"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> WordDocument:
    target = tmp_path_factory.mktemp("report") / "报告.docx"
    assert run(["report", str(CORRECTED), "-o", str(target)]) == 0
    return Document(str(target))


def test_title_breaks_between_the_name_and_what_it_reports(document: WordDocument) -> None:
    assert document.paragraphs[0].text.split("\n") == ["赣州经开区政务服务中心", "2023年政府信息公开工作年度报告"]


def test_three_tables(document: WordDocument) -> None:
    assert [(len(t.rows), len(t.columns)) for t in document.tables] == [(14, 4), (28, 10), (4, 15)]


def test_page_is_that_of_an_official_document(document: WordDocument) -> None:
    section = document.sections[0]
    lengths = {
        Mm(210): section.page_width,
        Mm(297): section.page_height,
        Mm(37): section.top_margin,
        Mm(35): section.bottom_margin,
        Mm(28): section.left_margin,
        Mm(26): section.right_margin,
    }
    assert len(document.sections) == 1
    for wanted, found in lengths.items():
        assert abs(wanted - (found or 0)) < Mm(0.1)


def style_of(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def chinese_font(style: ParagraphStyle) -> str:
    return str(style.element.rPr.rFonts.get(qn("w:eastAsia")))


@pytest.mark.parametrize(
    ("name", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),  # 二号
        ("Normal", "仿宋_GB2312", 16),  # 三号
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("footer", "宋体", 14),  # 四号
    ],
)
def test_fonts_and_sizes(document: WordDocument, name: str, font: str, size: float) -> None:
    style = style_of(document, name)
    assert (chinese_font(style), style.font.size) == (font, Pt(size))


def test_title_is_centred_and_body_indented_by_two_characters(document: WordDocument) -> None:
    assert style_of(document, "Title").paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Body Text", "Heading 1", "Heading 2"):
        style = style_of(document, name)
        assert style.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
        assert style.paragraph_format.first_line_indent == Pt(2 * 16)


def test_lines_are_28_points(document: WordDocument) -> None:
    spacing = style_of(document, "Normal").paragraph_format
    assert (spacing.line_spacing, spacing.line_spacing_rule) == (Pt(28), WD_LINE_SPACING.EXACTLY)
    for name in ("Body Text", "Heading 1", "Heading 2", "落款单位", "落款日期"):
        style = style_of(document, name)
        assert style.paragraph_format.line_spacing is None
        assert style.base_style is not None
        assert style.base_style.name == "Normal"


def test_every_paragraph_has_the_style_of_what_it_is(document: WordDocument) -> None:
    shown = [(p.style.name if p.style else None, p.text) for p in document.paragraphs]
    assert shown[0][0] == "Title"
    assert [text[:2] for style, text in shown if style == "Heading 1"] == [f"{n}、" for n in "一二三四五六"]
    assert [text[:3] for style, text in shown if style == "Heading 2"] == [f"（{n}）" for n in "一二三四五"]
    assert [style for style, _ in shown[-2:]] == ["落款单位", "落款日期"]
    assert {style for style, _ in shown} == {
        "Title", "开篇说明", "Body Text", "Heading 1", "Heading 2", "落款单位", "落款日期",
    }  # fmt: skip


def test_signature_stands_at_the_right(document: WordDocument) -> None:
    for name in ("落款单位", "落款日期"):
        assert style_of(document, name).paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_every_page_has_its_number(document: WordDocument) -> None:
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert [each.text for each in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]


@pytest.mark.parametrize(("table", "heads"), [(0, 2), (1, 3), (2, 3)])
def test_heads_repeat_and_rows_stay_whole(document: WordDocument, table: int, heads: int) -> None:
    rows = document.tables[table]._tbl.tr_lst
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert repeated == [number < heads for number in range(len(rows))]
    assert all(whole)


def test_clause_rows_are_shaded(document: WordDocument) -> None:
    shaded = [
        cells[0].text
        for row in document.tables[0].rows
        if (cells := row.cells)[0]._tc.tcPr is not None and cells[0]._tc.tcPr.find(qn("w:shd")) is not None
    ]
    assert shaded == [f"第二十条第（{n}）项" for n in "一五六八"]


def test_tables_fit_between_the_margins(document: WordDocument) -> None:
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    for table in document.tables:
        assert sum(column.width or 0 for column in table.columns) <= room


def test_no_tag_is_left(document: WordDocument) -> None:
    xml = document.element.xml
    assert "{{" not in xml
    assert "{%" not in xml


def test_the_properties_name_report_office_and_period(document: WordDocument) -> None:
    properties = document.core_properties

    assert properties.title == "赣州经开区政务服务中心2023年政府信息公开工作年度报告"
    assert properties.author == "赣州经开区政务服务中心"
    assert (properties.keywords, properties.last_modified_by) == ("2023", "")
    assert properties.created == properties.modified
