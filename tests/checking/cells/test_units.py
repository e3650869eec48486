"""V213, V214 and figures with a unit typed beside them: judged on values, with the bounds of each."""

from decimal import Decimal

import pytest

from kit.submission import reviewed, said, sent
from xlsreport.checking.cells.units import is_percentage, measured
from xlsreport.model.form_parts import UNMEASURED, Measure

FEE = "表二!B16"  # in 万元, four decimals more than 元 has
MONEY = Measure("万元", "元", Decimal(10_000), 6)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.5万元", "3.5"),
        ("35000元", "3.5"),
        ("3.5", "3.5"),
        ("3.5件", None),
        ("元", None),
        ("", None),
        ("约3.5万元", None),
    ],
)
def test_a_figure_that_names_its_own_unit_is_certain(text: str, number: str | None) -> None:
    assert measured(text, MONEY, ()) == (None if number is None else Decimal(number))


def test_without_a_unit_of_its_own_a_cell_knows_those_of_the_language() -> None:
    assert measured("3件", UNMEASURED, ("件",)) == 3
    assert measured("3元", UNMEASURED, ("件",)) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("5%", True), ("５％", True), (" 5 % ", True), ("5", False), ("%", False)]
)
def test_what_is_a_percentage(text: str, expected: bool) -> None:
    assert is_percentage(text) is expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(100, 1, True), (99.99, 1, False), (150, 1.5, True), (100, 0, False), (100, -1, False), (0, 1, False)],
)
def test_a_hundred_times_last_year_may_be_of_the_smaller_unit(now: float, before: float, expected: bool) -> None:
    found = said(reviewed(sent({FEE: now}), years=[{FEE: before}]))
    assert (f"V214 {FEE}" in found) is expected


def test_a_count_has_no_smaller_unit() -> None:
    assert not [each for each in said(reviewed(sent({"表二!B9": 9487}), years=[{"表二!B9": 1}])) if "V214" in each]


def test_only_last_year_says_so() -> None:
    assert f"V214 {FEE}" not in said(reviewed(sent({FEE: 100}), years=[{FEE: 90}, {FEE: 1}]))
    assert f"V214 {FEE}" not in said(reviewed(sent({FEE: 100})))


@pytest.mark.parametrize(("figure", "expected"), [(1.123456, []), (1.1234567, [f"V213 {FEE}"]), (1.1000000, [])])
def test_more_decimals_than_the_unit_has(figure: float, expected: list[str]) -> None:
    assert [each for each in said(reviewed(sent({FEE: figure}))) if each.startswith("V213")] == expected
