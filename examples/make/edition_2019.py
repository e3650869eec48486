"""Turn the form's 表三 into the 2019 edition's, which had one row for all other outcomes.

In that edition row 26 is （六）其他处理, row 27 the total and row 28 what is carried to the next year. The
rules sheet stays as it is, as in a workbook where somebody pasted the old table over the new one.
"""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "表三"
INPUTS = "DEFGHI"
UNMERGED = ("A8:A29", "B26:B28", "B29:C29", "A30:C30")
MERGED = ("A8:A27", "B26:C26", "B27:C27", "A28:C28")
TAIL = "A29:J30"  # the total and the carried requests
ROWS_GONE = 2


def rebuild(workbook: Workbook) -> None:
    """Change 表三 of a blank workbook in place: its rows, labels, merged cells and formulas."""
    sheet = workbook[SHEET]
    for area in UNMERGED:
        sheet.unmerge_cells(area)
    sheet["C26"] = None
    move_tail(sheet)
    for area in MERGED:
        sheet.merge_cells(area)
    write_formulas(sheet)


def move_tail(sheet: Worksheet) -> None:
    """Move the last two rows up over the outcomes that the edition did not have; nothing stays behind."""
    heights = [sheet.row_dimensions[row].height for row in (29, 30)]
    sheet.move_range(TAIL, rows=-ROWS_GONE)
    for row, height in zip((27, 28), heights, strict=True):
        sheet.row_dimensions[row].height = height
        sheet.row_dimensions[row + ROWS_GONE].height = None


def write_formulas(sheet: Worksheet) -> None:
    """Write the totals of rows 27 and 28, adapted to the shorter table."""
    for column in INPUTS:
        sheet[f"{column}27"] = f"=SUM({column}8:{column}26)"
    for row in (27, 28):
        sheet[f"J{row}"] = f"=SUM(D{row}:I{row})"
