"""A whole review: one wrong cell is one finding, and nothing that a sheet may hold stops it."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.filled import disclosure, values
from kit.submission import book_of, only, reviewed, said, sent
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Rule
from xlsreport.model.workbook import Cell, ErrorValue, Workbook

FIGURES = [field.address for field in disclosure().figures]
PLACES = [*disclosure().fields, *disclosure().formulas]
BALANCED = {f"表三!{column}{row}": 5 for column in "DEFGHI" for row in (6, 7, 8, 30)}


@pytest.mark.parametrize("cell", [str(a) for a in FIGURES if a.sheet == "表三"])
def test_one_figure_wrong_in_a_balanced_table_is_one_finding(cell: str) -> None:
    figures = BALANCED | {"补充!B15": 1}
    column = Address.parse(cell).column
    finding = only(reviewed(sent(figures | {cell: figures.get(cell, 0) + 3})))
    assert (finding.code, str(finding.address)) == (f"T-R{column - 3:02}", f"表三!{'ABCDEFGHI'[column - 1]}6")
    assert abs(finding.difference or 0) == 3


@pytest.mark.parametrize("cell", [str(total) for total in disclosure().totals])
def test_one_total_typed_over_is_one_finding(cell: str) -> None:
    address = Address.parse(cell)
    letters = address.cell.rstrip("0123456789")
    found = reviewed(sent(BALANCED, f"{address.sheet} | {letters}\n{address.row} | 9999"))
    assert [f"{f.code} {f.address}" for f in found.findings if f.blocks] == [f"M301 {cell}"]


@pytest.mark.parametrize("cell", [str(field.address) for field in disclosure().figures if field.required])
def test_one_blank_figure_is_one_finding(cell: str) -> None:
    figures = BALANCED | {cell: None}
    assert said(reviewed(sent(figures))) == [f"V201 {cell}"]


@pytest.mark.parametrize("typed", [None, "3件（含撤回1件）"])
def test_a_total_over_a_figure_that_was_not_read_has_no_value(typed: str | None) -> None:
    found = reviewed(sent(BALANCED | {"表三!D6": typed}))
    assert found.value(Address.parse("表三!J6")) is None
    assert found.value(Address.parse("表三!J7")) == 30
    assert found.value(Address.parse("表三!D29")) == 5


def test_a_file_that_is_right_but_for_labels_and_notes_is_not_held() -> None:
    typed = "表二 | A\n6 | 规范性文件\n\n表三 | J\n8 | 30"
    found = reviewed(sent(BALANCED | {"上年!D6": 0}, typed))
    assert {f.severity for f in found.findings} == {Severity.NOTE}
    assert not any(f.blocks or f.open for f in found.findings)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e300"), max_value=Decimal("1e300")),
    st.just(Decimal("-1E-300")),
    st.text(max_size=30),
    st.sampled_from(["=", "{", "{0}", "{found}", "%s", "３件", "9" * 400, "1,2,3", "①", "\x00"]),
    st.sampled_from([date(2023, 1, 1), datetime(2023, 1, 1, 2, 3), time(4, 5)]),
    st.sampled_from([ErrorValue("#REF!"), ErrorValue("#N/A"), ErrorValue("{x}")]),
)
FORMULAS = st.one_of(
    st.none(),
    st.text(max_size=20).map("={}".format),
    st.sampled_from(
        ["=D6", "=SUM(D8:D28)", "=J29", "=SUM(D29:I29)", "=[1]A!B2", "=1/0", "=A1:A9", "=表九!A1", "=SUM()"]
    ),
)
CELLS = st.builds(Cell, ANYTHING, FORMULAS, st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(PLACES), CELLS, max_size=12))
def test_whatever_stands_in_the_cells_a_review_comes_of_it(cells: dict[Address, Cell]) -> None:
    clean = sent(BALANCED)
    content = {Address(name, *place): cell for name, s in clean.sheets.items() for place, cell in s.cells.items()}
    found = reviewed(book_of(content | cells), period=2023)
    assert all(isinstance(f.message, str) and f.severity in Severity for f in found.findings)
    assert said(found) == said(reviewed(book_of(content | cells), period=2023))
    numbers = [value for value in found.values.values() if isinstance(value, Decimal)]
    assert all(number.is_finite() and number >= 0 for number in numbers)


WRONG = {
    "a total typed over": ("表三 | J\n29 | 7", {}),
    "a total typed over by text": ("表三 | J\n29 | —", {}),
    "a shortened range": ("表三 | D\n29 | =SUM(D8:D27) -> 5", {}),
    "a formula deleted": ("表三 | D\n29 |", {}),
    "a link to another file": ("表三 | D\n29 | =[1]A!B1 -> 5", {}),
    "a stored result": ("表三 | D\n29 | =SUM(D8:D28) -> 6", {}),
    "an error shown": ("表三 | D\n29 | =SUM(D8:D28) -> #REF!", {}),
    "a formula not worked out again": ("表二 | B\n9 | =3+4 -> 9", {}),
    "another year": ("基本信息 | B\n5 | 2022", {}),
    "the wrong unit": ("表二 | B\n16 | 3860000", {"表二!B16": 352}),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_cell_set_to_what_is_expected_is_asked_for_no_more(name: str) -> None:
    typed, last = WRONG[name]
    book = sent(BALANCED, typed)
    wrong = next(f for f in reviewed(book, period=2023, years=[last]).findings if f.expected is not None)
    assert wrong.address is not None
    mended = reviewed(with_expected(book, wrong), period=2023, years=[last])
    assert said(mended) == []


def with_expected(book: Workbook, finding: Finding) -> Workbook:
    """Return `book` with what `finding` expects in its cell: a formula with its result, or a value."""
    address, expected, form = finding.address, finding.expected, disclosure()
    assert address is not None
    formula = form.formulas.get(address)
    content = {Address(n, *place): cell for n, s in book.sheets.items() for place, cell in s.cells.items()}
    cell = Cell(form.engine.evaluate(values(BALANCED))[address] if formula else expected, formula)
    return book_of(content | {address: cell})


@given(st.permutations(disclosure().rules))
@settings(max_examples=10, deadline=None)
def test_the_order_of_rules_does_not_matter(rules: list[Rule]) -> None:
    wrong = {"表三!D6": 9, "表三!E6": 4, "表二!B6": 3, "表三!D27": 1, "补充!B17": 1, "表二!B5": 1, "上年!D4": 7}
    wrong |= {"校验!I21": "因系统调整", "校验!I24": "因系统调整", "基本信息!B6": "县级"}
    form, book = disclosure(), sent(wrong)
    there = [
        review(Case(each, language_named("zh"), book)).findings for each in (form, replace(form, rules=tuple(rules)))
    ]
    assert there[0] == there[1]
    assert len(there[0]) > 5


def test_a_total_over_what_nobody_knows_of_last_year_says_why_it_is_unknown() -> None:
    cell = Address.parse("表三!D6")
    form = replace(disclosure(), carried={**disclosure().carried, cell: cell})
    found = review(Case(form, language_named("zh"), sent(BALANCED | {"表三!D6": None})))
    said_so = [each for each in found.findings if each.code == "M313"]
    assert [str(each.address) for each in said_so] == ["表三!J6"]
    assert "没有上年数的 表三!D6" in said_so[0].message
    assert found.value(Address.parse("表三!J6")) is None
