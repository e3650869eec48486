"""M: formulas typed over, altered, deleted, and results that are not what the parts give."""

from decimal import Decimal

import pytest

from kit.submission import nothing_stored, only, reviewed, said, sent
from xlsreport.model.finding import Severity

FOUR = {"表三!D6": 3, "表三!E6": 1, "表三!D8": 3, "表三!E8": 1}


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("表三 | J\n29 | 4", ["M302 表三!J29"]),
        ("表三 | J\n29 | 0", ["M301 表三!J29"]),
        ('表三 | J\n29 | "4"', ["M302 表三!J29"]),
        ('表三 | J\n29 | "４件"', ["M302 表三!J29"]),
        ('表三 | J\n29 | "5"', ["M301 表三!J29"]),
        ("表三 | J\n29 | —", ["M301 表三!J29"]),
        ("表三 | J\n29 | #REF!", ["M301 表三!J29"]),
        ("表三 | J\n29 | TRUE", ["M301 表三!J29"]),
        ("表三 | J\n29 | ", ["M305 表三!J29"]),
        ('表三 | J\n29 | " "', ["M305 表三!J29"]),
        ("表三 | J\n29 | =SUM(D29:I29) -> 4", []),
        ("表三 | J\n29 | =sum( 表三!$D$29:$I$29 ) -> 4", []),
        ("表三 | J\n29 | =D29+E29+F29+G29+H29+I29 -> 4", ["M304 表三!J29"]),
        ("表三 | J\n29 | =D29+E29+F29+G29+H29+I29 -> 3", ["M307 表三!J29"]),
        ("表三 | J\n29 | =SUM(J8:J28) -> 4", ["M304 表三!J29"]),
        ("表三 | J\n29 | =SUM(D29:H29) -> 4", ["M303 表三!J29"]),
        ("表三 | J\n29 | =AVERAGE(D29:I29) -> 4", ["M303 表三!J29"]),
        ("表三 | J\n29 | =SUM(D29:I29 -> 4", ["M303 表三!J29"]),  # does not parse
        ("表三 | J\n29 | ='[去年.xlsx]表三'!J29 -> 4", ["M309 表三!J29"]),
        ("表三 | J\n29 | =SUM(D29:I29) -> 7", ["M307 表三!J29"]),
        ("表三 | J\n29 | =SUM(D29:I29) -> #VALUE!", ["M306 表三!J29"]),
        ("表三 | J\n29 | =SUM(D29:I29)", []),  # this one alone has no stored result
    ],
)
def test_a_total(typed: str, result: list[str]) -> None:
    assert said(reviewed(sent(FOUR, typed))) == result


def test_a_total_typed_over_says_found_expected_and_difference() -> None:
    finding = only(reviewed(sent(FOUR, "表三 | J\n29 | 0")))
    assert (finding.found, finding.expected, finding.difference) == (0, 4, -4)
    assert [(str(o.address), o.value) for o in finding.operands][:2] == [("表三!D29", 3), ("表三!E29", 1)]
    assert finding.message == "公式被数字替换：填 0，应为 4（少 4）"
    assert finding.label == "三、本年度办理结果 （七）总计 × 申请人情况 总计"


def test_a_total_typed_as_text_says_its_difference() -> None:
    assert only(reviewed(sent(FOUR, '表三 | J\n29 | "5"'))).difference == 1
    assert only(reviewed(sent(FOUR, "表三 | J\n29 | —"))).message == "公式被数字替换：填 —，应为 4（不是数字）"


def test_the_same_number_typed_over_a_total_is_a_note() -> None:
    assert only(reviewed(sent(FOUR, "表三 | J\n29 | 4"))).severity is Severity.NOTE


def test_a_shortened_range_names_what_it_leaves_out() -> None:
    finding = only(reviewed(sent(FOUR | {"表三!D28": 2, "表三!D6": 5}, "表三 | D\n29 | =SUM(D8:D27) -> 5")))
    assert "漏了 D28" in finding.message
    assert "按应有公式计算为 5" in finding.message


def test_a_long_list_of_cells_is_cut_and_counted() -> None:
    finding = only(reviewed(sent(FOUR, "表三 | D\n29 | =SUM(D8:D10) -> 3")))
    assert "漏了 D11、D12、D13、D14、D15、D16、D17、D18、D19、D20 等 18 格；" in finding.message
    whole = only(reviewed(sent(FOUR, "表三 | D\n29 | =SUM(D8:D18) -> 3")))
    assert "漏了 D19、D20、D21、D22、D23、D24、D25、D26、D27、D28；" in whole.message


def test_a_stretched_range_names_what_it_adds() -> None:
    finding = only(reviewed(sent(FOUR, "表三 | D\n29 | =SUM(D7:D28) -> 3")))
    assert "多了 D7" in finding.message
    assert "漏了" not in finding.message


def test_what_follows_from_a_wrong_part_is_folded_in() -> None:
    # D29 is typed over; the sender's J29 adds it up as it is.
    book = sent(FOUR, "表三 | D | J\n29 | 30 | =SUM(D29:I29) -> 31")
    assert said(reviewed(book)) == ["M301 表三!D29"]


