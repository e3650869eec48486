"""Remarks on a filled form: comments and tints at its cells, and a first sheet that lists them with links."""

from math import ceil
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from xlsreport.forms.draft_mark import mark_draft
from xlsreport.model.address import Address
from xlsreport.model.marks import Annotations, Listing, Mark, Row
from xlsreport.model.text_width import text_width

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_BOX, _BOX_COLUMNS, _LINE = 320, 44, 19  # a comment's width and the height of its lines in pixels; characters a line
_INDENT = 2  # characters
_ROW_LINE, _LEAST, _HIGHEST = 15.0, 24.0, 400.0  # points; Excel allows rows of 409
_THIN = Side(style="thin", color="8C8C8C")
_EDGES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_OPEN = PatternFill("solid", fgColor="FFFBE6")


def mark(book: "Workbook", marks: Annotations) -> None:
    """Write `marks` onto `book`; all their texts stay texts."""
    for each in marks.cells:
        _remark(_holder(book, each.address), each, marks.author)
    if marks.draft is not None:
        mark_draft(book, marks.draft)
    if marks.listing is not None:
        _list(book, marks.listing)


def _holder(book: "Workbook", address: Address) -> "Cell":
    """Return the cell at `address`, of merged ones the first, which alone can bear a comment."""
    sheet = book[address.sheet]
    cell = sheet.cell(address.row, address.column)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    return sheet.cell(area.min_row, area.min_col)  # type: ignore[return-value]


def _remark(cell: "Cell", said: Mark, author: str) -> None:
    if text := _clean(said.text):
        cell.comment = Comment(text, _clean(author), height=_LINE * (_lines(text, _BOX_COLUMNS) + 1), width=_BOX)
    if said.tint is not None:
        cell.fill = PatternFill("solid", fgColor=said.tint)


def _list(book: "Workbook", listing: Listing) -> None:
    sheet = book.create_sheet(listing.title, 0)
    for row, line in enumerate(listing.lines, 1):
        _line(sheet, row, line, listing)
    head = len(listing.lines) + 1
    for column, (title, width) in enumerate(zip(listing.heads, listing.widths, strict=True), 1):
        cell = _text(sheet, head, column, title)
        cell.font, cell.fill, cell.alignment = _font(cell, bold=True), _HEAD, _CENTRED
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[head].height = _LEAST
    for number, row_ in enumerate(listing.rows, head + 1):
        _row(sheet, number, row_, listing)
    _shown_first(book, sheet, head)


def _line(sheet: "Worksheet", row: int, line: str, listing: Listing) -> None:
    cell = _text(sheet, row, 1, line)
    cell.border, cell.alignment = Border(), Alignment(wrap_text=True, vertical="center")
    if row == 1:
        cell.font = _font(cell, bold=True, size=14)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(listing.heads))
    sheet.row_dimensions[row].height = max(_LEAST, _ROW_LINE * _lines(line, sum(listing.widths)) + 4)


def _row(sheet: "Worksheet", number: int, row: Row, listing: Listing) -> None:
    for column, text in enumerate(row.texts, 1):
        cell = _text(sheet, number, column, text)
        if column <= listing.linked:
            cell.alignment = _CENTRED
        if column - 1 == listing.linked:
            cell.fill = PatternFill("solid", fgColor=row.tint)
            if row.link is not None:
                _lead(cell, row.link)
        if column - 1 == listing.answers:
            cell.protection, cell.fill = Protection(locked=False), _OPEN
    most = max(_lines(text, width - _INDENT) for text, width in zip(row.texts, listing.widths, strict=True))
    sheet.row_dimensions[number].height = max(_LEAST, min(_HIGHEST, _ROW_LINE * most + 6))


def _lead(cell: "Cell", target: Address) -> None:
    quoted = target.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{target.cell}")
    cell.font = _font(cell, color="0563C1", underline="single")


def _text(sheet: "Worksheet", row: int, column: int, text: str) -> "Cell":
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]
    cell.value = _clean(text)
    cell.data_type = "s"  # a text that begins with = stays a text
    cell.alignment, cell.border = _WRAPPED, _EDGES
    return cell


def _font(cell: "Cell", **looks: Any) -> Font:
    """Return the workbook's own font with other `looks`."""
    return Font(**{"name": cell.font.name, "size": cell.font.size, **looks})


def _shown_first(book: "Workbook", sheet: "Worksheet", head: int) -> None:
    """Have `sheet` shown when the workbook is opened, alone: typing into sheets selected together fills them all."""
    book.active = 0
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.freeze_panes = f"A{head + 1}"
    sheet.sheet_properties.tabColor = "C00000"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"


def _lines(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width` characters; East Asian ones are two wide."""
    return sum(max(1, ceil(text_width(line) * 1.05 / width)) for line in text.split("\n"))


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)
