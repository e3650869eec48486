"""A table of the workbook as a table of the Word template."""

from collections.abc import Sequence

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
    grid = list(table._cells)  # asked for once: python-docx walks the whole table at each question
    for (row, column), text in block.cells.items():
        centred = (row, column) in block.figures or row < block.heads
        _write(grid[row * columns + column], text, size, centred=centred)
    _size(document, table, grid, block)
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


def _size(document: WordDocument, table: Table, grid: Sequence[_Cell], block: TableBlock) -> None:
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    wanted = [max(width, _LEAST) for width in block.widths]
    widths = [Emu(int(room * width / sum(wanted))) for width in wanted]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, cell in enumerate(grid):
        cell.width = widths[place % len(widths)]
