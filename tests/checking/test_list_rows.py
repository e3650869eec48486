"""A finding in a list names the sender's own cell and the row by its key."""

from decimal import Decimal
from pathlib import Path

from kit.small_form import part, small_form
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook


def test_a_finding_names_the_row_by_its_key(tmp_path: Path) -> None:
    toml = '[lists.L]\nrows = "Data!A8:B11"\nkey = ["A"]'
    texts = {"A7": "Statute", "B7": "Times"}
    form = small_form(tmp_path, {"A8:A11": "any", "B8:B11": "whole"}, texts=texts, toml=toml)
    sent: dict[tuple[int, int], Value] = {
        (row, column): text for (row, column), text in form.layouts["Data"].texts.items()
    }
    typed = part(
        B1="North", B2="C1", B3=Decimal(2023), A9="8 U.S.C. 1202", B9="three", A10="6 U.S.C. 1", B10=Decimal(2)
    )
    sent |= {(cell.row, cell.column): value for cell, value in typed.items()}
    rules = {place: Cell(text) for place, text in form.layouts["Rules"].texts.items()}
    book = Workbook(
        {"Data": Sheet("Data", {place: Cell(v) for place, v in sent.items()}), "Rules": Sheet("Rules", rules)}
    )
    found = review(Case(form, language_named("en"), book)).findings
    assert [(each.code, str(each.address), each.label) for each in found if each.code == "V204"] == [
        ("V204", "Data!B9", "8 U.S.C. 1202 × Times")
    ]
