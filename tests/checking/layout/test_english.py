"""A small English form in which labels stand beside, above and below what is filled: nothing of any form is in code."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as NewWorkbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from kit import shifted
from xlsreport.checking import Case, review
from xlsreport.forms import load_form
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.workbook import Value, Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

SETTINGS = """
[form]
edition = "1"
title = "Hives"
language = "en"
[roles]
rules = "Rules"
prose = ["Hives!A9"]
[rules]
severity = { "must" = "error" }
passed = ["ok"]
[identity]
name = "Hives!B2"
code = "Hives!B3"
period = "Hives!B4"
[names]
roster = "r.xlsx"
whole = "w.xlsx"
summary = "s.xlsx"
report = "r.docx"
draft = "d.docx"
consolidated = "c.xlsx"
blank = "b.xlsx"
"""
TEXTS = {
    "A1": "Return of hives",
    "A2": "Keeper",
    "A3": "Code",
    "A4": "Year",
    "B5": "Spring",
    "C5": "Autumn",
    "D5": "Both",
    "A6": "Hives kept",
    "A7": "Hives lost",
    "A8": "What happened",
    "C2": "full name",
    "C3": "as issued",
}
RULE = ("R1", "must", "No more lost than kept", "=Hives!D6", "≥", "=Hives!D7", "=D5-F5", '=IF(G5>=0,"ok","broken")')
VALUES: dict[str, Value] = {
    "Hives!B2": "Anna Low",
    "Hives!B3": "K7",
    "Hives!B4": Decimal(2023),
    "Hives!B6": Decimal(11),
    "Hives!C6": Decimal(12),
    "Hives!B7": Decimal(3),
    "Hives!C7": Decimal(4),
    "Hives!A9": "A wet year.",
}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    folder: Path = tmp_path_factory.mktemp("hives")
    book = NewWorkbook()
    sheet, rules = book.worksheets[0], book.create_sheet("Rules")
    sheet.title = "Hives"
    for cell, text in TEXTS.items():
        sheet[cell] = text
    sheet["D6"], sheet["D7"] = "=SUM(B6:C6)", "=SUM(B7:C7)"
    _accept(sheet, "B2 B3 A9", "textLength", "1")
    _accept(sheet, "B4 B6 C6 B7 C7", "whole", "0")
    for column, text in enumerate(("No.", "How", "What", "Left", "Is", "Right", "Less", "Result", "Why"), 1):
        rules.cell(4, column, text)
    for column, text in enumerate(RULE, 1):
        rules.cell(5, column, text)
    rules["I5"].protection = Protection(locked=False)
    sheet.protection.sheet = rules.protection.sheet = True
    book.save(folder / "workbook.xlsx")
    Document().save(str(folder / "report.docx"))
    (folder / "form.toml").write_text(SETTINGS, encoding="utf-8")
    return load_form(folder)


def _accept(sheet: "Worksheet", cells: str, kind: str, least: str) -> None:
    validation = DataValidation(type=kind, operator="greaterThanOrEqual", formula1=least, allow_blank=False)
    sheet.add_data_validation(validation)
    for cell in cells.split():
        validation.add(cell)
        sheet[cell].protection = Protection(locked=False)


def filled(form: Form) -> Workbook:
    return shifted.book_of(form, {Address.parse(cell): value for cell, value in VALUES.items()})


def reviewed(form: Form, book: Workbook) -> Review:
    return review(Case(form, language_named("en"), book))


def test_a_workbook_in_order_has_no_finding(form: Form) -> None:
    found = reviewed(form, filled(form))
    assert not found.findings
    assert {str(cell): value for cell, value in found.values.items()} == VALUES


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 10), st.integers(1, 3)), min_size=1, max_size=3))
def test_blank_lines_change_no_value(form: Form, insertions: list[tuple[bool, int, int]]) -> None:
    book = filled(form)
    for by_row, at, count in insertions:
        book = (shifted.rows_inserted if by_row else shifted.columns_inserted)(book, "Hives", at, count)
    found = reviewed(form, book)
    assert {str(cell): value for cell, value in found.values.items()} == VALUES
    assert {finding.code for finding in found.findings} <= {"S109"}


def test_what_moved_is_said_in_english(form: Form) -> None:
    book = shifted.columns_inserted(shifted.rows_inserted(filled(form), "Hives", 6), "Hives", 3)
    (said,) = reviewed(form, book).findings
    assert said.message == (
        "The table moved: “Hives kept × Spring” belongs in B6 and stands in B7 (cells not in their places: 7)"
        "; added rows: 6; added columns: C; all were found by their labels and read."
    )


def test_the_forms_own_blank_rows_are_no_added_ones(form: Form) -> None:
    (said,) = reviewed(form, shifted.rows_inserted(filled(form), "Rules", 5)).findings
    assert "added rows: 5;" in said.message


def test_a_renamed_sheet_is_known(form: Form) -> None:
    (said,) = reviewed(form, shifted.renamed(filled(form), "Hives", "Sheet 1")).findings
    assert said.message == "The sheet “Hives” is named “Sheet 1”; it was known by its labels and read."


def test_a_deleted_row_is_named(form: Form) -> None:
    found = reviewed(form, shifted.row_deleted(filled(form), "Hives", 6))
    assert not [cell for cell in found.values if cell.sheet == "Hives"]
    assert "“Hives kept” is missing (“Hives lost” stands in its place" in found.findings[0].message


@pytest.mark.parametrize(("found", "readable"), [("Hive kept", True), ("Hives lept", True), ("Hives", False)])
def test_a_misprint_is_read_only_where_it_can_be_no_other_label(form: Form, found: str, readable: bool) -> None:
    said = reviewed(form, shifted.typed(filled(form), {"Hives!A6": found}))
    assert ({str(cell): value for cell, value in said.values.items()} == VALUES) is readable
    assert {finding.code for finding in said.findings} >= ({"S107"} if readable else {"S103"})
