"""What another program makes of the formulas is held against ours, cell by cell."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kit.form_edits import RETURN, write_form
from kit.office import soffice
from xlsreport.forms.checking import Inspected, check_form, disagreements, unstored
from xlsreport.model.address import Address
from xlsreport.writing.report.recalculated import recalculated

VISITS, DAYS, MEAN = (Address(RETURN, row, 2) for row in (8, 9, 13))
FIGURES = {VISITS: Decimal(10), DAYS: Decimal(3)}


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> Inspected:
    found = check_form(write_form(tmp_path_factory.mktemp("form"))).inspected
    assert found is not None
    return found


def test_the_same_results_are_no_finding(inspected: Inspected) -> None:
    theirs = inspected.form.engine.fill(FIGURES)
    assert list(disagreements(inspected, "lint_when_ones", FIGURES, theirs)) == []


def test_another_result_is_told_at_the_formula_and_not_at_those_that_rest_on_it(inspected: Inspected) -> None:
    theirs = inspected.form.engine.fill({**FIGURES, DAYS: Decimal(4)})
    (fault,) = disagreements(inspected, "lint_when_ones", FIGURES, theirs)
    assert (fault.code, fault.place.address) == ("L309", MEAN)
    assert (fault.words["ours"], fault.words["theirs"]) == ("3.33333333333333", 2.5)


def test_a_difference_behind_the_fifteenth_digit_is_none(inspected: Inspected) -> None:
    book = load_workbook(io.BytesIO(inspected.form.engine.fill(FIGURES)))
    book[MEAN.sheet].cell(MEAN.row, MEAN.column).value = 3.3333333333333337
    for cell, value in inspected.form.engine.evaluate(FIGURES).items():
        if cell in inspected.form.formulas and cell != MEAN:
            book[cell.sheet].cell(cell.row, cell.column).value = value
    book.save(out := io.BytesIO())
    theirs = out.getvalue()
    assert list(disagreements(inspected, "lint_when_ones", FIGURES, theirs)) == []


def test_libreoffice_computes_what_we_do(inspected: Inspected) -> None:
    soffice()  # skipped where it is missing
    (theirs,) = recalculated([unstored(inspected.form.engine.fill(FIGURES))])
    assert list(disagreements(inspected, "lint_when_ones", FIGURES, theirs)) == []
