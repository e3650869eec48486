"""Draws a TableForm as a Word table; a cell that prints a figure holds its tag and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from openpyxl.utils import get_column_letter, range_boundaries
from report_labels import TableForm
from report_styles import TABLE_STYLE

SHADE = "D9D9D9"


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a sheet, by the numbers of its first and last columns and rows."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, address: str) -> "Span":
        """Read `B10:B17` or `B10`."""
        return cls(*range_boundaries(address))

    def addresses(self) -> Iterator[str]:
        """Yield the address of every cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield f"{get_column_letter(column)}{row}"


@dataclass(frozen=True, slots=True)
class Canvas:
    """A Word table that answers to the addresses of the sheet it prints."""

    table: Table
    origin: Span

    def cell(self, address: str) -> _Cell:
        """Return the cell at `address`; a range is merged into one cell first."""
        span = Span.of(address)
        first = self._at(span.top, span.left)
        return first if ":" not in address else first.merge(self._at(span.bottom, span.right))

    def rows(self, first: int, last: int) -> list[_Row]:
        """Return the rows `first` to `last`, as the sheet numbers them."""
        return list(self.table.rows)[first - self.origin.top : last - self.origin.top + 1]

    def _at(self, row: int, column: int) -> _Cell:
        return self.table.cell(row - self.origin.top, column - self.origin.left)


def add_table(document: Document, form: TableForm) -> None:
    """Append the table of `form` to `document`."""
    area = Span.of(form.area)
    table = document.add_table(area.bottom - area.top + 1, area.right - area.left + 1, TABLE_STYLE)
    canvas = Canvas(table, area)
    _set_widths(table, form.widths)
    _set_rows(canvas, form)
    _write(canvas, form)
    for address in form.shaded:
        _shade(canvas.cell(address))
    for first, last in form.together:
        _keep_together(canvas, first, last)


def _set_widths(table: Table, widths: tuple[int, ...]) -> None:
    """Fix the widths of columns, cells and table: Word reads the one, WPS and LibreOffice the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)
    total = table._tbl.tblPr.find(qn("w:tblW"))  # python-docx has no name for it
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(sum(widths)))


def _set_rows(canvas: Canvas, form: TableForm) -> None:
    for number, row in enumerate(canvas.table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        row.height = Twips(form.row_height)
        if number < form.header_rows:
            properties.append(OxmlElement("w:tblHeader"))


def _write(canvas: Canvas, form: TableForm) -> None:
    """Write heads, labels and tags, each in its style; styles of a small table differ in size alone.

    Every cell gets a style first: an empty one, left over by a merge, would be as high as a line of text.
    """
    size = "小表" if form.small else "表格"
    for paragraph in canvas.table._tbl.iter(qn("w:p")):
        Paragraph(paragraph, canvas.table).style = f"{size}数字"
    beside_figures = f"{size}文字" if form.small else f"{size}数字"
    for texts, style in (
        (form.heads, f"{size}表头"),
        (form.narrow_heads, f"{size}窄表头"),
        (form.labels, beside_figures),
        (_tags(form), f"{size}数字"),
    ):
        for address, text in texts.items():
            paragraph = canvas.cell(address).paragraphs[0]
            paragraph.style = style
            paragraph.add_run(text)


def _tags(form: TableForm) -> dict[str, str]:
    """Return the tag of every cell that prints a figure, by its address or merged range."""
    tags = {address: address for area in form.figures for address in Span.of(area).addresses()}
    tags |= {area: next(Span.of(area).addresses()) for area in form.spanning}
    return {place: f"{{{{ {form.sheet}.{address} }}}}" for place, address in tags.items()}


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _keep_together(canvas: Canvas, first: int, last: int) -> None:
    """Let no page break fall between the rows `first` and `last`."""
    for row in canvas.rows(first, last - 1):
        for tc in row._tr.tc_lst:  # row.cells repeats merged cells
            for paragraph in tc.p_lst:
                paragraph.get_or_add_pPr().get_or_add_keepNext()
