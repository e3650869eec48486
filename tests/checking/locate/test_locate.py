"""What a review says of wrong figures: the cell, what it may have been, and what that explains."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from kit.filled import disclosure
from kit.submission import formulas_hidden, only, reviewed, said, sent
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.workbook import Cell, Sheet, Workbook

FIGURES = {"表三!D6": 97, "表三!D7": 12, "表三!D8": 60, "表三!D9": 44, "表三!D30": 5}
FIGURES |= {"表三!E6": 31, "表三!E8": 14, "表三!E9": 17}
KNOWN = {**{f"上年!{c}4": 0 for c in "EFGHI"}, "上年!D4": 12, "上年!J4": 12}


def proposed(finding: Finding) -> list[list[str]]:
    """Return a finding's proposals as `表三!D7 21→12`."""
    return [[f"{c.address} {c.before}→{c.after}" for c in one] for one in finding.suggestions]


def rebuilt(right: Mapping[str, Any], wrong: Mapping[str, Any]) -> Workbook:
    """Return a workbook rebuilt from paper: every total typed as the `right` figures give it, then `wrong` typed."""
    book, form = sent(right), disclosure()
    sheets = {name: dict(sheet.cells) for name, sheet in book.sheets.items()}
    for total in form.totals:
        sheets[total.sheet][total.row, total.column] = Cell(book.at(total).value)
    for cell, value in wrong.items():
        place = Address.parse(cell)
        sheets[place.sheet][place.row, place.column] = Cell(Decimal(str(value)))
    return Workbook({name: Sheet(name, cells) for name, cells in sheets.items()})


def test_a_wrong_carry_over_breaks_two_rules_and_is_one_finding_at_its_cell() -> None:
    finding = only(reviewed(sent(FIGURES | {"表三!D7": 21}), KNOWN))
    assert (finding.code, str(finding.address)) == ("T-R08", "表三!D7")
    assert proposed(finding) == [["表三!D7 21→12"]]
    assert finding.message.endswith("。请查原始登记核对：如果 表三!D7 由 21 改为 12，则 R01、R08 同时成立。")


@pytest.mark.parametrize("cell", ["表三!D6", "表三!D7", "表三!D8", "表三!E9", "表三!D30"])
def test_with_totals_typed_a_wrong_figure_is_named_by_its_row_and_its_column(cell: str) -> None:
    wrong = FIGURES.get(cell, 0) + 7
    found = reviewed(rebuilt(FIGURES, {cell: wrong}))
    finding = next(f for f in found.findings if f.blocks)
    assert [str(f.address) for f in found.findings if f.blocks] == [cell]
    assert proposed(finding) == [[f"{cell} {wrong}→{FIGURES.get(cell, 0)}"]]
    assert finding.label == disclosure().label(Address.parse(cell))


@pytest.mark.parametrize("total", ["表三!J8", "表三!D29", "表三!J29", "表三!J6"])
def test_with_totals_typed_a_wrong_total_is_named(total: str) -> None:
    found = reviewed(rebuilt(FIGURES, {total: 500}))
    (finding,) = [f for f in found.findings if f.blocks]
    assert (finding.code, str(finding.address)) == ("M301", total)
    assert finding.suggestions[0][0].after == finding.expected


def test_a_figure_that_only_totals_contradict_has_a_finding_of_its_own() -> None:
    # R01 holds over the inputs: 表三!D6 was made to fit a wrong 表三!D8; the totals that were typed say otherwise.
    found = reviewed(rebuilt(FIGURES, {"表三!D8": 80, "表三!D6": 117}))
    blocking = [f for f in found.findings if f.blocks]
    assert [(f.code, str(f.address)) for f in blocking] == [("M312", "表三!D6"), ("M312", "表三!D8")]
    assert [proposed(f) for f in blocking] == [[["表三!D6 117→97"]], [["表三!D8 80→60"]]]
    assert blocking[1].message.startswith("此格填 80，与 表三!J8、表三!D29、表三!J29 不合。请查原始登记核对：")


