"""A list of projects on a sheet of its own, put into the form or into a workbook that a department sends."""

import io
from collections.abc import Sequence
from typing import Any

import formualizer
from openpyxl import load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

SHEET, FIRST, LAST = "清单", 4, 7
SETTINGS = f"""
[lists."项目"]
rows = "{SHEET}!A{FIRST}:C{LAST}"
key = ["A"]
required = ["B"]
columns = {{ C = "same" }}
"""


def with_list(data: bytes, rows: Sequence[Sequence[Any]] = (), beside: str = "") -> bytes:
    """Return the workbook with a sheet of projects, the year of each and the files on it, filled with `rows`.

    `beside` puts a "total" above the list or "below" it: rows beyond the prepared ones are then inserted.
    """
    book = load_workbook(io.BytesIO(data))
    sheet = book.create_sheet(SHEET)
    sheet["A1"], sheet["A3"], sheet["B3"], sheet["C3"] = "项目清单", "项目名称", "公开信息条数", "立项年份"
    number = DataValidation("whole", operator="between", formula1="0", formula2="9999", allow_blank=True)
    number.add(f"B{FIRST}:C{LAST}")
    sheet.add_data_validation(number)
    for cells in sheet[f"A{FIRST}:C{LAST}"]:
        for cell in cells:
            cell.protection = Protection(locked=False)
    for row, values in enumerate(rows, FIRST):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value if value != "" else None)
    if beside == "total":
        sheet["E2"], sheet["E3"] = "合计", f"=SUM(B{FIRST}:B{LAST})"
    elif beside == "below":
        last = max(LAST, FIRST + len(rows) - 1)
        sheet[f"A{last + 1}"], sheet[f"B{last + 1}"] = "全部项目", f"=SUM(B{FIRST}:B{last})"
    sheet.protection.sheet = True
    out = io.BytesIO()
    book.save(out)
    recalculated: bytes = formualizer.recalculate_xlsx_bytes(out.getvalue())["bytes"]
    return recalculated
