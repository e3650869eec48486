"""A and H404: what submissions of different departments have in common, and who stands far from all others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.filled import disclosure, values
from kit.told import PARTS, own, prose
from xlsreport.checking import Submission, check_across
from xlsreport.checking.across.cohort import is_telling, prose_of
from xlsreport.checking.across.shared_sentences import known_sentences
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.review import Review
from xlsreport.model.sentences import Sentences
from xlsreport.model.small_row import BLANK

ADDRESS, PHONE = "基本信息!B7", "基本信息!B8"
TABLE = {"表三!D6": 3, "表三!E6": 1, "表三!D8": 7, "表三!D9": 12, "表三!D30": 2, "表三!F6": 9}


def submission(number: int, cells: Mapping[str, Any] | None = None, *, known: bool = False) -> Submission:
    """Return a clean department's submission, which has nothing in common with that of another number."""
    mine = {ADDRESS: f"和平路{number}号院", PHONE: f"0797-{1000000 + number}", **own(number)}
    return Submission(
        f"A{number:02}", f"第{number}局", f"{number}.xlsx", Review(values=values({**mine, **(cells or {})})), known
    )


def found(*submissions: Submission) -> dict[str, list[str]]:
    """Return what is said by department, as `A602 表三!D6`."""
    said = check_across(disclosure(), language_named("zh"), submissions)
    return {code: [f"{f.code} {f.address}" for f in findings] for code, findings in said.items()}


def messages(*submissions: Submission) -> dict[str, list[str]]:
    said = check_across(disclosure(), language_named("zh"), submissions)
    return {code: [f.message for f in findings] for code, findings in said.items()}


def test_departments_that_have_nothing_in_common() -> None:
    assert found(*map(submission, range(1, 12))) == {}
    assert found(submission(1)) == {}
    assert found() == {}


def test_the_same_prose_is_a_query_to_both() -> None:
    copied = submission(2, own(1))
    said = check_across(disclosure(), language_named("zh"), [submission(1), copied, submission(3)])
    assert {code: [str(f.address) for f in fs] for code, fs in said.items()} == {"A01": [PARTS[0]], "A02": [PARTS[0]]}
    (finding,) = said["A02"]
    assert (finding.code, finding.severity) == ("A601", Severity.QUERY)
    assert finding.message.startswith("有 100% 的文字与 第1局（1.xlsx） 相同，例如“")


def test_a_copy_with_other_figures_and_the_own_name_is_a_copy() -> None:
    text = "{}全年共受理政府信息公开申请{}件，办结{}件。各项答复均在法定期限内作出，没有逾期的情况。错链及时更正。"
    one = {part: text.format(f"{n}甲局", 103, 98) + prose(70 + n, 60) for n, part in enumerate(PARTS)}
    two = {part: text.format(f"{n}乙镇", 8, 7) + prose(70 + n, 60) for n, part in enumerate(PARTS)}
    assert found(submission(1, one), submission(2, two)) == {"A01": [f"A601 {PARTS[0]}"], "A02": [f"A601 {PARTS[0]}"]}


def test_a_part_in_common_is_no_copy() -> None:
    shared = {part: own(1)[part] for part in PARTS[:3]}  # three texts of seven
    assert found(submission(1), submission(2, shared)) == {}


def test_who_copies_a_part_of_a_long_text_is_asked_alone() -> None:
    long = {part: text + prose(50 + n, 400) for n, (part, text) in enumerate(own(1).items())}
    assert found(submission(1, long), submission(2, own(1))) == {"A02": [f"A601 {PARTS[0]}"]}


@pytest.mark.parametrize("text", ["无", "无其他需要报告的事项。", None])
def test_a_short_text_is_nobodys(text: str | None) -> None:
    same = dict.fromkeys(PARTS, text)
    assert found(submission(1, same), submission(2, same)) == {}


