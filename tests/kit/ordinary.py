"""Ordinary workbooks, as people keep them before anybody thinks of a form: labels, blanks, borders, some totals."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def put(sheet: Worksheet, cells: Mapping[str, object], merged: Sequence[str] = (), boxed: Sequence[str] = ()) -> None:
    """Write `cells`, merge and draw areas."""
    for cell, value in cells.items():
        sheet[cell] = value
    for area in boxed:
        for row in sheet[area]:
            for cell in row:
                cell.border = _BOX
    for area in merged:
        sheet.merge_cells(area)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def statistics() -> Workbook:
    """Return a Chinese table with heads on two levels, totals in front and above, an of-which row, and prose."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "就业情况"
    cells = {"A1": "2023年度城乡就业和培训情况统计表", "A2": "填报单位：", "H2": "计量单位：人"}
    cells |= {"A3": "指标名称", "B3": "行次", "C3": "合计", "D3": "城镇", "F3": "农村", "H3": "其中：女性"}
    cells |= {"I3": "培训经费（万元）", "D4": "新增", "E4": "失业再就业", "F4": "新增", "G4": "转移就业"}
    rows = ("合计", "一、第一产业", "二、第二产业", "其中：制造业", "三、第三产业")
    numbers = {f"B{row}": row - 4 for row in range(5, 10)}
    labels = {f"A{row}": label for row, label in enumerate(rows, 5)}
    below = {"A11": "负责人：", "D11": "填表人：", "A12": "说明：本表由各镇（街道）填报。"}
    merged = ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:H4", "I3:I4")
    put(sheet, cells | numbers | labels | below, merged, ("A3:I9",))
    words = {"A1": "工作情况", "A3": "一、主要做法", "A11": "二、存在问题和建议"}
    put(book.create_sheet("情况说明"), words, ("A4:F10", "A12:F18"), ("A3:F18",))
    return book


def monthly() -> Workbook:
    """Return an English return without border or title, heads in the first row, with two formulas of its own."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Return"
    heads = ("Line", "Target", "This month", "Year to date", "Average price ($)")
    rows = ("Hot drinks", "Cold drinks", "Food", "Total sales ($)", "Number of customers", "Sales per customer")
    cells = {f"{column}1": head for column, head in zip("ABCDE", heads, strict=True)}
    cells |= {f"A{row}": label for row, label in enumerate(rows, 2)}
    cells |= {"C7": "=IF(C6=0,0,C5/C6)", "D7": "=IF(D6=0,0,D5/D6)"}
    cells |= {"A9": "Prepared by:", "C9": "Branch:", "A12": "Please send to head office by the 5th."}
    put(sheet, cells)
    sheet["C2"] = 9.5  # an example that somebody left
    return book


def mixed() -> Workbook:
    """Return a sheet with several small tables, a question to answer in words, and rows that nothing names."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Overview"
    cells: dict[str, object] = {"A1": "Clinic annual return 2024", "A2": "Please fill in all white cells."}
    cells |= {"A4": "Name of organisation", "A5": "Reporting year", "A6": "Address", "A8": "1. Patients"}
    cells |= {"B9": "Under 18", "C9": "18 to 64", "D9": "Total", "A10": "New", "A11": "Returning", "A12": "Total"}
    cells |= {"A14": "2. Income", "B15": 2023, "C15": 2024, "A16": "Income (thousand)", "A17": "  of which: grants"}
    cells |= {"A18": "Spending (thousand)", "A19": "Result", "B19": "=B16-B18", "C19": "=C16-TODAY()"}
    cells |= {"A21": "3. Anything we should know?", "A28": "Doctor", "B28": "Visits", "C28": "Accredited (Y/N)"}
    put(sheet, cells, ("A22:D26",), ("A4:B6", "A9:D12", "A15:C19", "A22:D26", "A28:C30"))
    return book
