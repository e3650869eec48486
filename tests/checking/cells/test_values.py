"""V: what departments type into the cells that they fill."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from kit.submission import only, reviewed, said, sent
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.workbook import Cell, ErrorValue, Sheet, Value, Workbook

COUNT, FEE, LEVEL, PROSE = "表二!B9", "表二!B16", "基本信息!B6", "文字!A6"
BIG = 10**15


def with_cell(place: str, cell: Cell) -> Workbook:
    book, at = sent(), Address.parse(place)
    filled = book.sheets[at.sheet]
    changed = Sheet(at.sheet, {**filled.cells, (at.row, at.column): cell})
    return Workbook({**book.sheets, at.sheet: changed})


def read(place: str, value: Value) -> tuple[list[str], Value]:
    found = reviewed(with_cell(place, Cell(value)))
    return said(found), found.value(Address.parse(place))


def test_a_clean_submission_has_no_finding() -> None:
    assert said(reviewed(sent())) == []


@pytest.mark.parametrize(
    "typed",
    ["/", "-", "—", "——", "－", "／", "无", " 无 ", "不适用", "没有", "n/a", "*", "一"],
)
def test_a_placeholder_is_no_zero(typed: str) -> None:
    assert read(COUNT, typed) == ([f"V203 {COUNT}"], None)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        (" 3 ", 3),
        ("\u200b3\u200b", 3),
        ("３５", 35),  # full-width digits
        ("3件", 3),
        ("3 件", 3),
        ("1,234", 1234),
        ("1，234条", 1234),  # a full-width comma
        ("1,234,567", 1234567),
        ("+7", 7),
        ("3.0", 3),
        ("0", 0),
    ],
)
def test_a_number_as_text_is_read_and_queried(typed: str, value: int) -> None:
    assert read(COUNT, typed) == ([f"V205 {COUNT}"], Decimal(value))


@pytest.mark.parametrize(
    "typed",
    [
        "22（其中修订16件）",
        "约30",
        "三",
        "3、5",
        "3\n4",  # two figures in one cell are not 34
        "1 234",
        "22①",  # a footnote's mark is no digit
        "3²",
        "12,34",
        "1.2.3",
        "1e3",
        "2023年",
        "12万元",
        "3件件",
        "見附表",
        "O",
    ],
)
def test_text_that_may_mean_something_else_is_not_read(typed: str) -> None:
    assert read(COUNT, typed) == ([f"V204 {COUNT}"], None)


@pytest.mark.parametrize("typed", [-1, "0.5", "0.12", BIG, "1E+300"])
def test_a_number_out_of_bounds(typed: int | str) -> None:
    assert read(COUNT, Decimal(typed)) == ([f"V206 {COUNT}"], None)


@pytest.mark.parametrize("typed", ["-1", "0.5件", "9" * 400])
def test_a_text_out_of_bounds_is_one_finding(typed: str) -> None:
    assert read(COUNT, typed) == ([f"V206 {COUNT}"], None)


@pytest.mark.parametrize("typed", [0, 1, BIG - 1])
def test_a_number_in_bounds(typed: int) -> None:
    assert read(COUNT, Decimal(typed)) == ([], Decimal(typed))


@pytest.mark.parametrize("typed", ["5%", "12.5％", "5 %", "1,000%"])
def test_a_percentage_is_no_count(typed: str) -> None:
    assert read(COUNT, typed) == ([f"V212 {COUNT}"], None)


def test_characters_that_nobody_sees_are_spoken_of() -> None:
    hidden = only(reviewed(with_cell(COUNT, Cell("3\u200b5"))))
    assert (hidden.code, hidden.message.endswith("（含看不见的字符），读作 35。")) == ("V205", True)
    assert only(reviewed(with_cell(COUNT, Cell(" 35")))).message == "以文字形式填写“ 35”，读作 35。"
    assert read(COUNT, "\u2066３\u2069\ufe0f") == ([f"V205 {COUNT}"], Decimal(3))


@pytest.mark.parametrize(
    ("typed", "value"), [("386万元", 386), ("386", 386), ("3,860,000元", 386), ("12345元", "1.2345"), ("５万元", 5)]
)
def test_an_amount_that_names_its_unit_is_read_in_it(typed: str, value: int | str) -> None:
    assert read(FEE, typed) == ([f"V205 {FEE}"], Decimal(value))


@pytest.mark.parametrize("typed", ["386亿元", "386美元", "约386万元", "386万", "万元"])
def test_an_amount_in_an_unknown_unit_is_not_read(typed: str) -> None:
    assert read(FEE, typed) == ([f"V204 {FEE}"], None)


def test_more_decimals_than_the_unit_allows_are_a_query() -> None:
    assert read(FEE, Decimal("1.1234567")) == ([f"V213 {FEE}"], Decimal("1.1234567"))
    assert read(FEE, Decimal("1.123456")) == ([], Decimal("1.123456"))
    assert read("补充!B16", Decimal("99.555"))[0] == ["V213 补充!B16"]
    assert only(reviewed(with_cell(FEE, Cell(Decimal("1.1234567"))))).message == (
        "填 1.1234567，有 7 位小数；单位是万元，最多 6 位。"
    )


def test_what_a_double_adds_is_no_decimal() -> None:
    assert read(FEE, Decimal("0.30000000000000004")) == ([], Decimal("0.30000000000000004"))


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        (386, 3_860_000, [f"V214 {FEE}"]),
        ("3.5", 350, [f"V214 {FEE}"]),
        ("3.5", 349, [f"H403 {FEE}"]),
        (0, 3_860_000, [f"V215 {FEE}"]),
        (386, 400, []),
    ],
)
def test_a_hundred_times_last_years_amount_is_perhaps_the_wrong_unit(
    before: int | str, now: int, codes: list[str]
) -> None:
    assert said(reviewed(sent({FEE: now}), years=[{FEE: Decimal(before)}])) == codes


def test_the_wrong_unit_comes_with_what_it_may_mean() -> None:
    finding = only(reviewed(sent({FEE: 3_860_000}), years=[{FEE: 352}]))
    assert (finding.severity, finding.found, finding.expected) == (Severity.QUERY, 3_860_000, 386)
    assert finding.message == ("填 3860000，是上年（352）的 10965 倍，可能误按元填写；单位是万元，换算后为 386。")
    assert [(str(c.address), c.before, c.after) for each in finding.suggestions for c in each] == [
        (FEE, 3_860_000, 386)
    ]
    assert said(reviewed(sent({FEE: finding.expected}), years=[{FEE: 352}])) == []


def test_a_fee_has_decimals_and_no_negative() -> None:
    assert read(FEE, Decimal("96171.60001")) == ([], Decimal("96171.60001"))
    assert read(FEE, Decimal("-0.01"))[0] == [f"V206 {FEE}"]


def test_the_bounds_stand_in_the_sentence() -> None:
    assert only(reviewed(with_cell(COUNT, Cell(Decimal("-1"))))).message == "填 -1，应为整数、≥ 0。"
    too_large = only(reviewed(with_cell(COUNT, Cell(Decimal(BIG))))).message
    assert too_large == "填 1000000000000000，应为整数、≥ 0、≤ 999999999999999。"


@pytest.mark.parametrize("typed", [date(2023, 1, 2), datetime(2023, 1, 2, 3, 4), True, False])
def test_a_date_or_a_logical_value_is_no_number(typed: Value) -> None:
    assert read(COUNT, typed) == ([f"V209 {COUNT}"], None)


@pytest.mark.parametrize("place", [COUNT, PROSE, LEVEL, "上年!D4"])
def test_an_error_value_is_a_finding_in_any_input(place: str) -> None:
    assert read(place, ErrorValue("#NAME?")) == ([f"V208 {place}"], None)


@pytest.mark.parametrize("typed", [None, "", "  ", "\u3000"])
def test_a_blank_required_number_is_an_error(typed: Value) -> None:
    found = reviewed(with_cell(COUNT, Cell(typed)))
    assert said(found) == [f"V201 {COUNT}"]
    assert only(found).severity is Severity.ERROR


def test_a_blank_required_text_is_a_query() -> None:
    found = reviewed(sent({PROSE: None, "基本信息!B7": None, LEVEL: None}))
    assert said(found) == ["V202 基本信息!B6", "V202 基本信息!B7", f"V202 {PROSE}"]
    assert {f.severity for f in found.findings} == {Severity.QUERY}


def test_a_blank_optional_cell_is_nothing() -> None:
    assert said(reviewed(sent({"补充!B4": None, "文字!A4": None, "封面!B5": None, "基本信息!B11": None}))) == []


def test_a_choice_is_one_of_the_list() -> None:
    assert read(LEVEL, "县级 ") == ([], "县级")
    assert read(LEVEL, "县") == ([f"V207 {LEVEL}"], None)
    assert read(LEVEL, Decimal(3)) == ([f"V207 {LEVEL}"], None)


def test_a_text_may_come_as_a_number_or_a_date() -> None:
    assert read("基本信息!B8", Decimal(8376607)) == ([], "8376607")
    assert read("基本信息!B13", date(2024, 1, 30)) == ([], "2024年1月30日")


def test_a_text_that_is_too_long_is_kept_and_queried() -> None:
    assert read("基本信息!B13", "长" * 50) == ([], "长" * 50)
    assert read("基本信息!B13", "长" * 51) == (["V210 基本信息!B13"], "长" * 51)


def test_the_period_is_read_as_a_year() -> None:
    cell = "基本信息!B5"
    found = reviewed(with_cell(cell, Cell("2023.0")))  # once it stopped the whole batch
    assert (said(found), found.identity.period) == ([f"V205 {cell}"], 2023)
    assert said(reviewed(with_cell(cell, Cell(Decimal(23))))) == [f"V206 {cell}"]


@pytest.mark.parametrize(
    ("formula", "codes"),
    [
        ("=表二!B6+1", []),
        ("=SUM(表三!D6:I6)", []),
        ("=[1]Sheet1!A1", ["V211"]),
        ("=D6*E6", ["V211"]),
        ("=NOW()", ["V211"]),
    ],
)
def test_a_formula_without_a_result_in_an_input_is_computed_where_it_only_adds(formula: str, codes: list[str]) -> None:
    found = reviewed(with_cell(COUNT, Cell(None, formula, stored=False)))
    assert [f.code for f in found.findings] == codes


def test_a_formula_in_an_input_counts_with_its_stored_result() -> None:
    found = reviewed(with_cell(COUNT, Cell(Decimal(7), "=3+4")))
    assert (said(found), found.value(Address.parse(COUNT))) == ([], Decimal(7))


def test_a_formula_in_an_input_is_worked_out_again_where_it_only_adds() -> None:
    book = with_cell(COUNT, Cell(Decimal(9), "=表二!B6+7"))
    finding = only(reviewed(book))
    assert (finding.code, finding.found, finding.expected, finding.difference) == ("M311", 9, 7, 2)
    assert finding.message == "此格的公式 =表二!B6+7 应得 7，文件中存的是 9（多 2）"
    assert reviewed(book).value(Address.parse(COUNT)) == 7
    assert said(reviewed(with_cell(COUNT, Cell(Decimal(7), "=表二!B6+7")))) == []
    assert said(reviewed(with_cell(COUNT, Cell(Decimal(9), "=MAX(表二!B6,7)")))) == []  # not one that only adds


def test_a_number_as_text_does_not_accuse_the_totals_that_leave_it_out() -> None:
    # Excel's SUM passes over text: the sender's J8, D29 and J29 are 0, and R01's figures are ours.
    found = reviewed(sent({"表三!D6": 3, "表三!D8": "3"}))
    assert said(found) == ["V205 表三!D8"]
    assert found.value(Address.parse("表三!J29")) == 3


def test_a_total_that_is_wrong_besides_is_still_named() -> None:
    found = reviewed(sent({"表三!D6": 3, "表三!D8": "3"}, "表三 | J\n8 | =SUM(D8:I8) -> 5"))
    assert said(found) == ["M307 表三!J8", "V205 表三!D8"]


def test_a_total_typed_over_beside_a_number_as_text_is_still_named() -> None:
    found = reviewed(sent({"表三!D6": 3, "表三!D8": "3"}, "表三 | J\n8 | 0"))
    assert said(found) == ["M301 表三!J8", "V205 表三!D8"]


def test_an_untouched_workbook_names_every_blank_cell_once() -> None:
    form_blank = sent(dict.fromkeys([str(a) for a in reviewed(sent()).values], None))
    codes = [f.code for f in reviewed(form_blank).findings]
    assert (codes.count("V201"), codes.count("V202"), len(codes)) == (167, 14, 181)
