"""The engine against sums made independently: exact for whatever is typed, and without memory of what was before."""

import io
import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from kit.filled import disclosure, values
from xlsreport.forms import load_form
from xlsreport.model.address import Address
from xlsreport.model.engine import Equality, Linear
from xlsreport.model.form import Form, Kind
from xlsreport.model.workbook import Value

TOY = Path(__file__).parent / "toy"
Cells = dict[Address, Value]

NUMBERS: Mapping[Kind, st.SearchStrategy[Value]] = {
    Kind.COUNT: st.integers(-(10**6), 10**15).map(Decimal),
    Kind.AMOUNT: st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=5),
}
NO_NUMBER: st.SearchStrategy[Value] = st.sampled_from([None, "无", "22（其中修订16件）", True])


@st.composite
def filled(draw: st.DrawFn) -> Cells:
    """Draw what may stand in the number cells: mostly numbers of every size, sometimes none."""
    cells: Cells = {}
    for field in disclosure().figures:
        if draw(st.integers(0, 3)):
            cells[field.address] = draw(NUMBERS[field.kind] if draw(st.integers(0, 9)) else NO_NUMBER)
    return cells


@lru_cache(maxsize=1)
def areas() -> Mapping[Address, tuple[Address, ...]]:
    """Return what each total adds up, read from the workbook by openpyxl alone."""
    book = load_workbook(disclosure().folder / "workbook.xlsx")
    found = {}
    for total in disclosure().totals:
        match = re.fullmatch(r"=SUM\(([A-Z]+\d+:[A-Z]+\d+)\)", book[total.sheet][total.cell].value)
        assert match, f"{total} is no plain sum"
        left, top, right, bottom = range_boundaries(match[1])
        found[total] = tuple(
            Address(total.sheet, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        )
    return found


def added(cell: Address, cells: Mapping[Address, Value]) -> Decimal:
    """Return the exact value of a cell: its number, or the sum of what it adds up; a text adds nothing."""
    if cell in areas():
        with localcontext(prec=60):
            return sum((added(each, cells) for each in areas()[cell]), Decimal(0))
    value = cells.get(cell)
    return value if isinstance(value, Decimal) else Decimal(0)


@settings(max_examples=40)
@given(filled())
def test_every_total_is_the_exact_sum(cells: Cells) -> None:
    results = disclosure().engine.evaluate(cells)

    assert {total: results[total] for total in areas()} == {total: added(total, cells) for total in areas()}


@settings(max_examples=15)
@given(filled(), filled())
def test_a_result_does_not_depend_on_what_was_evaluated_before(first: Cells, second: Cells) -> None:
    engine = disclosure().engine
    before = engine.evaluate(first)
    engine.evaluate(second)

    assert engine.evaluate(first) == before


@pytest.mark.parametrize(("word", "number"), [(False, 0), (True, 1)])
def test_a_number_after_a_word_of_truth_that_python_takes_for_it_is_a_number(word: bool, number: int) -> None:
    form, cell = disclosure(), Address.parse("表三!D6")
    asked = {rule.explanation: " " for rule in form.rules if rule.explanation}  # formualizer is, for these
    rest = values({"表三!D27": 7}) | asked

    def status(value: Value) -> Mapping[Address, Value]:
        return form.engine.evaluate(rest | {cell: value})

    alone = (status(Decimal(5)), status(Decimal(number)))[1]
    after = (status(Decimal(5)), status(word), status(Decimal(number)))[2]
    assert after == alone


@settings(max_examples=15)
@given(filled())
def test_a_balance_is_judged_by_exact_numbers(cells: Cells) -> None:
    results = disclosure().engine.evaluate(cells)
    for rule in disclosure().rules[:7]:
        column = "DEFGHIJ"[rule.left.row - 5]
        left, right = (
            sum((added(Address.parse(f"表三!{column}{row}"), cells) for row in rows), Decimal(0))
            for rows in ((6, 7), (29, 30))
        )

        assert (results[rule.left], results[rule.right]) == (left, right)
        assert results[rule.result] == ("通过" if left == right else "不符")


@settings(max_examples=30)
@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_ratio_is_divided_and_not_added(visits: int, days: int) -> None:
    form = load_form(TOY)
    given_ = {"B8": Decimal(visits), "B9": Decimal(days)}
    results = form.engine.evaluate({Address("Branch return", int(c[1:]), 2): v for c, v in given_.items()})
    found = results[Address.parse("Branch return!B13")]

    assert isinstance(found, Decimal)
    assert found == pytest.approx(Decimal(visits) / days if days else 0, rel=Decimal("1e-14"))


def at(text: str) -> Address:
    return Address.parse(text)


@pytest.mark.parametrize(
    ("formula", "equality"),
    [
        ("=SUM(D6:I6)", Equality.SAME),
        ("=sum( $D$6:I6 )", Equality.SAME),
        ("=SUM(表三!D6:I6)", Equality.SAME),
        ("=D6+E6+F6+G6+H6+I6", Equality.EQUIVALENT),
        ("=SUM(I6:D6)", Equality.EQUIVALENT),
        ("=SUM(D6:F6)+SUM(G6:I6)", Equality.EQUIVALENT),
        ("=SUM(D6:H6)", Equality.DIFFERENT),
        ("=SUM(D6:I6)+1", Equality.DIFFERENT),
        ("=SUM(D7:I7)", Equality.DIFFERENT),
        ("=AVERAGE(D6:I6)", Equality.DIFFERENT),
        ("=SUM(D6:I6", Equality.DIFFERENT),
    ],
)
def test_a_formula_is_compared_by_what_it_computes(formula: str, equality: Equality) -> None:
    assert disclosure().engine.compare(formula, at("表三!J6")) is equality


def test_what_libreoffice_makes_of_a_constant_is_the_same_formula() -> None:
    engine, cell = disclosure().engine, at("校验!H5")
    ours = disclosure().formulas[cell]
    assert "FALSE)" in ours
    assert engine.compare(ours.replace("FALSE", "FALSE()"), cell) is Equality.SAME
    assert engine.compare(ours.replace("FALSE", "TRUE()"), cell) is Equality.DIFFERENT


def test_a_total_over_totals_is_known_by_its_inputs_and_by_its_own_cells() -> None:
    engine, cell = disclosure().engine, at("表三!J29")
    everything = Linear({at(f"表三!{c}{row}"): Decimal(1) for row in range(8, 29) for c in "DEFGHI"})
    row = Linear({at(f"表三!{c}29"): Decimal(1) for c in "DEFGHI"})

    assert engine.linear("=SUM(D29:I29)", "表三") == everything
    assert engine.direct(cell) == row


def stored_in(form: Form, cells: Cells) -> dict[str, object]:
    data = form.engine.fill(cells)
    values = load_workbook(io.BytesIO(data), data_only=True)
    return {str(cell): values[cell.sheet][cell.cell].value for cell in (*form.fields, *form.totals)}


def test_a_filled_workbook_stores_inputs_and_results() -> None:
    cells: Cells = {at("表三!D6"): Decimal(3), at("表三!I6"): Decimal(4), at("表二!B16"): Decimal("1.23456")}
    stored = stored_in(disclosure(), cells)

    assert (stored["表三!D6"], stored["表三!J6"], stored["表二!B16"]) == (3, 7, 1.23456)
    assert stored["表三!D7"] is None


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cells: Cells = {at("文字!A6"): "=1+1", at("基本信息!B7"): "@SUM(1)\x07"}
    stored = stored_in(disclosure(), cells)

    assert (stored["文字!A6"], stored["基本信息!B7"]) == ("=1+1", "@SUM(1)")


def test_a_text_longer_than_a_cell_is_refused_and_never_cut() -> None:
    with pytest.raises(ValueError, match="文字!A6: 32768 > 32767"):
        disclosure().engine.fill({at("文字!A6"): "长" * 32_768})


def test_the_same_values_give_the_same_bytes() -> None:
    cells: Cells = {at("表三!D6"): Decimal(3)}

    assert disclosure().engine.fill(cells) == disclosure().engine.fill(cells)
