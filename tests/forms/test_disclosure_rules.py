"""The twenty rules of the disclosure form, each evaluated where it holds and where it does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from kit.filled import disclosure, values
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.workbook import Value

ERROR, QUERY = Severity.ERROR, Severity.QUERY
Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Law:
    """A rule by its number: how strict, its relation, inputs under which it holds and under which it breaks.

    `without` are inputs under which it cannot be applied; `left` and `right` are its figures where it breaks.
    """

    number: int
    severity: Severity
    relation: str
    holds: tuple[Cells, ...]
    breaks: tuple[Cells, ...]
    left: int
    right: int
    without: Cells | None = None

    @property
    def row(self) -> int:
        """Its row on the rules sheet."""
        return self.number + 4

    @property
    def id(self) -> str:
        """Its number as the sheet has it."""
        return f"R{self.number:02d}"


def laws() -> Iterator[Law]:
    yield from balances()
    yield from carried_over()
    for number, row in ((15, 5), (16, 6)):
        known = {f"上年!D{row}": 3, f"表二!B{row}": 2, f"表二!C{row}": 1}
        holds, breaks = known | {f"表二!D{row}": 4}, known | {f"表二!D{row}": 5}
        yield Law(number, QUERY, "=", (holds,), (breaks,), 5, 4, {f"表二!B{row}": 2})
    yield Law(17, QUERY, "≥", ({"表二!B6": 2, "表二!D6": 2}, {"表二!D6": 3}), ({"表二!B6": 2, "表二!D6": 1},), 1, 2)
    yield from plausible()


def balances() -> Iterator[Law]:
    for number, c in enumerate("DEFGHI", 1):
        holds = {f"表三!{c}6": 3, f"表三!{c}7": 1, f"表三!{c}8": 2, f"表三!{c}28": 1, f"表三!{c}30": 1}
        yield Law(number, ERROR, "=", (holds,), (holds | {f"表三!{c}28": 2}, holds | {f"表三!{c}30": 2}), 4, 5)
    together = {"表三!D6": 1, "表三!I7": 2, "表三!D8": 2, "表三!E30": 1}
    yield Law(7, ERROR, "=", (together,), (together | {"表三!G17": 1},), 3, 4)


def carried_over() -> Iterator[Law]:
    for number, c in enumerate("DEFGHI", 8):
        taken = {f"表三!{c}7": 2}
        yield Law(
            number, ERROR, "=", (taken | {f"上年!{c}4": 2},), (taken | {f"上年!{c}4": 0},), 2, 0, taken | {"上年!J4": 9}
        )
    taken = {"表三!D7": 1, "表三!I7": 1}
    yield Law(14, ERROR, "=", (taken | {"上年!J4": 2},), (taken | {"上年!J4": 3},), 2, 3, taken | {"上年!D4": 1})


def plausible() -> Iterator[Law]:
    some = {"表二!B5": 1, "表二!C5": 1, "表二!D5": 1}
    county, town, city = ({"基本信息!B6": level} for level in ("县级", "乡级", "设区的市级"))
    yield Law(18, QUERY, "=", (county, town, city | some), (county | some, town | some), 3, 0)
    unpaid = {"表三!D27": 1}
    yield Law(19, QUERY, "≥", ({}, unpaid | {"补充!B15": 1}), (unpaid, unpaid | {"补充!B15": 0}), 0, 1)
    paid = {"补充!B17": 2}
    yield Law(20, QUERY, "≥", (paid | {"补充!B16": 2}, {}), (paid | {"补充!B16": 1},), 1, 2)


LAWS = tuple(laws())
each_law = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)


@cache
def _results(cells: tuple[tuple[str, Any], ...]) -> Mapping[Address, Value]:
    return disclosure().engine.evaluate(values(dict(cells)))


def result(law: Law, column: str, cells: Cells) -> Value:
    return _results(tuple(cells.items()))[Address.parse(f"校验!{column}{law.row}")]


def test_the_laws_below_are_the_rules_of_the_form() -> None:
    rules = disclosure().rules

    assert [(rule.id, rule.severity, rule.relation) for rule in rules] == [
        (law.id, law.severity, law.relation) for law in LAWS
    ]
    assert [rule.left.row for rule in rules] == list(range(5, 25))


def test_each_rule_has_its_figures_result_and_explanation_in_its_own_row() -> None:
    for law, rule in zip(LAWS, disclosure().rules, strict=True):
        cells = (rule.left, rule.right, rule.result, rule.explanation)

        assert [str(cell) for cell in cells] == [f"校验!{column}{law.row}" for column in "DFHI"]
        assert rule.text


def test_the_words_of_the_results() -> None:
    words = disclosure().rule_words

    assert (words.passed, words.not_applicable) == ({"通过"}, {"无上年数据"})


@each_law
def test_it_holds(law: Law) -> None:
    assert {result(law, "H", cells) for cells in law.holds} == {"通过"}


@each_law
def test_it_breaks(law: Law) -> None:
    word = "不符" if law.severity is ERROR else "需说明"

    assert {result(law, "H", cells) for cells in law.breaks} == {word}


@each_law
def test_its_figures_and_their_difference(law: Law) -> None:
    broken = law.breaks[-1] if law.number > 17 else law.breaks[0]

    assert [result(law, column, broken) for column in "DFG"] == [law.left, law.right, law.left - law.right]


@each_law
def test_it_needs_last_year_or_not(law: Law) -> None:
    if law.without is not None:
        assert result(law, "H", law.without) == "无上年数据"
    else:
        assert result(law, "H", {}) == "通过"


@each_law
def test_an_explanation_answers_a_query_and_never_an_error(law: Law) -> None:
    explained = {**law.breaks[0], f"校验!I{law.row}": "因机构合并"}
    hollow = {**law.breaks[0], f"校验!I{law.row}": "  "}

    assert result(law, "H", explained) == ("不符" if law.severity is ERROR else "已说明")
    assert result(law, "H", hollow) == ("不符" if law.severity is ERROR else "需说明")


def verdict(cells: Cells) -> Value:
    return disclosure().engine.evaluate(values(cells))[Address.parse("校验!B2")]


def test_the_verdict_turns_ready_only_when_all_is_filled_and_nothing_is_broken() -> None:
    assert verdict({}) == "可以报送"
    assert verdict({"表三!D6": None}) == "尚不能报送"
    assert verdict({"文字!A16": None}) == "尚不能报送"
    assert verdict({"基本信息!B10": None}) == "尚不能报送"
    assert verdict({"表三!D6": 1}) == "尚不能报送"
    assert verdict({"表三!D6": 1, "表三!D30": 1}) == "可以报送"
    assert verdict({"表二!B6": 1}) == "尚不能报送"
    assert verdict({"表二!B6": 1, "校验!I21": "有两件当年废止"}) == "可以报送"


@pytest.mark.parametrize("field", [f for f in disclosure().fields.values() if f.required], ids=lambda f: str(f.address))
def test_no_required_cell_can_be_left_out_of_the_verdict(field: Any) -> None:
    results = disclosure().engine.evaluate(values({str(field.address): None}))

    assert results[Address.parse("校验!B2")] == "尚不能报送"
    assert results[Address.parse("校验!G33")] == 1
    assert f"{field.address.sheet}未填 1 项" in str(results[Address.parse("校验!C2")])
