"""T, H and X: the form's own rules, on this year's figures and last year's."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kit.filled import disclosure, values
from kit.submission import only, reviewed, said, sent
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.workbook import ErrorValue, Value

COLUMNS = "DEFGHI"
LAST = {f"上年!{column}4": 0 for column in "DEFGHIJ"}
KNOWN = {**LAST, "上年!D5": 2, "上年!D6": 10}
RIGHT = {"表二!D5": 2, "表二!D6": 10}


@pytest.mark.parametrize(("number", "column"), [*enumerate(COLUMNS, 1)])
def test_a_column_out_of_balance(number: int, column: str) -> None:
    finding = only(reviewed(sent({f"表三!{column}6": 5, f"表三!{column}8": 3, f"表三!{column}30": 1})))
    assert (finding.code, str(finding.address)) == (f"T-R{number:02}", f"表三!{column}6")
    assert (finding.found, finding.expected, finding.difference) == (5, 4, 1)
    assert [(str(o.address), o.value) for o in finding.operands] == [
        (f"表三!{column}6", 5),
        (f"表三!{column}7", 0),
        (f"表三!{column}29", 3),
        (f"表三!{column}30", 1),
    ]
    assert finding.severity is Severity.ERROR


def test_the_sentence_of_a_rule_names_both_sides() -> None:
    finding = only(reviewed(sent({"表三!D6": 5, "表三!D8": 4})))
    assert finding.message.startswith(
        "表三“自然人”：新收＋上年结转＝办理结果总计＋结转下年度："
        "表三!D6+表三!D7 = 5，应等于 表三!D29+表三!D30 = 4（多 1）。"
    )


@pytest.mark.parametrize(
    ("wrong", "rules"),
    [
        ({"表三!D6": 1}, ["T-R01 表三!D6"]),
        ({"表三!D6": 1, "表三!E6": 1}, ["T-R01 表三!D6", "T-R02 表三!E6"]),
        ({"表三!D6": 1, "表三!E8": 1}, ["T-R01 表三!D6", "T-R02 表三!E6"]),  # the total balances
        ({f"表三!{c}6": 1 for c in COLUMNS}, [f"T-R0{n} 表三!{c}6" for n, c in enumerate(COLUMNS, 1)]),
    ],
)
def test_the_column_of_totals_only_follows(wrong: Mapping[str, Any], rules: list[str]) -> None:
    assert said(reviewed(sent(wrong))) == rules


@pytest.mark.parametrize(("number", "column"), [*enumerate(COLUMNS, 8)])
def test_what_was_carried_over(number: int, column: str) -> None:
    known = KNOWN | {f"上年!{column}4": 12, "上年!J4": 12}
    finding = only(reviewed(sent(RIGHT | {f"表三!{column}7": 21, f"表三!{column}8": 21}), known))
    assert (finding.code, str(finding.address)) == (f"T-R{number:02}", f"表三!{column}7")
    assert (finding.found, finding.expected, finding.difference) == (21, 12, 9)
    assert [(str(o.address), o.value) for o in finding.operands] == [
        (f"表三!{column}7", 21),
        (f"上年!{column}4", 12),
    ]


def test_the_total_of_what_was_carried_over_is_judged_where_the_parts_are_right() -> None:
    finding = only(reviewed(sent(RIGHT), KNOWN | {"上年!J4": 3}))
    assert (finding.code, str(finding.address), finding.difference) == ("T-R14", "表三!J7", -3)


def test_the_total_of_what_was_carried_over_is_not_folded_where_it_differs_otherwise() -> None:
    wrong = sent(RIGHT | {"表三!D7": 2, "表三!D8": 2})
    assert said(reviewed(wrong, KNOWN)) == ["T-R08 表三!D7"]
    assert said(reviewed(wrong, KNOWN | {"上年!J4": 1})) == ["T-R08 表三!D7", "T-R14 表三!J7"]


def test_a_total_column_in_balance_is_not_asked_for_with_one_column_known() -> None:
    assert said(reviewed(sent({"表三!D7": 2, "表三!D8": 2}), {"上年!D4": 2})) == []


@pytest.mark.parametrize(("rule", "cell", "row"), [("T-R15", "表二!D5", 5), ("T-R16", "表二!D6", 6)])
def test_what_is_in_force(rule: str, cell: str, row: int) -> None:
    figures = RIGHT | {f"表二!B{row}": 3, f"表二!C{row}": 1, cell: 9 if row == 5 else 13}
    found = reviewed(sent(figures), KNOWN)
    finding = only(found)
    assert (finding.code, str(finding.address), finding.severity) == (rule, cell, Severity.QUERY)
    assert finding.difference == (5 if row == 5 else 1)
    assert said(reviewed(sent(figures | {cell: 4 if row == 5 else 12}), KNOWN)) == []


def test_nothing_is_compared_with_a_last_year_that_nobody_knows() -> None:
    assert said(reviewed(sent({"表三!D7": 7, "表三!D8": 7, "表二!D5": 40, "表二!D6": 40}))) == []
    assert said(reviewed(sent({"表三!D7": 7, "表三!D8": 7}), dict.fromkeys(KNOWN))) == []


@pytest.mark.parametrize(
    ("figures", "rule", "cell", "difference"),
    [
        ({"表二!B6": 3, "表二!D6": 2}, "T-R17", "表二!D6", -1),
        ({"基本信息!B6": "县级", "表二!B5": 1, "表二!D5": 1}, "T-R18", "表二!B5", 2),
        ({"基本信息!B6": "乡级", "表二!C5": 1}, "T-R18", "表二!B5", 1),
        ({"表三!D6": 1, "表三!D27": 1}, "T-R19", "补充!B15", -1),
        ({"补充!B15": 1, "补充!B16": "99.5", "补充!B17": 100}, "T-R20", "补充!B16", "-0.5"),
    ],
)
def test_what_is_seldom_right(figures: Mapping[str, Any], rule: str, cell: str, difference: int | str) -> None:
    figures = {c: Decimal(v) if c == "补充!B16" else v for c, v in figures.items()}
    finding = only(reviewed(sent(figures)))
    assert (finding.code, str(finding.address), finding.severity) == (rule, cell, Severity.QUERY)
    assert finding.difference == Decimal(difference)


@pytest.mark.parametrize(
    "figures",
    [
        {"表二!B6": 2, "表二!D6": 2},
        {"基本信息!B6": "设区的市级", "表二!B5": 1, "表二!D5": 1},
        {"基本信息!B6": "省级", "表二!D5": 1},
        {"基本信息!B6": "县级"},
        {"表三!D6": 1, "表三!D27": 1, "补充!B15": 1},
        {"补充!B15": 1, "补充!B16": 100, "补充!B17": 100},
        {"补充!B16": 1},
    ],
)
def test_what_just_holds(figures: Mapping[str, Any]) -> None:
    assert said(reviewed(sent(figures))) == []


def test_there_are_twenty_rules_and_each_has_its_test_here() -> None:
    assert [rule.id for rule in disclosure().rules] == [f"R{n:02}" for n in range(1, 21)]


def test_the_balance_of_totals_itself_fires_where_its_parts_cannot_be_judged() -> None:
    form = disclosure()
    results = dict(form.engine.evaluate(values()))
    results |= {a("校验!D11"): Decimal(5), a("校验!H11"): "不符"}
    finding = only(review(replace_results(results)))
    assert (finding.code, str(finding.address), finding.difference) == ("T-R07", "表三!J6", 5)


def a(text: str) -> Address:
    return Address.parse(text)


def replace_results(results: Mapping[Address, Value]) -> Case:
    """Return a clean case whose form's formulas give `results`, whatever is filled in."""
    form = disclosure()

    class Fixed:
        def __getattr__(self, name: str) -> Any:
            return getattr(form.engine, name)

        def evaluate(self, _: Mapping[Address, Value]) -> Mapping[Address, Value]:
            return results

    return Case(replace(form, engine=Fixed()), language_named("zh"), sent())


