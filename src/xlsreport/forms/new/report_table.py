"""A table of the workbook as a table of the Word template."""

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu, Pt
from docx.table import Table, _Cell

from xlsreport.forms.new.blocks import TableBlock

_LEAST = 4.0  # characters that the narrowest column is taken for
_SIZES = ((5, 10.5), (8, 9.0), (12, 8.0), (99, 7.0))  # up to so many columns, in points


def add_table(document: WordDocument, block: TableBlock) -> None:
    """Add the table as wide as the page, heads repeated on each, no row over two pages."""
    columns = len(block.widths)
    table = document.add_table(block.rows, columns)
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    size = Pt(next(points for most, points in _SIZES if columns <= most))
    for first_row, first_column, last_row, last_column in block.merges:
        if last_column < columns:
            table.cell(first_row, first_column).merge(table.cell(last_row, last_column))
    for place, text in block.cells.items():
        _write(table.cell(*place), text, size, centred=place in block.figures or place[0] < block.heads)
    _size(document, table, block)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < block.heads:
            properties.append(OxmlElement("w:tblHeader"))


def _write(cell: _Cell, text: str, size: Pt, *, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.text = text
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    for run in paragraph.runs:
        run.font.size = size


def _size(document: WordDocument, table: Table, block: TableBlock) -> None:
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [max(width, _LEAST) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(int(room * width / sum(widths)))
        for cell in column.cells:
            cell.width = column.width
