"""Makes `report.docx`, the Word template: the tables of sections V to XII as the published reports have them."""

import datetime as dt
import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Twips
from report_drawing import add_table
from report_lists import ListTable, add_list_table, list_tables
from report_styles import set_styles
from report_tables import ReportTable, report_tables
from sections import TITLES
from sheets_words import FIRST_NOTE

from xlsreport.package import settled

SHORT, LONG, MARGIN, HIGH = Twips(12240), Twips(15840), Twips(1080), Twips(1080)


def report_bytes() -> bytes:
    """Return the Word template; the same bytes every time."""
    document = docx.Document()
    _describe(document)
    set_styles(document)
    _turn(document, wide=False, new=False)
    _write_front(document)
    wide = False
    for number, form in enumerate(in_order()):
        turned, wide = form.wide is not wide, form.wide
        if turned:
            _turn(document, wide=wide, new=True)
        _write_table(document, form, page=not turned or number == 0)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def in_order() -> list[ReportTable | ListTable]:
    """Return the tables of the sections in their order."""
    places = list(TITLES)
    return sorted((*list_tables(), *report_tables()), key=lambda form: places.index(form.section))


def _describe(document: Document) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Annual FOIA Report", "xlsreport", "en-US"
    properties.last_modified_by, properties.comments, properties.revision = "", "", 1
    properties.created = properties.modified = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _turn(document: Document, *, wide: bool, new: bool) -> None:
    """Begin pages that lie wide, or stand."""
    section = document.add_section(WD_SECTION.NEW_PAGE) if new else document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if wide else (SHORT, LONG)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = HIGH


def _write_front(document: Document) -> None:
    """Write the title page, and the components with their abbreviations where there are several."""
    document.add_paragraph("Annual FOIA Report", "Title")
    document.add_paragraph("{{ Component.B3 }}", "Subtitle")
    document.add_paragraph("Fiscal Year {{ Component.B5 }}", "Subtitle")
    document.add_paragraph("{%p if Component.B6.lines %}")
    document.add_paragraph(
        "Contact: {{ Component.B6 }}{% if Component.B7.lines %}, {{ Component.B7 }}{% endif %}"
        "{% if Component.B8.lines %}, {{ Component.B8 }}{% endif %}",
        "Subtitle",
    )
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if departments %}")
    heading = document.add_paragraph("AGENCY COMPONENT ABBREVIATIONS", "Heading 1")
    heading.paragraph_format.page_break_before = True
    table = document.add_table(4, 2, "Table Grid")
    for row, texts in enumerate(
        (
            ("Component Abbreviation", "Component Name"),
            ("{%tr for each in departments %}", ""),
            ("{{ each.code }}", "{{ each.name }}"),
            ("{%tr endfor %}", ""),
        )
    ):
        for column, text in enumerate(texts):
            cell = table.cell(row, column)
            cell.width = Twips((3000, 7080)[column])
            cell.paragraphs[0].style = "Table Head" if row == 0 else "Table Name"
            cell.paragraphs[0].add_run(text)
    document.add_paragraph("{%p endif %}")


def _write_table(document: Document, form: ReportTable | ListTable, *, page: bool) -> None:
    """Write heading, table and footnotes of a section, on a page of its own."""
    heading = document.add_paragraph(form.heading, "Heading 1")
    heading.paragraph_format.page_break_before = page
    if isinstance(form, ListTable):
        add_list_table(document, form)
    else:
        add_table(document, form)
    row = FIRST_NOTE + list(TITLES).index(form.section)
    document.add_paragraph("", "Footnote")
    document.add_paragraph(f"{{%p for line in Footnotes.B{row}.lines %}}", "Footnote")
    document.add_paragraph("{{ line }}", "Footnote")
    document.add_paragraph("{%p endfor %}", "Footnote")
