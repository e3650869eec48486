"""Makes the toy form's office files: `python tests/forms/toy/make.py`."""

import datetime as dt
import io
from pathlib import Path

import formualizer
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xlsreport.package import settled

RETURN, RULES, WORDS = "Branch return", "Rule check", "In your words"
LABELS = {
    "A1": "Annual return of a branch library",
    "A3": "Name of the branch",
    "A4": "Code of the branch",
    "A5": "Year of the return",
    "A7": "Counted over the year",
    "B7": "This branch",
    "A8": "Visits counted",
    "A9": "Days open to readers",
    "A10": "Visits on the busiest day",
    "A11": "Mean minutes of a visit",
    "A12": "Spent on books, thousands",
    "A13": "Visits per open day",
    "A14": "Members at the year's end",
    "A15": "Members a year before",
}
RULE_HEADS = (
    "Rule no.",
    "How strict",
    "What must hold",
    "Left side",
    "Relation",
    "Right side",
    "Left less right",
    "How it stands",
    "Your explanation",
)


def workbook_bytes() -> bytes:
    """Return the toy's standard workbook, the same bytes at each run."""
    book = Workbook()
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)
    add_return(book.worksheets[0])
    add_words(book.create_sheet(WORDS))
    add_rules(book.create_sheet(RULES))
    for sheet in book.worksheets:
        sheet.protection.sheet = True
        sheet.column_dimensions["A"].width = 34
    raw = io.BytesIO()
    book.save(raw)
    return settled(formualizer.recalculate_xlsx_bytes(raw.getvalue())["bytes"])


def add_return(sheet: Worksheet) -> None:
    """Fill the sheet of figures: identity, six inputs, a ratio and a carried cell."""
    sheet.title = RETURN
    for cell, text in LABELS.items():
        sheet[cell] = text
    sheet["B13"] = "=IF(B9=0,0,B8/B9)"
    accept(sheet, "B3 B4", "textLength", "between", "1", "100", required=True)
    accept(sheet, "B5", "whole", "between", "1900", "2999", required=True)
    accept(sheet, "B8 B9 B10 B14", "whole", "greaterThanOrEqual", "0", required=True)
    accept(sheet, "B11 B12", "decimal", "greaterThanOrEqual", "0", required=True)
    accept(sheet, "B15", "whole", "greaterThanOrEqual", "0", required=False)


def add_words(sheet: Worksheet) -> None:
    """Fill the sheet of prose."""
    sheet["A1"] = "The year in words"
    sheet["A3"] = "What the year brought"
    accept(sheet, "A4", "textLength", "between", "1", "5000", required=True)


def add_rules(sheet: Worksheet) -> None:
    """Fill the rules sheet: an error with ≥ against a ratio, and a query against the carried cell."""
    sheet["A1"] = "The rules, live"
    sheet["A2"], sheet["B2"] = "Ready to send", '=IF(COUNTIF(H5:H6,"broken")=0,"yes","not yet")'
    for column, head in enumerate(RULE_HEADS, 1):
        sheet.cell(4, column, head)
    figure, before = f"'{RETURN}'!B10", f"'{RETURN}'!B15"
    busiest = ("L1", "Must hold", "The busiest day has at least the mean of all days", f"={figure}", "≥")
    sheet.append((*busiest, f"='{RETURN}'!B13", "=D5-F5", '=IF(G5>=0,"holds","broken")'))
    members = ("L2", "Please explain", "Members do not become fewer", f"='{RETURN}'!B14", "≥", f"={before}", "=D6-F6")
    explained = 'IF(LEN(TRIM(I6))=0,"to explain","explained")'
    sheet.append((*members, f'=IF({before}="","nothing of last year",IF(G6>=0,"holds",{explained}))'))
    accept(sheet, "I5:I6", "textLength", "between", "0", "500", required=False)


def accept(sheet: Worksheet, cells: str, kind: str, operator: str, *bounds: str, required: bool) -> None:
    """Unlock `cells` and say what they accept."""
    rule = DataValidation(kind, operator=operator, allow_blank=not required)
    rule.formula1, rule.formula2 = (*bounds, None)[:2]
    for area in cells.split():
        rule.add(area)
        for (cell,) in sheet[area] if ":" in area else ((sheet[area],),):
            cell.protection = Protection(locked=False)
    sheet.add_data_validation(rule)


def report_bytes() -> bytes:
    """Return the toy's Word template, the same bytes at each run."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    document.add_heading("{{ Branch_return.B3 }}: the libraries in {{ Branch_return.B5 }}", 0)
    document.add_paragraph("{%p for line in In_your_words.A4.lines %}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{%p for line in In_your_words.A4.drafts %}")
    document.add_paragraph().add_run("{{ line }}").font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(3, 2, style="Table Grid")
    figures = (("Visits", "B8"), ("Visits per open day", "B13"), ("Busiest day", "B10"))
    for row, (label, cell) in zip(table.rows, figures, strict=True):
        row.cells[0].text, row.cells[1].text = label, f"{{{{ Branch_return.{cell} }}}}"
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def main() -> None:
    """Write both files beside this script."""
    here = Path(__file__).resolve().parent
    (here / "workbook.xlsx").write_bytes(workbook_bytes())
    (here / "report.docx").write_bytes(report_bytes())


if __name__ == "__main__":
    main()