def test_a_rule_that_gives_no_result_is_said_to_be_our_fault() -> None:
    results = dict(disclosure().engine.evaluate(values())) | {a("校验!H5"): ErrorValue("#DIV/0!")}
    finding = only(review(replace_results(results)))
    assert (finding.code, str(finding.address), finding.severity) == ("X901", "校验!H5", Severity.ERROR)
    assert "R01" in finding.message
    assert "#DIV/0!" in finding.message


@pytest.mark.parametrize("unread", ["", "无", "-1", "1.5"])
def test_a_rule_with_an_unread_operand_is_not_judged(unread: str) -> None:
    found = reviewed(sent({"表三!D6": 5, "表三!E6": 1}, f"表三 | D\n30 | {unread}"))
    assert [f"{f.code[0]} {f.address}" for f in found.findings] == ["T 表三!E6", "V 表三!D30"]


def test_an_explanation_is_heard_for_a_query() -> None:
    figures = {"表二!B6": 3, "表二!D6": 2}
    finding = only(reviewed(sent(figures | {"校验!I21": "年内修订后合并为2件。"})))
    assert (finding.explanation, finding.open, finding.blocks) == ("年内修订后合并为2件。", False, False)


@pytest.mark.parametrize(
    "hollow", ["核实无误", "情况属实。", " 已核实 ", "核 实 无 误！", "经核实，情况属实", "无", "/", "——", "。", "同上"]
)
def test_a_hollow_explanation_is_not_heard(hollow: str) -> None:
    finding = only(reviewed(sent({"表二!B6": 3, "表二!D6": 2, "校验!I21": hollow})))
    assert (finding.explanation, finding.open) == (None, True)


