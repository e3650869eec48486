"""The Word report held against a real one, and its layout against GB/T 9704.

`facts/ganzhou-jkq-zwfwzx-2023.txt` is the published annual report of 赣州经开区政务服务中心 for 2023, an official
document that http://gzjkq.ganzhou.gov.cn/jkqxxgk/c110390/list.shtml offers for download, as text taken from its PDF.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table

from xlsreport.cli.app import run

TESTS = Path(__file__).parents[1]
FACTS = TESTS / "facts" / "ganzhou-jkq-zwfwzx-2023.txt"
CORRECTED = TESTS.parent / "examples/ganzhou-2023/2023/corrected/赣州经开区政务服务中心.xlsx"

Block = str | tuple[str, ...]  # a paragraph, or the cells of a table's row that are not empty


@dataclass(frozen=True, slots=True)
class Difference:
    """Neighbouring blocks of the published text that our report has otherwise, and why."""

    reason: str
    published: tuple[Block, ...]
    ours: tuple[Block, ...]


def settled(text: str) -> str:
    """Return `text` without white space and with half-width signs: the PDF's text mixes both at random."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def zeros(*labels: str) -> Block:
    return (*labels, *"0000000")


PUBLISHED_OPENING = (
    "本年度报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。全文包括总体情况、主动公开政府信息情况、"
    "收到和处理政府信息公开申请情况、政府信息公开行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。"
    "本年度报告的电子版可以从赣州经济技术开发区政务公开官网下载",
    "（http://gzjkq.ganzhou.gov.cn/jkqxxgk/c110390/list.shtml）。如对本报告有任何疑问，请与政务服务中心综合办联系"
    "（地址：华坚南路69号，电话：8376607，邮编：341000）。",
)
HINT = "（提示：每个数据必须填，注意数据之间的逻辑关系，各项数据核定时间点为报告年度的12月31日）"
LOST = (
    ("信息内容", "本年处理决定数量"),
    ("行政许可", "0"),
    ("第二十条第（六）项",),
    ("信息内容", "本年处理决定数量"),
    ("行政处罚", "0"),
    ("行政强制", "0"),
    ("第二十条第（八）项",),
    ("信息内容", "本年收费金额（单位：万元）"),
    ("行政事业性收费", "0"),
    "三、收到和处理政府信息公开申请情况",
    ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"),
    ("自然人", "法人或其他组织", "总计"),
    ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
    ("一、本年新收政府信息公开申请数量", *"3100004"),
    zeros("二、上年结转政府信息公开申请数量"),
    ("三、本年度办理结果", "（一）予以公开", *"3100004"),
    zeros("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
)
DIFFERENCES = (
    Difference(
        "the PDF's title stands on two lines, each a paragraph in its text; ours is one paragraph of two lines",
        ("赣州经开区政务服务中心2023年政府信息", "公开工作年度报告"),
        ("赣州经开区政务服务中心2023年政府信息公开工作年度报告",),
    ),
    Difference(
        "a link on a line of its own parts the opening paragraph in the PDF's text",
        PUBLISHED_OPENING,
        ("".join(PUBLISHED_OPENING),),
    ),
    Difference(
        "the published sentence contradicts its own table (3 + 1 requests): the department corrected it",
        (
            "2023年度，我中心接到依申请公开办件一次其中包括三名自然人、一家企业，已按照《中华人民共和国政府信息公开条例》、"
            "《江西省政府信息依申请公开工作规范》相关要求，做出回复。",
        ),
        (
            "2023年度，我中心接到依申请公开办件四件其中包括三名自然人、一家企业，已按照《中华人民共和国政府信息公开条例》、"
            "《江西省政府信息依申请公开工作规范》相关要求，做出回复。",
        ),
    ),
    Difference(
        "the hint to whoever fills the form was left in the published heading",
        (f"二、主动公开政府信息情况{HINT}",),
        ("二、主动公开政府信息情况",),
    ),
    Difference(
        "a page break lost the rest of the second section and the head of the third from the PDF's text",
        (("第二十条第（五）项",), zeros("（三）不予公开", "1.属于国家秘密")),
        (("第二十条第（五）项",), *LOST, zeros("（三）不予公开", "1.属于国家秘密")),
    ),
    Difference(
        "the published total is typed as 0 beside 3 and 1: it is a formula again",
        (("（七）总计", *"3100000"),),
        (("（七）总计", *"3100004"),),
    ),
    Difference(
        "the hint to whoever fills the form was left in the published heading",
        (f"四、政府信息公开行政复议、行政诉讼情况{HINT}",),
        ("四、政府信息公开行政复议、行政诉讼情况",),
    ),
    Difference(
        "the published five figures of 行政复议 are blank although every figure must be filled: they are 0",
        (("0",) * 10,),
        (("0",) * 15,),
    ),
)
PARTED = Difference(
    "a page break parts this paragraph in the PDF's text",
    ("“一号改革工程”、", "“放管服”改革工作"),
    ("“一号改革工程”、“放管服”改革工作",),
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> WordDocument:
    target = tmp_path_factory.mktemp("report") / "报告.docx"
    assert run(["report", str(CORRECTED), "-o", str(target)]) == 0
    return Document(str(target))


def blocks_of(document: WordDocument) -> Iterator[Block]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (settled_row(cells_of(row)) for row in block._tbl.tr_lst)
        else:
            yield settled(block.text)


def cells_of(row: object) -> Iterator[str]:
    """Yield the texts of a row's own cells: one that is merged with the cell above has none of its own."""
    for cell in row.tc_lst:  # type: ignore[attr-defined]
        yield "".join(paragraph.text for paragraph in cell.p_lst)


def settled_row(cells: Iterator[str]) -> tuple[str, ...]:
    return tuple(text for cell in cells if (text := settled(cell)))


def published() -> Iterator[Block]:
    """Yield the blocks of the published text, which marks heads with # and ** and a link with <>."""
    text = re.sub(r"^#+ |\*\*|[<>]", "", FACTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace("\n\n".join(PARTED.published), PARTED.ours[0])
    for line in text.splitlines():
        if "\t" in line or line.startswith("第二十条"):
            yield settled_row(iter(line.split("\t")))
        elif line.strip():
            yield settled(line)


def settled_blocks(blocks: tuple[Block, ...]) -> list[Block]:
    return [settled(each) if isinstance(each, str) else settled_row(iter(each)) for each in blocks]


def with_difference(blocks: list[Block], difference: Difference) -> list[Block]:
    theirs, ours = settled_blocks(difference.published), settled_blocks(difference.ours)
    places = [n for n in range(len(blocks)) if blocks[n : n + len(theirs)] == theirs]
    assert len(places) == 1, f"{len(places)} places: {difference.reason}"
    return [*blocks[: places[0]], *ours, *blocks[places[0] + len(theirs) :]]


def test_says_what_the_published_report_says(document: WordDocument) -> None:
    expected = list(published())
    for difference in DIFFERENCES:
        expected = with_difference(expected, difference)
    assert list(blocks_of(document)) == expected


def test_the_differences_are_few_and_each_has_its_reason() -> None:
    differences = (*DIFFERENCES, PARTED)
    assert len(differences) <= 10
    assert all(each.reason and each.published != each.ours for each in differences)


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