def test_figures_moved_to_the_next_column_are_one_cause() -> None:
    found = reviewed(rebuilt(FIGURES, {"表三!D8": 14, "表三!E8": 60}))
    (finding,) = [f for f in found.findings if f.blocks]
    assert proposed(finding) == [["表三!D8 14→60", "表三!E8 60→14"]]


def test_with_live_totals_a_law_alone_does_not_say_which_cell() -> None:
    finding = only(reviewed(sent(FIGURES | {"表三!D9": 43})))
    assert (finding.code, str(finding.address), finding.suggestions) == ("T-R01", "表三!D6", ())
    assert "单凭 R01 不能确定是哪一格：" in finding.message
    assert "：表三!D6:D28、表三!D30 中任改一格都能使它成立（24 格）" in finding.message


def test_a_slip_of_the_hand_is_named_with_live_totals_too() -> None:
    finding = only(reviewed(sent(FIGURES | {"表三!D6": 79})))
    assert proposed(finding) == [["表三!D6 79→97"]]


def test_up_to_ten_equal_answers_are_listed_as_not_certain() -> None:
    found = reviewed(rebuilt({"表四!A6": 7, "表四!B6": 9}, {"表四!E6": 15}))
    (finding,) = [f for f in found.findings if f.blocks]
    assert [one[0] for one in proposed(finding)] == [
        "表四!A6 7→6",
        "表四!B6 9→8",
        "表四!E6 15→16",
    ]
    assert "不能确定是哪一处，有 3 种同样可能的改法" in finding.message


def test_a_blank_has_the_one_value_that_its_laws_leave() -> None:
    finding = only(reviewed(sent(FIGURES | {"表三!D9": None})))
    assert finding.code == "V201"
    assert proposed(finding) == [["表三!D9 None→44"]]
    assert finding.message.endswith("请查原始登记后填写：如为 44，则 R01 成立。")


def test_two_errors_apart_are_two_findings() -> None:
    found = reviewed(rebuilt(FIGURES, {"表三!D8": 61, "表三!E9": 71}))
    assert [proposed(f) for f in found.findings if f.blocks] == [[["表三!D8 61→60"]], [["表三!E9 71→17"]]]


def test_what_last_year_hands_on_is_never_proposed_to_change() -> None:
    found = reviewed(sent(FIGURES), KNOWN | {"上年!D4": 15, "上年!J4": 15})
    assert not [c for f in found.findings for one in f.suggestions for c in one if c.address.sheet == "上年"]
    assert said(found) == ["T-R08 表三!D7"]


def test_an_altered_formula_is_proposed_its_own_result() -> None:
    finding = only(reviewed(sent(FIGURES, "表三 | J\n8 | =SUM(D8:D8) -> 60")))
    assert (finding.code, proposed(finding)) == ("M303", [["表三!J8 60→74"]])


def test_hidden_formulas_are_figures_as_declared() -> None:
    book = formulas_hidden(rebuilt(FIGURES, {"表三!D8": 61}))
    found = reviewed(book)
    assert [f"{f.code} {f.address}" for f in found.findings if f.blocks] == ["T-R01 表三!D8"]


def test_an_explained_query_binds_no_proposal() -> None:
    figures = {"表二!B6": 3, "表二!D6": 9, "校验!I20": "年内有2件随机构划出。"}
    known = {"上年!D6": 10, "上年!D5": 0}
    finding = only(reviewed(sent(figures), known))
    assert (finding.code, finding.open, finding.suggestions) == ("T-R16", False, ())


def test_every_law_holds_in_a_clean_workbook_and_nothing_is_said() -> None:
    assert said(reviewed(sent(FIGURES), KNOWN | {"上年!D6": 0, "上年!D5": 0})) == []


