"""The tables of the report, as the published reports have them: components as rows, the agency overall last."""

from collections.abc import Iterator
from dataclasses import dataclass

from blocks import Placed
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell
from sections import PLACED, TRACKS

NAME_WIDTH, LEAST, MOST = 2180, 640, 1660  # twips
PORTRAIT, LANDSCAPE = 10080, 13680  # between the margins
OVERALL = "{% if departments %}AGENCY OVERALL{% else %}{{ Component.B4 }}{% endif %}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, the head of its group, and the tag of its figure without the sheet's owner."""

    head: str
    group: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of the report; `given` is the cell without which a component has no row in it."""

    heading: str
    section: str  # whose footnotes stand below it
    columns: tuple[Column, ...]
    given: str = ""

    @property
    def wide(self) -> bool:
        """Whether it stands on a landscape page."""
        return len(self.columns) > 6


HEADINGS = {
    "V.A.": "V.A. FOIA REQUESTS -- RECEIVED, PROCESSED AND PENDING FOIA REQUESTS",
    "V.B.(1)": "V.B.(1). DISPOSITION OF FOIA REQUESTS -- ALL PROCESSED REQUESTS",
    "V.B.(2)": 'V.B.(2). DISPOSITION OF FOIA REQUESTS -- "OTHER" REASONS FOR "FULL DENIALS BASED ON REASONS OTHER THAN '
    'EXEMPTIONS" FROM SECTION V, B(1) CHART',
    "V.B.(3)": "V.B.(3). DISPOSITION OF FOIA REQUESTS -- NUMBER OF TIMES EXEMPTIONS APPLIED",
    "VI.A.": "VI.A. ADMINISTRATIVE APPEALS OF INITIAL DETERMINATIONS OF FOIA REQUESTS -- RECEIVED, PROCESSED, AND "
    "PENDING ADMINISTRATIVE APPEALS",
    "VI.B.": "VI.B. DISPOSITION OF ADMINISTRATIVE APPEALS -- ALL PROCESSED APPEALS",
    "VI.C.(1)": "VI.C.(1). REASONS FOR DENIAL ON APPEAL -- NUMBER OF TIMES EXEMPTIONS APPLIED",
    "VI.C.(2)": "VI.C.(2). REASONS FOR DENIAL ON APPEAL -- REASONS OTHER THAN EXEMPTIONS",
    "VI.C.(3)": 'VI.C.(3). REASONS FOR DENIAL ON APPEAL -- "OTHER" REASONS',
    "VII.C.": "VII.C. PROCESSED {} -- RESPONSE TIME IN DAY INCREMENTS",
    "VII.D.": "VII.D. PENDING REQUESTS -- ALL PENDING PERFECTED REQUESTS",
    "VIII.A.": "VIII.A. REQUESTS FOR EXPEDITED PROCESSING",
    "VIII.B.": "VIII.B. REQUESTS FOR FEE WAIVER",
    "IX.": "IX. FOIA PERSONNEL AND COSTS",
    "X.": "X. FEES COLLECTED FOR PROCESSING REQUESTS",
    "XI.A.": "XI.A. NUMBER OF TIMES SUBSECTION (C) USED",
    "XI.B.": "XI.B. NUMBER OF SUBSECTION (A)(2) POSTINGS",
    "XII.A.": "XII.A. BACKLOGS OF FOIA REQUESTS AND ADMINISTRATIVE APPEALS",
    "XII.B.": "XII.B. CONSULTATIONS ON FOIA REQUESTS -- RECEIVED, PROCESSED, AND PENDING CONSULTATIONS",
    "XII.D.(1)": "XII.D.(1). COMPARISON OF NUMBERS OF REQUESTS FROM PREVIOUS AND CURRENT ANNUAL REPORT -- REQUESTS "
    "RECEIVED AND PROCESSED",
    "XII.D.(2)": "XII.D.(2). COMPARISON OF NUMBERS OF REQUESTS FROM PREVIOUS AND CURRENT ANNUAL REPORT -- BACKLOGGED "
    "REQUESTS",
    "XII.E.(1)": "XII.E.(1). COMPARISON OF NUMBERS OF ADMINISTRATIVE APPEALS FROM PREVIOUS AND CURRENT ANNUAL REPORT "
    "-- APPEALS RECEIVED AND PROCESSED",
    "XII.E.(2)": "XII.E.(2). COMPARISON OF NUMBERS OF ADMINISTRATIVE APPEALS FROM PREVIOUS AND CURRENT ANNUAL REPORT "
    "-- BACKLOGGED APPEALS",
}
BY_TRACK = ("SIMPLE REQUESTS", "COMPLEX REQUESTS", "REQUESTS GRANTED EXPEDITED PROCESSING")


def report_tables() -> Iterator[ReportTable]:
    """Yield the tables in the report's order; the increments of days have one for each track."""
    for number, heading in HEADINGS.items():
        section = PLACED[number]
        if "{}" in heading:
            for row, track in enumerate(BY_TRACK):
                yield ReportTable(heading.format(track), number, tuple(_columns(section, (row,))))
        else:
            rows = range(len(section.block.rows)) if section.block.rows else (0,)
            given = _tag(section, 0, 0) if section.block.optional else ""
            yield ReportTable(heading, number, tuple(_columns(section, tuple(rows))), given)


