"""A form with longer lists: its formulas reach further, and its workbook has rows that look and check as the others."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.small_form import at, part, small_form
from xlsreport.consolidation import consolidate
from xlsreport.model.form import Form
from xlsreport.model.room import with_room, with_room_for
from xlsreport.package import members

INPUTS = {"A8:A11": "any", "B8:B11": "whole"}
TOML = '[lists.Statutes]\nrows = "Data!A8:C11"\nkey = ["A"]'
SUMS = {"B5": "=SUM(B8:B11)", "B6": "=SUM($B$8:$B$10)", "C8": "=B8/B5", "C11": "=B11/SUM(B8:B11)"}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    folder = tmp_path_factory.mktemp("growing") / "form"
    formulas = {**SUMS, "C9": "=B9/B5", "C10": "=B10/B5"}
    return small_form(folder, INPUTS, formulas=formulas, texts={"A7": "Statute", "B7": "Times"}, toml=TOML)


def test_a_form_with_room_enough_is_the_form_itself(form: Form) -> None:
    assert with_room(form, {"Statutes": 4}) is form
    assert with_room_for(form, [part(A8="a", B8=Decimal(1))]) is form


def test_what_ends_with_the_list_reaches_to_its_new_end(form: Form) -> None:
    grown = with_room(form, {"Statutes": 6})
    assert [grown.formulas[at(cell)] for cell in ("B5", "B6", "C13")] == [
        "=SUM(B8:B13)",
        "=SUM($B$8:$B$10)",
        "=B13/SUM(B8:B13)",
    ]
    assert grown.leaves[at("B5")] == {at(f"B{row}") for row in range(8, 14)}
    assert (grown.label(at("B13")), grown.fields[at("B13")].kind) == ("Times", form.fields[at("B11")].kind)


def test_there_is_room_for_all_rows_joined(form: Form) -> None:
    parts = [part(A8="a", B8=Decimal(1), A9="b", B9=Decimal(2)), part(**{f"A{n}": f"s{n}" for n in range(8, 13)})]
    grown = with_room_for(form, parts)
    assert len(grown.lists[0].rows) == 7
    whole = consolidate(grown, parts)
    assert [whole.value(at(f"A{row}")) for row in range(8, 15)] == ["a", "b", "s10", "s11", "s12", "s8", "s9"]
    assert (whole.without_room, whole.value(at("B5"))) == ({}, 3)


def test_added_rows_look_and_check_as_the_last_one_before(form: Form) -> None:
    grown = with_room(form, {"Statutes": 6})
    data = grown.engine.fill({at("A13"): "f", at("B13"): Decimal(7)})
    sheet = load_workbook(io.BytesIO(data))["Data"]
    assert [cell.protection.locked for cell in sheet["A13:C13"][0]] == [False, False, True]
    assert (sheet["B13"].value, sheet["C12"].value, sheet["B5"].value) == (7, "=B12/SUM(B8:B13)", "=SUM(B8:B13)")
    held = {str(area) for each in sheet.data_validations.dataValidation for area in each.sqref.ranges}
    assert "B8:B13" in held
    assert load_workbook(io.BytesIO(data), data_only=True)["Data"]["B5"].value == 7


def test_a_longer_copy_keeps_what_it_does_not_touch(form: Form, tmp_path: Path) -> None:
    before = members(form.engine.fill({}))
    after = members(with_room(form, {"Statutes": 6}).engine.fill({}))
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"}


def test_a_list_with_something_below_it_stays_as_long_as_it_is(tmp_path: Path) -> None:
    formulas, texts = {"B12": "=SUM(B8:B11)"}, {"A12": "All"}
    closed = small_form(tmp_path, INPUTS, formulas=formulas, texts=texts, toml=TOML.replace("C11", "B11"))
    assert with_room(closed, {"Statutes": 9}) is closed
