"""Compiled formulas: what they compute is what formualizer computes, and what is doubtful is left to it."""

import random
from decimal import Decimal

import formualizer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.filled import disclosure, values
from xlsreport.forms.compiled import Unsupported, compiled
from xlsreport.forms.engine import FormulaEngine
from xlsreport.forms.formulas import parsed
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.workbook import ErrorValue, Value

CELLS = ("A1", "B1", "C1")
FORMULAS = (
    '=IF(A1>B1,"over",IF(A1=B1,"same","under"))',
    "=A1-B1*2",
    "=-A1+C1",
    "=(A1+B1)*C1",
    '=IF(IFERROR(A1="",FALSE),"none",IF(IFERROR(B1-C1=0,FALSE),"held","broken"))',
    "=IF(AND(A1>0,B1<>0),1,0)",
    "=IF(OR(A1>=2,B1<=1),1,0)",
    "=IF(AND(A1>0,B1+1>0),1,0)",
    "=IF(OR(A1>0,B1+1>0),1,0)",
    "=COUNT(A1:C1)",
    "=COUNTA(A1:B1,C1)",
    "=SUM(A1:C1,B1)",
    '=COUNTIF(A1:C1,"<0")',
    '=COUNTIF(A1:C1,"甲")',
    "=LEN(A1)",
    '=IF(LEN(TRIM(A1))=0,"blank","text")',
    '="有 "&A1&" 项"&B1',
    '=A1="甲"',
    '=A1<>""',
)
numbers = st.integers(-50, 10**9).map(Decimal) | st.integers(-999, 999).map(lambda n: Decimal(n) / 4)
texts = st.sampled_from(["甲", "甲乙", "x y", "X Y", "", " ", "a  b", "3", "县级", "😀"])
cells = st.none() | numbers | texts


def engine(formula: str) -> FormulaEngine:
    known = tuple(Address.parse(cell, "S") for cell in CELLS)
    return FormulaEngine(b"", {}, {Address.parse("D1", "S"): formula}, known, frozenset(known))


@pytest.mark.parametrize("formula", FORMULAS)
@given(filled=st.tuples(cells, cells, cells))
def test_compiled_is_what_formualizer_computes(formula: str, filled: tuple[Value, Value, Value]) -> None:
    under_test, result = engine(formula), Address.parse("D1", "S")
    given_values = {Address.parse(c, "S"): v for c, v in zip(CELLS, filled, strict=True) if v is not None}
    try:
        found = under_test._computed(given_values)[result]
    except Unsupported:
        return
    assert found == under_test._asked(given_values)[result]


@pytest.mark.parametrize("formula", FORMULAS)
def test_ordinary_figures_leave_no_doubt(formula: str) -> None:
    filled: dict[Address, Value] = {Address.parse("B1", "S"): Decimal(3), Address.parse("C1", "S"): Decimal(5)}
    first: Value = "甲" if "LEN" in formula else Decimal(7)
    engine(formula)._computed({**filled, Address.parse("A1", "S"): first})


@pytest.mark.parametrize(
    ("formula", "first"),
    [
        ("=A1*A1", "3"),
        ("=A1*A1", Decimal(732232751)),
        ("=A1*A1", True),
        ("=A1*A1", ErrorValue("#REF!")),
        ('=A1="x"', "X"),
        ("=A1<B1", "甲"),
        ("=LEN(A1)", "😀"),
        ("=LEN(TRIM(A1))", " a"),
        ('=""&A1', Decimal("0.5")),
        ("=COUNT(A1:B1)", True),
        ("=IF(B1=0,A1,1)", None),
        ("=IF(AND(B1>0,A1+1>0),1,0)", "甲"),  # in Excel one wrong part makes the whole wrong, whatever the others say
        ("=IF(OR(B1=0,A1+1>0),1,0)", "甲"),
        ('=AND(FALSE,"甲")', None),
        ('=OR(TRUE,"甲")', None),
    ],
)
def test_a_doubtful_value_is_left_to_formualizer(formula: str, first: Value) -> None:
    with pytest.raises(Unsupported):
        engine(formula)._computed({Address.parse("A1", "S"): first} if first is not None else {})


@pytest.mark.parametrize("formula", ['=AND(FALSE,"甲")', '=OR(TRUE,"甲")', "=AND(FALSE,A1+1)", "=OR(TRUE,A1+1)"])
def test_a_text_among_conditions_is_an_error_even_where_another_condition_would_decide(formula: str) -> None:
    found = engine(formula).evaluate({Address.parse("A1", "S"): "甲"})
    assert found == {Address.parse("D1", "S"): ErrorValue("#VALUE!")}


@pytest.mark.parametrize(
    "formula",
    ["=ROUND(A1,2)", "=A1/B1", "=A1^2", "=A1%", "=SUM(A:A)", "=VLOOKUP(A1,B1:C9,2)", '=COUNTIF(A1:B1,"a*")', "=NOW()"],
)
def test_an_unknown_formula_is_left_to_formualizer(formula: str) -> None:
    tree = parsed(formula)
    assert tree is not None
    with pytest.raises(Unsupported):
        compiled(tree, "S")


def test_a_circle_is_left_to_formualizer() -> None:
    first, second = Address.parse("A1", "S"), Address.parse("B1", "S")
    live = FormulaEngine(b"", {}, {first: "=B1+1", second: "=A1+1"}, (), frozenset())
    with pytest.raises(Unsupported):
        live._computed({})


def submission(form: Form, seed: int) -> dict[Address, Value]:
    chance, filled = random.Random(seed), values()  # noqa: S311 - figures, no secrets
    for field in form.fields.values():
        moment = chance.random()
        if moment < 0.1:
            filled.pop(field.address, None)
        elif field.kind.numeric and moment < 0.7:
            filled[field.address] = Decimal(chance.randrange(-2, 500))
        elif field.kind.numeric and moment < 0.75:
            filled[field.address] = Decimal(chance.randrange(50_000)) / 100
        elif moment > 0.9 and not field.kind.numeric:
            filled[field.address] = chance.choice(["x y", "县级", "核实", "长" * 40])
    return filled


def test_the_form_s_own_formulas_give_what_formualizer_gives() -> None:
    form = disclosure()
    live = form.engine
    assert isinstance(live, FormulaEngine)
    computed = 0
    for seed in range(60):
        filled = submission(form, seed)
        try:
            found = live._computed(filled)
        except Unsupported:
            continue
        computed += 1
        assert found == live._asked(filled)
    assert computed > 50


def test_linear_formulas_give_what_formualizer_gives() -> None:
    """Build the whole form in formualizer: there, our own sums are not put in as values."""
    form = disclosure()
    book = formualizer.Workbook()
    filled = {cell: v for cell, v in submission(form, 1).items() if isinstance(v, Decimal) and v == int(v)}
    for cell, value in filled.items():
        book.set_value(cell.sheet, cell.row, cell.column, int(str(value)))
    for cell, formula in form.formulas.items():
        book.set_formula(cell.sheet, cell.row, cell.column, formula)
    book.evaluate_all()
    found = form.engine.evaluate(filled)
    for cell in form.totals:
        assert found[cell] == book.get_value(cell.sheet, cell.row, cell.column), cell