def _columns(section: Placed, rows: tuple[int, ...]) -> Iterator[Column]:
    for row in rows:
        for index, column in enumerate(section.block.columns):
            group = TRACKS[row] if len(rows) > 1 else column.group
            yield Column(column.head, group, _tag(section, index, row))


def _tag(section: Placed, index: int, row: int) -> str:
    sheet = "".join(sign if sign.isalnum() else "_" for sign in section.sheet)
    return f"{sheet}.{section.cell(index, row)}"


def add_table(document: Document, form: ReportTable) -> None:
    """Append a table: its heads, a row for each component that has something to tell, and the row of the whole."""
    grouped = any(column.group for column in form.columns)
    repeat = ("{%tr for each in departments %}", "{%tr endfor %}")
    only = (f"{{%tr if each.{form.given}.number is not none %}}", "{%tr endif %}") if form.given else ()
    before = [repeat[0], *only[:1]]
    after = [*only[1:], repeat[1]]
    heads = 1 + grouped
    table = document.add_table(heads + len(before) + 1 + len(after) + 1, 1 + len(form.columns), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    _set_widths(table, form)
    _write_heads(table, form, heads)
    rows = table.rows
    for number, tag in enumerate(before, heads):
        rows[number].cells[0].text = tag
    own, whole = heads + len(before), heads + len(before) + 1 + len(after)
    _write_figures(table, own, "{{ each.code }}", [f"{{{{ each.{column.cell} }}}}" for column in form.columns])
    for number, tag in enumerate(after, own + 1):
        rows[number].cells[0].text = tag
    _write_figures(table, whole, OVERALL, [f"{{{{ {column.cell} }}}}" for column in form.columns])
    table.rows[whole].cells[0].paragraphs[0].style = "Table Overall"


def _set_widths(table: Table, form: ReportTable) -> None:
    room = (LANDSCAPE if form.wide else PORTRAIT) - NAME_WIDTH
    each = max(LEAST, min(MOST, room // len(form.columns)))
    table.autofit = False
    for column, width in zip(table.columns, (NAME_WIDTH, *(each,) * len(form.columns)), strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _write_heads(table: Table, form: ReportTable, heads: int) -> None:
    small = len(form.columns) > 9
    _head(table.cell(0, 0).merge(table.cell(heads - 1, 0)), "Agency / Component", small=small)
    start = 1
    for number, column in enumerate(form.columns, 1):
        if not column.group:
            _head(table.cell(0, number).merge(table.cell(heads - 1, number)), column.head, small=small)
            continue
        _head(table.cell(1, number), column.head, small=small)
        following = form.columns[number].group if number < len(form.columns) else ""
        if number == 1 or form.columns[number - 2].group != column.group:
            start = number
        if following != column.group:
            _head(table.cell(0, start).merge(table.cell(0, number)), column.group, small=small)
    for row in list(table.rows)[:heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _head(cell: _Cell, text: str, *, small: bool) -> None:
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    cell.paragraphs[0].style = "Table Head Small" if small else "Table Head"
    cell.paragraphs[0].add_run(text)
    centre = OxmlElement("w:vAlign")
    centre.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(centre)


def _write_figures(table: Table, row: int, name: str, figures: list[str]) -> None:
    small = len(figures) > 9
    for number, text in enumerate((name, *figures)):
        paragraph = table.cell(row, number).paragraphs[0]
        paragraph.style = ("Table Figure Small" if small else "Table Figure") if number else "Table Name"
        paragraph.add_run(text)