def test_a_few_words_alone_are_too_general_to_be_anybodys() -> None:
    few = {**dict.fromkeys(PARTS), PARTS[0]: prose(1, 70)}
    enough = few | {PARTS[0]: prose(1, 90)}
    assert found(submission(1, few), submission(2, few)) == {}
    assert found(submission(1, enough), submission(2, enough)).keys() == {"A01", "A02"}


def test_a_text_of_many_departments_names_a_few_of_them() -> None:
    said = messages(*(submission(n, own(1)) for n in range(1, 21)))
    assert set(said) == {f"A{n:02}" for n in range(1, 21)}
    assert all(len(each) == 1 for each in said.values())
    assert said["A01"][0].startswith("有 100% 的文字与 第2局（2.xlsx）、第3局（3.xlsx）、第4局（4.xlsx） 等 ")


def test_the_same_table_is_a_query_to_both() -> None:
    said = messages(submission(1, TABLE), submission(2), submission(3, TABLE))
    assert said == {
        "A01": ["表格（表三）的数字与 第3局（3.xlsx） 逐格相同。"],
        "A03": ["表格（表三）的数字与 第1局（1.xlsx） 逐格相同。"],
    }


def test_several_tables_of_one_other_are_one_query() -> None:
    more = TABLE | {f"补充!B{row}": row for row in range(4, 11)}
    said = messages(submission(1, more), submission(2, more), submission(3, TABLE))
    assert said["A03"] == ["表格（表三）的数字与 第1局（1.xlsx）、第2局（2.xlsx） 逐格相同。"]
    assert said["A01"] == [
        "表格（补充）的数字与 第2局（2.xlsx） 逐格相同。",
        "表格（表三）的数字与 第2局（2.xlsx）、第3局（3.xlsx） 逐格相同。",
    ]
    assert messages(submission(1, more), submission(2, more))["A01"] == [
        "表格（补充、表三）的数字与 第2局（2.xlsx） 逐格相同。"
    ]


@pytest.mark.parametrize(
    "table",
    [
        {},
        dict(list(TABLE.items())[:5]),  # five figures
        dict.fromkeys(TABLE, 1),
        {**dict.fromkeys(TABLE, 1), "表三!D6": 2, "表三!D8": 3},  # three different ones
    ],
)
def test_tables_that_agree_by_chance_are_not_named(table: dict[str, int]) -> None:
    assert found(submission(1, table), submission(2, table)) == {}


def test_a_table_that_differs_in_one_cell_is_another() -> None:
    assert found(submission(1, TABLE), submission(2, TABLE | {"表三!I28": 1})) == {}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("和平路 1 号院", "和平路１号院", True),
        ("和平路1号院。", "和平路1号院", True),
        ("和平路1号院", "和平路11号院", False),
        ("无", "无", False),
        (None, None, False),
    ],
)
def test_one_address_is_a_note(one: str | None, two: str | None, same: bool) -> None:
    said = found(submission(1, {ADDRESS: one}), submission(2, {ADDRESS: two}))
    assert said == ({"A01": [f"A603 {ADDRESS}"], "A02": [f"A603 {ADDRESS}"]} if same else {})


def test_one_telephone_is_a_note_that_names_the_other() -> None:
    said = check_across(
        disclosure(),
        language_named("zh"),
        [submission(1, {PHONE: "0797-8376607"}), submission(2, {PHONE: "(0797) 8376607"})],
    )
    (note,) = said["A01"]
    assert (note.severity, note.message) == (Severity.NOTE, "“0797-8376607”与 第2局（2.xlsx） 相同。")


def peers(figures: Sequence[int], *, known: bool = False) -> list[Submission]:
    return [submission(n, {"表二!B9": figure}, known=known) for n, figure in enumerate(figures, 1)]


USUAL = [12, 30, 7, 55, 18, 90, 41, 25, 33]