def test_an_explanation_does_not_excuse_an_error() -> None:
    finding = only(reviewed(sent({"表三!D6": 1, "校验!I5": "系统录入延迟，已说明。"})))
    assert (finding.code, finding.explanation, finding.blocks) == ("T-R01", None, True)


def test_last_years_figures_of_the_senders_own_are_a_note() -> None:
    own = {"上年!D4": 2, "上年!D6": 0}
    finding = only(reviewed(sent(own | {"表三!D7": 2, "表三!D8": 2})))
    assert (finding.code, finding.sheet, finding.address, finding.severity) == ("H401", "上年", None, Severity.NOTE)


def test_the_senders_own_last_year_is_judged_by_the_rules_too() -> None:
    # In 表三 all holds: what was handed on is the one figure whose change lets every rule hold.
    assert said(reviewed(sent({"上年!D4": 2}))) == ["T-R08 上年!D4", "H401 上年"]


def test_last_years_workbook_counts_where_the_sender_says_another_figure() -> None:
    found = reviewed(sent(RIGHT | {"上年!D4": 9, "上年!J4": 0, "表三!D7": 2, "表三!D8": 2}), KNOWN | {"上年!D4": 2})
    finding = next(f for f in found.findings if f.code == "H402")
    assert (str(finding.address), finding.found, finding.expected) == ("上年!D4", 9, 2)
    assert (finding.severity, found.value(a("上年!D4"))) == (Severity.NOTE, 2)
    assert said(reviewed(sent(RIGHT | {"上年!D4": 0}), KNOWN)) == []


def test_where_last_years_workbook_is_silent_the_senders_own_figure_is_used_and_noted() -> None:
    found = reviewed(sent({"上年!E4": 1, "表三!E7": 1, "表三!E8": 1}), {"上年!D4": 0})
    assert said(found) == ["H401 上年"]


@pytest.mark.parametrize("typed", ["无", "#REF!", "-3"])
def test_what_the_sender_types_over_a_known_last_year_does_not_matter(typed: str) -> None:
    found = reviewed(sent(RIGHT | {"表三!D7": 5, "表三!D8": 5}, f"上年 | D\n4 | {typed}"), KNOWN)
    assert said(found) == ["T-R08 表三!D7"]


def test_a_missing_sheet_of_last_year_does_not_matter_where_it_is_known() -> None:
    found = reviewed(sent(RIGHT | {"表三!D7": 5, "表三!D8": 5}, without=["上年"]), KNOWN)
    assert said(found) == ["T-R08 表三!D7", "S102 上年"]


def test_findings_come_by_severity_then_in_the_order_of_the_form() -> None:
    wrong = {"表三!D6": 1, "表三!E6": 1, "表二!B9": None, "文字!A6": None, "表二!B6": 1, "上年!D5": 0, "表四!A6": None}
    typed = "表三 | J\n10 | 0\n8 | 5\n30 | 7\n\n封面 | B\n3 | 测试局"
    assert said(reviewed(sent(wrong, typed))) == [
        "V201 表二!B9",
        "T-R01 表三!D6",
        "T-R02 表三!E6",
        "M301 表三!J8",
        "M301 表三!J30",  # row 30 after row 8, column by number
        "V201 表四!A6",
        "V202 文字!A6",
        "T-R17 表二!D6",
        "M310 封面!B3",
        "M302 表三!J10",
        "H401 上年",
    ]


def test_a_figure_that_is_more_than_a_sum_is_told_in_words_and_not_as_a_formula() -> None:
    finding = only(reviewed(sent({"基本信息!B6": "县级", "表二!B5": 3, "表二!D5": 3})))
    assert finding.code == "T-R18"
    assert "IF(" not in finding.message
    assert finding.message.endswith("表二!B5+表二!C5+表二!D5 = 6，应等于 0（多 6）")