def test_what_is_wrong_besides_a_wrong_part_is_not_folded_in() -> None:
    book = sent(FOUR, "表三 | D | J\n29 | 30 | 99")
    assert said(reviewed(book)) == ["M301 表三!D29", "M301 表三!J29"]


def test_two_totals_typed_over_are_both_named_though_they_agree() -> None:
    # With D29 put right, J29 would still say 31: it has no formula that follows.
    assert said(reviewed(sent(FOUR, "表三 | D | J\n29 | 30 | 31"))) == ["M301 表三!D29", "M301 表三!J29"]


def test_a_total_that_leaves_out_one_typed_as_text_is_folded_in() -> None:
    book = sent(FOUR, '表三 | D | J\n29 | "3" | =SUM(D29:I29) -> 1')
    assert said(reviewed(book)) == ["M302 表三!D29"]


def test_an_error_shown_by_a_part_is_folded_in_its_total() -> None:
    book = sent(FOUR, "表三 | D | J\n29 | #REF! | =SUM(D29:I29) -> #REF!")
    assert said(reviewed(book)) == ["M301 表三!D29"]


def test_several_causes_are_several_findings() -> None:
    typed = "表三 | J\n8 | 9\n6 | 1\n\n表四 | E | J\n6 | 3 | =SUM(F6:H6) -> 0"
    assert said(reviewed(sent(FOUR, typed))) == ["M301 表三!J6", "M301 表三!J8", "M301 表四!E6", "M303 表四!J6"]


@pytest.mark.parametrize("blank", ["", "无", "-1"])
def test_a_total_over_an_unread_part_is_not_compared(blank: str) -> None:
    typed = f"表三 | D | J\n8 | {blank} | 77\n29 | 77 | 77"
    found = reviewed(sent(FOUR, typed))
    assert {str(f.address) for f in found.findings} == {"表三!D8"}


def test_a_deleted_or_altered_formula_over_an_unread_part_is_still_named() -> None:
    typed = "表三 | D | J\n8 |  | \n29 | =SUM(D8:D27) -> 0 | =SUM(D29:I29) -> 1"
    found = reviewed(sent(FOUR, typed))
    assert said(found) == ["V201 表三!D8", "M305 表三!J8", "M303 表三!D29"]
    messages = {f.code: f.message for f in found.findings}
    assert messages["M305"] == "公式被删除：此格空白，应为 =SUM(D8:I8)。"
    assert "分项不全" in messages["M303"]


def test_a_deleted_formula_says_what_it_gives() -> None:
    assert "按各分项为 4" in only(reviewed(sent(FOUR, "表三 | J\n29 |"))).message


def test_a_blank_table_names_its_inputs_and_its_total() -> None:
    typed = "表四 | A | B | C | D | E\n6 | | | | |"
    assert said(reviewed(sent(typed=typed))) == [f"V201 表四!{c}6" for c in "ABCD"] + ["M305 表四!E6"]


def test_a_workbook_without_any_stored_result_is_one_note() -> None:
    found = reviewed(nothing_stored(sent(FOUR)))
    assert (said(found), only(found).severity) == (["M308 file"], Severity.NOTE)


def test_a_formula_is_judged_without_stored_results_too() -> None:
    book = nothing_stored(sent(FOUR, "表三 | D\n29 | =SUM(D8:D27)"))
    assert said(reviewed(book)) == ["M303 表三!D29", "M308 file"]


def test_guiding_formulas_that_were_altered_are_one_note_a_sheet() -> None:
    typed = '封面 | B\n3 | 测试局\n4 | 2023\n\n校验 | B | G | H\n2 | 可以报送 | | \n5 | 错误 | =D5-F5 -> 0 | "通过"'
    found = reviewed(sent(FOUR, typed))
    assert said(found) == ["M310 封面!B3", "M310 校验!B2"]
    assert {f.severity for f in found.findings} == {Severity.NOTE}


def test_results_on_the_rules_sheet_are_not_compared() -> None:
    typed = '校验 | D | H\n5 | =表三!D6+表三!D7 -> 99 | =IF(IFERROR(G5=0,FALSE),"通过","不符") -> 不符'
    assert said(reviewed(sent(FOUR, typed))) == []


def test_a_result_to_fifteen_digits_is_the_same() -> None:
    fees = {"补充!B4": 1}
    assert said(reviewed(sent(fees, "补充 | B\n12 | =SUM(B4:B11) -> 1.0000000000000001"))) == []
    finding = only(reviewed(sent(fees, "补充 | B\n12 | =SUM(B4:B11) -> 1.00000000000001")))
    assert (finding.code, finding.difference) == ("M307", Decimal("1E-14"))


def test_a_hostile_formula_is_a_finding() -> None:
    nested = "=" + "(" * 3000 + "1" + ")" * 3000
    long = "=" + "+".join(["D29"] * 3000)
    for formula in (nested, long, "=" + "-" * 3000 + "1", '="' + "x" * 9000):
        assert said(reviewed(sent(FOUR, f"表三 | J\n29 | {formula} -> 4"))) == ["M303 表三!J29"]
