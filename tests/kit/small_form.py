"""A form of a few cells on one sheet, made for one test: `small_form(folder, inputs, …)`."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xlsreport.forms import load_form
from xlsreport.model.address import Address, cell_range
from xlsreport.model.form import Form
from xlsreport.model.workbook import Value

SHEET = "Data"
SETTINGS = """
[form]
edition = "1"
title = "Small return"
language = "en"
period = "{period}"
[roles]
rules = "Rules"
[rules]
severity = {{ "must" = "error", "ask" = "query" }}
passed = ["holds"]
{rules}
[identity]
name = "Data!B1"
code = "Data!B2"
period = "Data!B3"
[names]
roster = "Roster.xlsx"
whole = "Whole.xlsx"
summary = "Summary.xlsx"
report = "Report.docx"
draft = "Report (draft).docx"
consolidated = "Consolidated.xlsx"
blank = "Blank.xlsx"
"""
_KINDS = {"whole": "whole", "decimal": "decimal", "text": "textLength", "custom": "custom"}
Rule = tuple[str, str, str, str, str]  # severity, left formula, relation, right formula, scope


def at(cell: str) -> Address:
    """Return the address of a cell on the form's one sheet."""
    return Address.parse(cell, SHEET)


def part(**cells: Value) -> Mapping[Address, Value]:
    """Return a submission's values by the cells of the one sheet."""
    return {at(cell): value for cell, value in cells.items()}


def small_form(
    folder: Path,
    inputs: Mapping[str, str],
    *,
    formulas: Mapping[str, str] | None = None,
    toml: str = "",
    rules: Sequence[Rule] = (("must", "=1", "=", "=1", ""),),
    rule_words: str = "",
    texts: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    period: str = "year",
    template: Sequence[str] = ("{{ Data.B1 }}",),
) -> Form:
    """Make a form in `folder` and load it: `inputs` are ranges with what they accept, all of them optional."""
    book = Workbook()
    data, check = book.worksheets[0], book.create_sheet("Rules")
    data.title = SHEET
    data["A1"], data["A2"], data["A3"] = "Name", "Code", "Period"
    _accept(data, "B1:B2", "text")
    _accept(data, "B3", "whole" if period == "year" else "text")
    for area, kind in inputs.items():
        _accept(data, area, kind)
    for cell, text in {**(texts or {}), **(formulas or {})}.items():
        data[cell] = text
    for cell, shown in (formats or {}).items():
        data[cell].number_format = shown
    for row, (severity, left, relation, right, scope) in enumerate(rules, 5):
        result = f'=IF(D{row}{relation.replace("≥", ">=").replace("≤", "<=")}F{row},"holds","broken")'
        said = (f"R{row - 4}", severity, f"Rule {row - 4}", left, relation, right, f"=D{row}-F{row}", result, "", scope)
        for column, text in enumerate(said, 1):
            check.cell(row, column, text or None)
        _accept(check, f"I{row}", "text")
    for sheet in book.worksheets:
        sheet.protection.sheet = True
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / "workbook.xlsx")
    document = Document()
    for line in template:
        document.add_paragraph(line)
    document.save(str(folder / "report.docx"))
    (folder / "form.toml").write_text(SETTINGS.format(rules=rule_words, period=period) + toml, encoding="utf-8")
    return load_form(folder)


def _accept(sheet: Worksheet, area: str, kind: str) -> None:
    cells = cell_range(area, sheet.title)
    for cell in cells:
        sheet.cell(cell.row, cell.column).protection = Protection(locked=False)
    if kind == "any":
        return
    rule = DataValidation(_KINDS[kind], operator="between", formula1="0", formula2="9999999", allow_blank=True)
    if kind == "custom":
        rule = DataValidation("custom", formula1=f"LEN({cells[0].cell})>0", allow_blank=True)
    rule.add(area)
    sheet.add_data_validation(rule)