def test_a_figure_far_above_all_others_is_a_query() -> None:
    said = check_across(disclosure(), language_named("zh"), peers([*USUAL, 200000]))
    assert list(said) == ["A10"]
    (finding,) = said["A10"]
    assert (finding.code, str(finding.address), finding.severity) == ("H404", "表二!B9", Severity.QUERY)
    assert finding.label == disclosure().label(Address.parse("表二!B9"))
    assert finding.message == "填 200000；其他 9 个填了这一项的单位，中间的是 30，最多的是 90。"


@pytest.mark.parametrize(
    "figures",
    [
        [*USUAL, 1700],  # not twenty times 90
        [*USUAL, 1000, 10000],  # far from the middle, ten times the next
        [*[10] * 9, 300],  # the others are all the same
        [1, 1, 2, 1, 1, 2, 1, 1, 1, 199],  # a hundred times the next, but a small figure
        [*USUAL, 0],
        [*USUAL[:7], 50_000],  # too few to compare with, and not a thousand times the next
        [*USUAL, 200000, 190000],  # two of them: that is what some departments do
        [1, 2, 1, 3, 1, 2, 1, 1, 2, 90],  # far, but a small figure
        [1, 10, 100, 1000, 10000, 1, 10, 100, 1000, 200001],  # they differ by powers of ten
    ],
)
def test_who_is_only_the_largest_is_left_alone(figures: Sequence[int]) -> None:
    assert found(*peers(figures)) == {}


def test_whoever_has_own_years_is_judged_by_them_alone() -> None:
    among = peers([*USUAL, 200000])
    assert found(*among[:-1], replace(among[-1], known=True)) == {}


def test_nothing_is_said_twice_about_a_department() -> None:
    copied = submission(2, {**own(1), **TABLE, PHONE: "0797-1000001"})
    said = found(submission(1, TABLE), copied)
    assert said["A02"] == [f"A601 {PARTS[0]}", "A602 表三!D6", f"A603 {PHONE}"]


MIXED = [
    submission(1, TABLE),
    submission(2, own(1)),
    submission(3, TABLE | {ADDRESS: "和平路2号院"}),
    submission(4, own(1) | {"表二!B9": 500000}),
    *(submission(n, {"表二!B9": n}) for n in range(5, 14)),
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(MIXED))
def test_the_order_of_submissions_does_not_matter(order: Sequence[Submission]) -> None:
    assert messages(*order) == messages(*MIXED)


@pytest.mark.parametrize("number", [20, 21, 99])
def test_a_clean_department_adds_no_finding_to_another(number: int) -> None:
    before = found(*MIXED)
    assert len(before) == 4
    assert found(*MIXED, submission(number, {"表二!B9": 8})) == before


def test_whatever_stands_in_a_review_nothing_breaks() -> None:
    odd = Review(values={Address.parse(PHONE): Decimal(5), Address.parse(PARTS[0]): Decimal(3)})
    assert found(Submission("B1", "", "", odd), Submission("B2", "", "", Review())) == {}


def test_texts_are_compared_by_what_reviews_say_of_their_sentences() -> None:
    plain = [submission(1), submission(2, own(1)), submission(3)]
    assert found(*map(knowing, plain)) == found(*plain) != {}
    nothing = [replace(each, review=replace(each.review, sentences=Sentences(0, b"", ()))) for each in plain]
    assert found(*nothing) == {}


def knowing(each: Submission) -> Submission:
    texts = prose_of(disclosure(), each.review.values)
    return replace(each, review=replace(each.review, sentences=known_sentences(texts.values())))


@given(st.lists(st.sampled_from((BLANK, 0, 1, 2, 3, 4, "x", True, Decimal("0.5"), Decimal("0.0"))), max_size=9))
def test_a_table_tells_where_it_has_six_figures_and_four_different_ones(table: list[Any]) -> None:
    figures = [each for each in table if type(each) in (int, Decimal) and each not in (BLANK, 0)]
    assert is_telling(tuple(table)) is (len(figures) >= 6 and len(set(figures)) >= 4)