def test_of_equal_answers_that_which_another_system_gives_is_proposed() -> None:
    finding = only(reviewed(sent(FIGURES | {"表三!D9": 43}), evidence={"表三!D9": 44}))
    assert proposed(finding) == [["表三!D9 43→44"]]


def test_a_figure_that_another_system_confirms_is_doubted_last() -> None:
    right, wrong = {"表四!A6": 7, "表四!B6": 9}, {"表四!E6": 15}
    found = reviewed(rebuilt(right, wrong), evidence={"表四!A6": 7})
    (finding,) = [f for f in found.findings if f.blocks]
    assert [one[0] for one in proposed(finding)] == ["表四!B6 9→8", "表四!E6 15→16"]


def test_a_live_total_that_another_system_confirms_keeps_its_parts() -> None:
    wrong = FIGURES | {"表三!D6": 79}
    assert proposed(only(reviewed(sent(wrong)))) == [["表三!D6 79→97"]]
    finding = only(reviewed(sent(wrong), evidence={"表三!J6": 110}))
    assert not [c for one in finding.suggestions for c in one if str(c.address) == "表三!D6"]
    assert "表三!D6" not in finding.message.partition("。")[2]


@pytest.mark.parametrize(("notices", "answers"), [(0, ["表三!J27 5→0"]), (1, ["表三!D27 0→5", "表三!J27 5→0"])])
def test_a_repair_that_breaks_a_rule_which_does_more_than_add_is_not_proposed(notices: int, answers: list[str]) -> None:
    # R19: whoever missed a fee notice was sent one. What D8 says is not known, so that R01 does not speak of D27.
    book = rebuilt({"补充!B15": notices, "补充!B16": 9}, {"表三!J27": 5})
    cells = {**book.sheets["表三"].cells, (8, 4): Cell("无")}
    found = reviewed(Workbook({**book.sheets, "表三": Sheet("表三", cells)}))
    (finding,) = [f for f in found.findings if f.code == "M301"]
    assert [text for one in proposed(finding) for text in one] == answers


def test_a_query_alone_has_its_proposals_too() -> None:
    finding = only(reviewed(sent({"表二!B6": 3, "表二!D6": 9}), {"上年!D6": 10, "上年!D5": 0}))
    assert (finding.code, finding.blocks) == ("T-R16", False)
    assert proposed(finding) == [["表二!C6 0→4"], ["表二!D6 9→13"]]


def test_a_limit_with_an_unread_figure_binds_nothing() -> None:
    found = reviewed(sent(FIGURES | {"表三!D6": 79}, "补充 | B\n16 | 无\n17 | 5"))
    (finding,) = [f for f in found.findings if f.code == "T-R01"]
    assert proposed(finding) == [["表三!D6 79→97"]]


def test_a_rule_that_fails_with_a_total_typed_over_is_told_with_it_where_nothing_is_certain() -> None:
    found = reviewed(sent(FIGURES | {"表三!E8": 19}, "表三 | J\n28 | 115"))
    assert said(found) == ["M301 表三!J28"]
    assert proposed(only(found))[0] == ["表三!E6 31→36", "表三!J28 115→0"]


def test_each_total_that_lost_its_formula_is_named_where_nothing_is_certain() -> None:
    found = reviewed(sent(FIGURES | {"表三!E8": 15}, "表三 | J\n9 | 131\n14 | 54"))
    assert said(found) == ["M301 表三!J9", "M301 表三!J14"]
    one, other = found.findings
    assert proposed(one) == proposed(other)
    assert ["表三!E8 15→14", "表三!J9 131→61", "表三!J14 54→0"] in proposed(one)


def test_an_altered_formula_over_an_unread_figure_is_proposed_nothing() -> None:
    found = reviewed(sent({"表三!D8": None}, "表三 | J\n8 | =SUM(D8:D8) -> 5"))
    (finding,) = [f for f in found.findings if f.code == "M303"]
    assert finding.suggestions == ()
