"""H: figures that jump against the sender's own earlier years, and those that only go up and down."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.submission import only, reviewed, said, sent
from xlsreport.checking.history.jumps import distance
from xlsreport.model.finding import Severity

COUNT, OTHER = "表二!B9", "表二!B12"
FIGURES = st.integers(0, 10**6).map(Decimal)


def numbers(*figures: int) -> list[Decimal]:
    return [Decimal(figure) for figure in figures]


@pytest.mark.parametrize(
    ("before", "now"), [(550, 9487), (9487, 550), (0, 60), (60, 0), (20, 120), (2149, 21490), (1, 2023)]
)
def test_a_jump(before: int, now: int) -> None:
    assert distance(Decimal(now), numbers(before)) > 8


@pytest.mark.parametrize(
    ("before", "now"),
    [(3, 5), (5, 3), (0, 0), (0, 12), (550, 700), (550, 2000), (2, 25), (101, 117), (10, 49), (8642, 7915), (-5, 900)],
)
def test_no_jump(before: int, now: int) -> None:
    assert distance(Decimal(now), numbers(before)) == 0


def test_five_times_is_counted_with_one_added_to_either_figure() -> None:
    assert distance(Decimal(503), numbers(100)) == distance(Decimal(100), numbers(503)) == 0  # 504 < 5 × 101
    assert distance(Decimal(504), numbers(100)) == distance(Decimal(100), numbers(504)) > 8


def test_one_odd_year_of_several_neither_hides_a_jump_nor_makes_one() -> None:
    assert distance(Decimal(9487), numbers(550, 9800, 540, 560)) > 8
    assert distance(Decimal(555), numbers(550, 9800, 540, 560)) == 0


def test_years_that_scatter_let_more_pass() -> None:
    assert distance(Decimal(400), numbers(20, 22, 19)) > 8
    assert distance(Decimal(400), numbers(20, 300, 3, 150, 60)) == 0


@given(FIGURES, st.lists(FIGURES, min_size=1, max_size=6))
def test_the_order_of_years_does_not_matter(now: Decimal, years: list[Decimal]) -> None:
    assert distance(now, years) == distance(now, sorted(years))


@given(FIGURES, st.lists(FIGURES, min_size=1, max_size=6))
def test_a_figure_of_every_year_is_no_jump(now: Decimal, years: list[Decimal]) -> None:
    assert distance(now, [now] * len(years)) == 0


def test_the_query_says_both_figures() -> None:
    finding = only(reviewed(sent({COUNT: 9487}), years=[{COUNT: 550}]))
    assert (finding.code, str(finding.address), finding.severity) == ("H403", COUNT, Severity.QUERY)
    assert (finding.found, finding.difference) == (9487, 8937)
    assert finding.message == "填 9487，上年 550（多 8937），相差悬殊。"


def test_several_years_stand_in_the_query() -> None:
    finding = only(reviewed(sent({COUNT: 9487}), years=[{COUNT: 550}, {COUNT: 500}, {}, {COUNT: 530}]))
    assert finding.message == "填 9487，以前各年依次为 550、500、530（多 8957），相差悬殊。"


def test_figures_that_a_table_ties_together_are_one_query() -> None:
    now = {"表三!D6": 9000, "表三!D8": 9000}
    before = dict.fromkeys(("表三!D6", "表三!J6", "表三!D8", "表三!J8", "表三!D29", "表三!J29"), 500)
    finding = only(reviewed(sent(now), years=[before]))
    assert (finding.code, str(finding.address)) == ("H403", "表三!D6")
    assert "；相关的还有 表三!J6 500 → 9000、" in finding.message
    assert {str(each.address) for each in finding.operands} == set(before)


def test_figures_that_nothing_ties_together_are_queries_of_their_own() -> None:
    before = {COUNT: 550, OTHER: 100}
    found = reviewed(sent({COUNT: 9487, OTHER: 2000}), years=[before])
    assert said(found) == [f"H403 {COUNT}", f"H403 {OTHER}"]


@pytest.mark.parametrize(
    ("typed", "years", "expected"),
    [
        (f"表二 | B\n9 | {'无'}", [{COUNT: 550}], [f"V203 {COUNT}"]),  # not read, so not compared
        ("表二 | B\n9 | ９４８７件", [{COUNT: 550}], [f"V205 {COUNT}"]),  # asked for already
        ("", [], []),
        ("", [{}], []),
        ("", [{COUNT: "不详"}], []),
    ],
)
def test_what_is_not_known_is_not_compared(typed: str, years: list[Mapping[str, Any]], expected: list[str]) -> None:
    assert said(reviewed(sent({COUNT: 9487}, typed), years=years)) == expected


def test_a_total_over_a_part_that_was_not_read_is_not_compared() -> None:
    typed = "表三 | E | J\n6 | 无 | =SUM(D6:I6) -> 0"
    found = reviewed(sent(typed=typed), years=[{"表三!J6": 500}])
    assert said(found) == ["V203 表三!E6"]


def test_what_the_year_before_handed_on_wrongly_is_one_finding() -> None:
    known = {**{f"上年!{column}4": 0 for column in "DEFGHIJ"}, "上年!D5": 0, "上年!D6": 0}
    wrong = sent({"表三!D7": 300, "表三!D8": 300})
    found = reviewed(wrong, known, years=[{"表三!D7": 1, "表三!J7": 300, "表三!D8": 300, "表三!D29": 300}])
    assert said(found) == ["T-R08 表三!D7"]


def test_what_the_year_before_handed_on_is_no_jump_however_much_it_is() -> None:
    known = {**{f"上年!{column}4": 0 for column in "EFGHI"}, "上年!D4": 300, "上年!J4": 300, "上年!D5": 0, "上年!D6": 0}
    before = {"表三!D7": 1, "表三!J7": 1, "表三!D8": 290, "表三!J8": 290, "表三!D29": 290, "表三!J29": 290}
    assert said(reviewed(sent({"表三!D7": 300, "表三!D8": 300}), known, years=[before])) == []


def test_of_many_figures_that_jump_a_few_are_named_and_all_counted() -> None:
    rows = {f"表三!D{row}": 900 for row in range(8, 16)}
    before = dict.fromkeys(rows, 1)
    finding = only(reviewed(sent({**rows, "表三!D6": 7200}), years=[before]))
    assert finding.message.endswith("表三!D12 1 → 900、表三!D13 1 → 900 等 7 格。")
    assert len(finding.operands) == 8


def test_a_cell_with_a_note_is_compared_all_the_same() -> None:
    book = sent({"表三!D6": 9487, "表三!D8": 9487}, "表三 | J\n6 | 9487")
    assert said(reviewed(book, years=[{"表三!J6": 550}])) == ["H403 表三!J6", "M302 表三!J6"]
