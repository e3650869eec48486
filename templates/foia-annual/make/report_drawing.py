"""Draws a ReportTable as a Word table; a cell that prints a figure holds its tag and nothing else."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell
from report_tables import ReportTable

NAME_WIDTH, LINE_WIDTH, LEAST, MOST = 2180, 1400, 640, 1660  # twips
PORTRAIT, LANDSCAPE = 10080, 13680  # between the margins
SMALL = 9  # columns, from which on a table is printed smaller
OVERALL = "{% if departments %}AGENCY OVERALL{% else %}{{ Component.B4 }}{% endif %}"
EACH, END = "{%tr for each in departments %}", "{%tr endfor %}"


def add_table(document: Document, form: ReportTable) -> None:
    """Append a table: its heads, the lines of each component that has something to tell, and those of the whole."""
    heads = 1 + any(column.group for column in form.columns)
    before = [EACH, *([f"{{%tr if each.{form.given}.lines %}}"] if form.given else [])]
    after = [*(["{%tr endif %}"] if form.given else []), END]
    lines = max(1, len(form.lines))
    rows = heads + len(before) + len(after) + 2 * lines
    table = document.add_table(rows, _left(form) + len(form.columns), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    set_widths(table, _widths(form))
    _write_heads(table, form, heads)
    own = heads + len(before)
    whole = own + lines + len(after)
    for number, tag in [*enumerate(before, heads), *enumerate(after, own + lines)]:
        table.cell(number, 0).text = tag
    for line in range(lines):
        _write_line(table, own + line, form, line, "each.")
        _write_line(table, whole + line, form, line, "")
    _write_name(table.cell(own, 0), table.cell(own + lines - 1, 0), "{{ each.code }}", "Table Name")
    _write_name(table.cell(whole, 0), table.cell(whole + lines - 1, 0), OVERALL, "Table Overall")


def _left(form: ReportTable) -> int:
    """Return how many columns stand before the figures."""
    return 2 if form.lines else 1


def _widths(form: ReportTable) -> tuple[int, ...]:
    small = len(form.columns) > SMALL
    names = (NAME_WIDTH - (480 if small else 0), LINE_WIDTH)[: _left(form)]
    room = (LANDSCAPE if form.wide else PORTRAIT) - sum(names)
    each = max(LEAST, min(MOST, room // len(form.columns)))
    return (*names, *(each,) * len(form.columns))


def set_widths(table: Table, widths: Sequence[int]) -> None:
    """Set the widths of columns in twips, keep rows whole, and leave little room beside the texts of narrow ones."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def repeat_heads(table: Table, heads: int) -> None:
    """Print the first rows again at the top of each page."""
    for row in list(table.rows)[:heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write_heads(table: Table, form: ReportTable, heads: int) -> None:
    style = "Table Head Small" if len(form.columns) > SMALL else "Table Head"
    left = _left(form)
    write_head(table.cell(0, 0).merge(table.cell(heads - 1, 0)), "Agency / Component", style)
    start = left
    for number, column in enumerate(form.columns, left):
        before = form.columns[number - left - 1].group if number > left else None
        after = form.columns[number - left + 1].group if number - left + 1 < len(form.columns) else None
        start = start if column.group == before else number
        if not column.group:
            write_head(table.cell(0, number).merge(table.cell(heads - 1, number)), column.head, style)
            continue
        write_head(table.cell(1, number), column.head, style)
        if after != column.group:
            write_head(table.cell(0, start).merge(table.cell(0, number)), column.group, style)
    repeat_heads(table, heads)


def write_head(cell: _Cell, text: str, style: str) -> None:
    """Write a head into the middle of its cell."""
    _only_paragraph(cell, text, style)
    centre = OxmlElement("w:vAlign")
    centre.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(centre)


def _only_paragraph(cell: _Cell, text: str, style: str) -> None:
    """Write `text` into a cell; what a merge left in it besides is taken away."""
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)


def _write_name(first: _Cell, last: _Cell, text: str, style: str) -> None:
    _only_paragraph(first.merge(last), text, style)


def _write_line(table: Table, row: int, form: ReportTable, line: int, owner: str) -> None:
    style = "Table Figure Small" if len(form.columns) > SMALL else "Table Figure"
    if form.lines:
        _only_paragraph(table.cell(row, 1), form.lines[line], "Table Name")
    for number, column in enumerate(form.columns, _left(form)):
        _only_paragraph(table.cell(row, number), f"{{{{ {owner}{column.cells[line]} }}}}", style)
