"""What the parser of formulas takes for a number, and no workbook has."""

import pytest

from kit.submission import book_of, reviewed, sent
from xlsreport.forms.formulas import canonical, parsed, read_by
from xlsreport.model.address import Address
from xlsreport.model.workbook import Cell

ENDLESS = ("=INF", "=NAN", "=Infinity+1", "=SUM(INF,A1)", "=1E999")


@pytest.mark.parametrize("formula", ENDLESS)
def test_no_formula_has_a_number_without_end(formula: str) -> None:
    assert (parsed(formula), canonical(formula, "S"), read_by(formula, "S")) == (None, None, frozenset())


@pytest.mark.parametrize("formula", ENDLESS)
def test_a_formula_without_a_result_that_has_one_cannot_be_read(formula: str) -> None:
    cell = Address("表三", 6, 4)
    content = {Address(name, *at): each for name, sheet in sent().sheets.items() for at, each in sheet.cells.items()}
    found = reviewed(book_of(content | {cell: Cell(None, formula, stored=False)}), period=2023)
    assert [each.code for each in found.findings if each.address == cell] == ["V211"]


def test_a_number_with_an_end_is_one() -> None:
    assert parsed("=1E99") == {"node_type": "Literal", "value": 1e99}
