"""Makes `report.docx`, the Word template of 政府信息公开工作年度报告 (2021 edition).

The order of the document is that of the national form (国办公开办函〔2021〕30号). Its tags are the
addresses of the workbook's cells; docxtpl fills them. A person may edit the result in Word.
"""

import datetime as dt
import io

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from report_labels import CASES, PUBLISHED, REQUESTS
from report_package import bare_package
from report_styles import DRAFT_STYLE
from report_tables import add_table

from xlsreport.package import settled

BESIDE_TABLE = Pt(6)
TITLE = "政府信息公开工作年度报告"
BLANK, UNSIGNED = "（本部分尚未填写）", "（单位名称）"
HEAD = (  # two lines, as an official title breaks between its parts; without a name there is one
    "{{ 基本信息.B3 }}{% if 基本信息.B3.lines %}\n{% endif %}{{ 基本信息.B5 }}年" + TITLE
)
OPENING = (
    "本年度报告中所列数据的统计期限自{{ 基本信息.B5 }}年1月1日起至{{ 基本信息.B5 }}年12月31日止。"
    "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。"
    "{% if 基本信息.B11.lines %}本年度报告的电子版可以从{{ 基本信息.B11 }}下载"
    "{% if 基本信息.B12.lines %}（{{ 基本信息.B12 }}）{% endif %}。"
    "{% elif 基本信息.B12.lines %}本年度报告的电子版可以从{{ 基本信息.B12 }}下载。{% endif %}"
    "{% if 基本信息.B10.lines %}如对本报告有任何疑问，请与{{ 基本信息.B10 }}联系"
    "（地址：{{ 基本信息.B7 }}，电话：{{ 基本信息.B8 }}，邮编：{{ 基本信息.B9 }}）。{% endif %}"
)
PARTS = (
    ("（一）主动公开", "文字.A6"),
    ("（二）依申请公开", "文字.A8"),
    ("（三）政府信息管理", "文字.A10"),
    ("（四）政府信息公开平台建设", "文字.A12"),
    ("（五）监督保障", "文字.A14"),
)
FEE_GIVEN = " or ".join(f"补充.{cell}.number is not none" for cell in ("B15", "B16", "B17"))
FEE = (
    "{{ 基本信息.B5 }}年，依照《政府信息公开信息处理费管理办法》"
    "{% if 补充.B15.number is not none %}，发出收费通知{{ 补充.B15 }}件{% endif %}"
    "{% if 补充.B16.number is not none %}，通知收取的总金额为{{ 补充.B16 }}元{% endif %}"
    "{% if 补充.B17.number is not none %}，实际收取信息处理费{{ 补充.B17 }}元{% endif %}。"
)


def report_bytes() -> bytes:
    """Return the Word template; the same bytes every time."""
    document = docx.Document(io.BytesIO(bare_package()))
    _describe(document)
    _number_pages(document)
    _write_overview(document)
    _write_figures(document)
    _write_rest(document)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _describe(document: Document) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = TITLE, "xlsreport", "zh-CN"
    properties.last_modified_by, properties.comments, properties.revision = "", "", 1
    properties.created = properties.modified = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _number_pages(document: Document) -> None:
    """Put `— 1 —` outside: right on odd pages, left on even ones."""
    section = document.sections[0]
    for footer, style in ((section.footer, "Footer"), (section.even_page_footer, "偶数页页脚")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = style
        paragraph.add_run("— ")
        _add_page_field(paragraph)
        paragraph.add_run(" —")


def _add_page_field(paragraph: Paragraph) -> None:
    _add_field_mark(paragraph.add_run(), "begin")
    instruction = OxmlElement("w:instrText")
    instruction.text = "PAGE"
    paragraph.add_run()._r.append(instruction)  # python-docx knows no fields
    _add_field_mark(paragraph.add_run(), "separate")
    paragraph.add_run("1")
    _add_field_mark(paragraph.add_run(), "end")


def _add_field_mark(run: Run, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)


def _write_overview(document: Document) -> None:
    """Title, opening paragraph, and section one."""
    document.add_paragraph(HEAD, "Title")
    document.add_paragraph(OPENING, "开篇说明")
    document.add_paragraph("一、总体情况", "Heading 1")
    _add_prose(document, "文字.A4", blank="")
    for heading, address in PARTS:
        document.add_paragraph(heading, "Heading 2")
        _add_prose(document, address)


def _write_figures(document: Document) -> None:
    """Sections two to four: a table each."""
    for heading, form in (
        ("二、主动公开政府信息情况", PUBLISHED),
        ("三、收到和处理政府信息公开申请情况", REQUESTS),
        ("四、政府信息公开行政复议、行政诉讼情况", CASES),
    ):
        spacing = document.add_paragraph(heading, "Heading 1").paragraph_format
        spacing.space_before = spacing.space_after = BESIDE_TABLE
        add_table(document, form)


def _write_rest(document: Document) -> None:
    """Sections five and six, and who signs; what is signed stays on the page with some of its text.

    The fees come first: after 无其他需要报告的事项 they would contradict it.
    """
    heading = document.add_paragraph("五、存在的主要问题及改进情况", "Heading 1")
    heading.paragraph_format.space_before = BESIDE_TABLE
    _add_prose(document, "文字.A16")
    document.add_paragraph("六、其他需要报告的事项", "Heading 1")
    document.add_paragraph(f"{{%p if {FEE_GIVEN} %}}", "Body Text")
    document.add_paragraph(FEE, "Body Text")
    document.add_paragraph("{%p endif %}", "Body Text")
    for last in _add_prose(document, "文字.A18"):
        last.paragraph_format.keep_with_next = True
    document.add_paragraph("{%p if 基本信息.B3.lines %}", "Body Text")
    document.add_paragraph("{{ 基本信息.B3 }}", "落款单位")
    document.add_paragraph("{%p else %}", "Body Text")
    _add_marked(document, UNSIGNED, "落款单位")
    document.add_paragraph("{%p endif %}", "Body Text")
    document.add_paragraph("{{ 基本信息.B13 }}", "落款日期")


def _add_prose(document: Document, address: str, blank: str = BLANK) -> list[Paragraph]:
    """Add a paragraph for each line of the text at `address`, and return those that may stand last of it.

    Where the text is blank, what is drafted stands there, else `blank`, both highlighted: no heading is published with
    nothing below it.
    """
    document.add_paragraph(f"{{%p for 段 in {address}.lines %}}", "Body Text")
    last = [document.add_paragraph("{{ 段 }}", "Body Text")]
    if blank:
        document.add_paragraph("{%p else %}", "Body Text")
        document.add_paragraph(f"{{%p for 段 in {address}.drafts %}}", "Body Text")
        last.append(_add_marked(document, "{{ 段 }}"))
        document.add_paragraph("{%p else %}", "Body Text")
        last.append(_add_marked(document, blank))
        document.add_paragraph("{%p endfor %}", "Body Text")
    document.add_paragraph("{%p endfor %}", "Body Text")
    return last


def _add_marked(document: Document, text: str, style: str = "Body Text") -> Paragraph:
    """Add a paragraph of `text` that somebody has still to write, or to agree to."""
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text, DRAFT_STYLE)
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW  # Word heeds no highlight of a style
    return paragraph
