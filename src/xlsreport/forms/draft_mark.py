"""What is not final says so on every sheet: in the banner, beside the title, and on every printed page."""

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart

from xlsreport.model.form_parts import CAPTION_ROW
from xlsreport.model.marks import DraftMark

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_AMBER = PatternFill("solid", bgColor="FFC000", fgColor="FFC000")
_INK = "7F3F00"


def mark_draft(book: "Workbook", said: DraftMark) -> None:
    """Write `said` onto every sheet of `book`, and leave its formulas and its results as they are."""
    for sheet in book.worksheets:
        sheet.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(f"&B{said.sentence.replace('&', '&&')}"))
        _beside_title(sheet, said.sentence)
        _over_banner(sheet, said)


def _beside_title(sheet: "Worksheet", sentence: str) -> None:
    """Write the sentence to the right of the form, where nothing is printed: the next one reads it there."""
    cell = sheet.cell(1, sheet.max_column + 1, sentence)
    cell.font = Font(name=cell.font.name, size=cell.font.size, bold=True, color="C00000")
    cell.alignment = Alignment(vertical="center", horizontal="left", indent=1)


def _over_banner(sheet: "Worksheet", said: DraftMark) -> None:
    """Show `said` instead of a verdict: by the number format, so that the verdict stays the form's own formula."""
    banners = [cell for cell in sheet[CAPTION_ROW] if cell.data_type == "f"]
    if banners:
        _drop_colours(sheet)
    for cell in banners:
        words = said.sentence if _spans(sheet, cell) else said.word
        cell.number_format = f';;;"{words.replace(chr(34), "")}"'
        cell.fill, cell.font = _AMBER, Font(name=cell.font.name, size=cell.font.size, bold=True, color=_INK)


def _spans(sheet: "Worksheet", cell: "Cell | MergedCell") -> bool:
    return any(cell.coordinate in area and area.size["columns"] > 1 for area in sheet.merged_cells.ranges)


def _drop_colours(sheet: "Worksheet") -> None:
    """Take the conditional colours of the row of the verdict away: green would say that all is settled."""
    for each in list(sheet.conditional_formatting):
        if all(_is_caption(area) for area in each.sqref.ranges):
            del sheet.conditional_formatting[str(each.sqref)]


def _is_caption(area: CellRange) -> bool:
    return bool(area.min_row == area.max_row == CAPTION_ROW)
