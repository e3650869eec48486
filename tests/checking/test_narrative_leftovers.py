"""N503–N511: what was left over in a text, and what must not stand in one."""

from collections.abc import Collection

import pytest

from kit.filled import disclosure, values
from kit.submission import sent
from kit.told_prose import codes, said_of
from xlsreport.checking import Case, own_texts, review, review_joined
from xlsreport.consolidation import consolidate
from xlsreport.language import language_named
from xlsreport.model.finding import Severity

SPAN = "统计期限自{}年1月1日起至{}年12月{}日止。"
CARD = "11010519491231002X"  # the sample number of GB 11643


@pytest.mark.parametrize("text", ["202020年，我局开展工作。", "截至2023年2月30日，已整改。", "13月1日召开会议。"])
def test_a_date_that_cannot_be_is_n503(text: str) -> None:
    assert codes(text) == ["N503"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年，我局开展工作。", ["N503"]),
        ("2022年度，我局开展工作。", ["N503"]),
        ("2023年，我局开展工作。", []),
        ("2022年，我局开始试点，2023年全面推开。", []),
        ("2022年底印发的通知继续有效。", []),
        ("2月29日召开会议。", []),
    ],
)
def test_an_earlier_year_that_opens_a_paragraph_is_n503(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_wrong_year_says_which_it_should_be() -> None:
    (found,) = said_of("2022年，我局开展工作。")
    assert (found.severity, found.found, found.expected) == (Severity.QUERY, "2022年", "2023年")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SPAN.format(2023, 2023, 31), []),
        (SPAN.format(2023, 2023, 30), ["N504"]),
        (SPAN.format(2022, 2022, 31), ["N504"]),
        ("12月30日召开会议，12月31日公布。", []),
    ],
)
def test_a_wrong_statistic_period_is_n504(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_wrong_statistic_period_is_quoted_from_its_first_day_to_its_last() -> None:
    (found,) = said_of(SPAN.format(2023, 2023, 30))
    assert str(found.found).startswith("2023年1月1日")
    assert str(found.found).endswith("2023年12月30日")


def named(text: str, names: Collection[str]) -> list[str]:
    form = disclosure()
    found = review(Case(form, language_named("zh"), sent({"文字!A8": text}), names=frozenset(names)))
    return [each.code for each in found.findings if each.code.startswith("N")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政管理局认真办理申请。", ["N505"]),
        ("2023年，财政管理局认真办理申请。", ["N505"]),
        ("我镇认真办理申请。", ["N505"]),
        ("我局认真办理申请。", []),
        ("会同财政管理局办理申请。", []),
        ("测试局会同财政管理局办理申请。", []),
    ],
)
def test_another_departments_name_is_n505(text: str, expected: list[str]) -> None:
    assert named(text, {"财政管理局", "测试局"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照国办公开办函〔2019〕60号要求编制。", ["N506"]),
        ("按照国办公开办函[2019]60号要求编制。", ["N506"]),
        ("按照国办公开办函〔2021〕30号要求编制。", []),
        ("按照政办发〔2019〕60号要求编制。", []),
    ],
)
def test_a_superseded_document_is_n506(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "共公开信息XX条。",
        "由××局负责。",
        "公开信息***条。",
        "共□件。",
        "【】负责办理。",
        "此处填写总体情况。",
        "共____件。",
    ],
)
def test_a_placeholder_is_n507(text: str) -> None:
    assert codes(text) == ["N507"]


@pytest.mark.parametrize("text", ["引用“XX局”为例。", "使用MAXX系统办公。", "评为五星*级。", "【解读】专栏更新及时。"])
def test_what_only_looks_like_a_placeholder_is_none(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按规定办理。\n（三）政府信息管理\n加强管理。", ["N508"]),
        ("按规定办理。\n五、存在的主要问题及改进情况\n力量不足。", ["N508"]),
        ("（二）依申请公开\n按规定办理。", []),
        ("加强政府信息管理，做好监督保障工作。", []),
    ],
)
def test_the_heading_of_another_section_is_n508(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["无", "无。", "暂无", "（二）依申请公开\n无"])
def test_a_section_that_must_say_something_is_n509(text: str) -> None:
    assert codes(text) == ["N509"]


def test_the_last_section_may_say_nothing() -> None:
    assert codes("无", place="文字!A18") == []
    assert codes("无", place="文字!A16") == ["N509"]
    assert codes("无此类申请，渠道保持畅通。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"申请人身份证号{CARD}。", ["N510"]),
        (f"申请人身份证号{CARD.lower()}。", ["N510"]),
        ("申请人身份证号110105194912310021。", []),  # a wrong check digit
        ("申请人身份证号11010519491331002X。", []),  # no such day
        (f"编号9{CARD}。", []),
    ],
)
def test_an_identity_card_number_is_n510(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_numbers_of_persons_are_errors_and_are_not_shown() -> None:
    found = [*said_of(f"身份证{CARD}"), *said_of("手机13812345678")]
    assert [(each.code, each.severity) for each in found] == [("N510", Severity.ERROR), ("N511", Severity.ERROR)]
    assert not any("19491231" in each.message or "1234" in each.message for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系人手机13812345678。", ["N511"]),
        ("联系人手机138 1234 5678。", ["N511"]),
        ("手机：１３８１２３４５６７８", ["N511"]),
        ("编号138123456789。", []),
        ("编号2023013812345678。", []),
        ("电话0517-83605210。", []),
        ("电话12345678901。", []),
        ("金额13812345678元。", []),
    ],
)
def test_a_mobile_number_is_n511(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(("said", "expected"), [(4, []), (3, ["N501"])])
def test_the_wholes_own_prose_is_held_against_the_joined_figures(said: int, expected: list[str]) -> None:
    form, part = disclosure(), {"表三!D6": 2, "表三!D8": 2}
    case = Case(form, language_named("zh"), sent({"文字!A8": f"全市共收到政府信息公开申请{said}件。"}))
    own = own_texts(case)
    joined = consolidate(form, [values(part), values(part)], own.values)
    assert [each.code for each in review_joined(case, own, joined).findings if each.code.startswith("N")] == expected


def test_the_wholes_prose_is_not_compared_before_anything_is_joined() -> None:
    case = Case(disclosure(), language_named("zh"), sent({"文字!A8": "收到政府信息公开申请3件，联系手机13812345678。"}))
    own = own_texts(case)
    found = review_joined(case, own, consolidate(disclosure(), [], own.values)).findings
    assert [each.code for each in found if each.code.startswith("N")] == ["N511"]
