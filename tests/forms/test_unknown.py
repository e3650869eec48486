"""Which formulas cannot be known where some of their cells are not."""

from collections.abc import Mapping

import pytest

from xlsreport.forms.evaluation_order import evaluation_order
from xlsreport.forms.unknown import unknown_from
from xlsreport.model.address import Address

HOLES = frozenset({Address.parse("S!A1")})


def unknown(formulas: Mapping[str, str]) -> list[str]:
    """Return the cells of `formulas` on one sheet that are not known where A1 is not."""
    ours = {Address.parse(f"S!{cell}"): formula for cell, formula in formulas.items()}
    return [cell.cell for cell in unknown_from(ours, evaluation_order(ours), HOLES)]


@pytest.mark.parametrize(
    "formula",
    [
        "=A1",
        "=SUM(A1:A9)",
        "=B1*A1",
        "=IF(A1>0,B1,0)",
        "=IFERROR(B1/A1,0)",
        "=SUM(A1:A9)/COUNT(A1:A9)",
        "=IF(A1=0,0,1)",
    ],
)
def test_what_takes_its_value_is_unknown(formula: str) -> None:
    assert unknown({"C1": formula}) == ["C1"]


@pytest.mark.parametrize(
    "formula",
    [
        "=B1",
        "=COUNT(A1:A9)",
        '=IF(A1="","none",B1-A1)',
        '=IF(IFERROR(A1="",FALSE),"none",B1-A1)',
        '=IF(ISBLANK(A1),"none",A1)',
        '=IF(COUNT(A1)=0,"none",A1)',
        '=IF(OR(B1="",A1=""),"none",A1)',
    ],
)
def test_what_asks_whether_it_is_blank_is_known(formula: str) -> None:
    assert unknown({"C1": formula}) == []


def test_what_rests_on_the_unknown_is_unknown_and_may_ask_too() -> None:
    assert unknown({"D1": "=C1+B1", "C1": "=A1", "E1": '=IF(A1="","none",D1)'}) == ["C1", "D1"]


def test_what_may_read_any_cell_of_a_sheet_is_unknown() -> None:
    assert unknown({"C1": "=SUM(OFFSET(B1,0,0,3,1))"}) == ["C1"]


@pytest.mark.parametrize(
    ("formula", "is_unknown"),
    [
        ("=SUM(A1:A9)", False),
        ("=MAX(A1,B1)", False),
        ("=SUM(A1:A9)+B1", False),
        ("=A1", True),
        ("=A1+B1", True),
        ("=SUM(A1*2)", True),
        ("=IF(A1>3,1,0)", True),
    ],
)
def test_a_word_that_says_no_number_is_left_out_of_what_adds_up_and_nothing_else(
    formula: str, is_unknown: bool
) -> None:
    cell = Address.parse("S!C1")
    formulas = {cell: formula}
    found = unknown_from(formulas, evaluation_order(formulas), frozenset(), HOLES)
    assert (cell in found) is is_unknown
