"""Sentences against the tables: which figure counts which cell, and which is left alone."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.filled import disclosure
from kit.submission import only, reviewed, said, sent
from xlsreport.checking import Case, review
from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.prose_figures import FigureReader
from xlsreport.checking.narrative.tables import expression
from xlsreport.language import language_named
from xlsreport.model.finding import Finding
from xlsreport.model.wording import plain_decimal

SEED = Path(__file__).parents[2] / "facts" / "ganzhou-jkq-zwfwzx-2023.txt"
BALANCED = {"表三!D6": 3, "表三!E6": 1, "表三!D8": 3, "表三!E8": 1}


def bound(text: str) -> tuple[BoundFigure, ...]:
    return FigureReader(disclosure(), 2023).read(text).bound


def cells(text: str) -> list[tuple[str, str]]:
    """Return (number, cells) of every figure of `text` that would be compared."""
    compared = (each for each in bound(text) if each.phrases and each.figure.exact and not each.apart)
    return [
        (plain_decimal(e.figure.number.value), " or ".join(dict.fromkeys(expression(p.terms) for p in e.phrases)))
        for e in compared
    ]


def findings(text: str, filled: Mapping[str, object] | None = None, cell: str = "文字!A8") -> list[Finding]:
    found = reviewed(sent({**BALANCED, **(filled or {}), cell: text}), period=2023)
    return [each for each in found.findings if each.code.startswith("N")]


def codes(text: str, filled: Mapping[str, object] | None = None, cell: str = "文字!A8") -> list[str]:
    return [each.code for each in findings(text, filled, cell)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年度新收政府信息公开申请7件。", [("7", "表三!J6")]),
        ("共收到 政府信息公开申请 3,119 件。", [("3119", "表三!J6")]),
        ("收到２６件政府信息公开申请。", [("26", "表三!J6")]),
        (
            "接到依申请公开办件一次其中包括三名自然人、一家企业。",
            [("1", "表三!J6"), ("3", "表三!D6"), ("1", "表三!E6")],
        ),
        ("加上上年度结转2件。", [("2", "表三!J7")]),
        ("收办共40件。", [("40", "表三!J6:J7")]),
        ("全年办结十二件。", [("12", "表三!J29")]),
        ("予以公开和部分公开5件。", [("5", "表三!J8:J9")]),
        ("不予公开4件、无法提供5件", [("4", "表三!J10:J17"), ("5", "表三!J18:J20")]),
        ("尚有5件按规定顺延。", [("5", "表三!J30")]),
        ("结转至下年度继续办理3件。", [("3", "表三!J30")]),
        ("行政复议2件，其中1件尚未审结。", [("2", "表四!E6"), ("1", "表四!D6")]),
        ("政府信息公开行政诉讼6件，其中判决维持3件。", [("6", "表四!J6 + 表四!O6"), ("3", "表四!F6 + 表四!K6")]),
        ("制发行政规范性文件3件、废止2件，现行有效41件。", [("3", "表二!B6"), ("2", "表二!C6"), ("41", "表二!D6")]),
        ("作出行政许可1.2万件。", [("12000", "表二!B9")]),
        ("行政事业性收费12万元。", [("120000", "表二!B16")]),
    ],
)
def test_a_figure_counts_what_its_words_say(text: str, expected: list[tuple[str, str]]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "主动公开信息5500余条。",
        "收到政府信息公开申请约30件。",
        "收到政府信息公开申请30件左右。",
        "新收申请三四件。",
        "上年新收申请130件。",
        "2022年收到申请80件。",
        "新收申请比上年增加5件。",
        "新收申请同比增长百分之五。",
        "12345热线受理工单900件，办结880件。",
        "微信公众号发布信息90条，政务动态20条。",
        "全年公示行政许可64件。",
        "梳理行政许可事项12项。",
        "收到群众来信26件。",
        "服务企业120家，惠及自然人9000名。",
        "按照“新收申请5件”的口径填写。",
        "依据《办结3件》填写。",
        "办结第3件。",
        "每案办结3至5件。",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert cells(text) == []


def test_a_mismatch_names_both_figures_the_words_and_the_cells() -> None:
    (finding,) = findings("本年度新收政府信息公开申请5件。")
    assert (finding.code, str(finding.severity), str(finding.address)) == ("N501", "query", "文字!A8")
    assert (finding.found, finding.expected, finding.difference) == (5, 4, 1)
    assert "新收政府信息公开申请5件" in finding.message
    assert "表三!J6" in finding.message
    assert {str(each.address): each.value for each in finding.operands} == {
        "表三!D6": 3, "表三!E6": 1, "表三!F6": 0, "表三!G6": 0, "表三!H6": 0, "表三!I6": 0,
    }  # fmt: skip


def test_the_expected_figure_makes_it_go_away() -> None:
    assert codes("本年度新收政府信息公开申请4件。") == []


def test_a_cell_that_was_not_read_is_not_judged() -> None:
    found = reviewed(sent(BALANCED | {"表三!F6": None, "文字!A8": "新收政府信息公开申请9件。"}))
    assert said(found) == ["V201 表三!F6"]


def test_words_that_may_mean_several_are_wrong_only_alone() -> None:
    assert codes("新收申请4件，办结4件，其中自然人2件。") == []
    assert codes("新收申请4件，其中自然人9件。") == ["N501"]


def test_money_is_compared_to_the_digits_that_were_written() -> None:
    fee = {"表二!B16": 128.5637}
    assert codes("行政事业性收费128.56万元。", fee) == []
    assert codes("行政事业性收费1285637元。", fee) == []
    assert codes("行政事业性收费128.66万元。", fee) == ["N501"]


@pytest.mark.parametrize(
    "text",
    [
        "共更新118条政务信息，其中政务动态37条、公示公告78条、财政预决算2条、年度报告1条。",
        "召开会议10次，其中专题会议3次、例会4次。",
        "召开会议10次，包括专题会议3次、例会4次等。",
        "印发简报10期（其中专刊4期、增刊2期）。",
        "召开会议10次：专题会议3次、例会4次，另有3次为视频会议。",
        "组织检查10次，其中专项检查4次、抽查6次，结转2次。",
        "召开会议26次，其中专题会议21次；加上视频会议2次，共28次。",
    ],
)
def test_parts_that_fit_are_left_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "total", "whole"),
    [
        ("召开会议10次，其中专题会议7次、例会4次。", 11, 10),
        ("召开会议10次：专题会议3次、例会4次。", 7, 10),
        ("召开会议10次，包括专题会议3次、例会4次。", 7, 10),
        ("共更新118条政务信息，其中政务动态37条、公示公告80条、财政预决算2条、年度报告1条。", 120, 118),
        ("召开会议26次，其中专题会议21次；加上视频会议2次，共29次。", 28, 29),
    ],
)
def test_parts_that_do_not_fit(text: str, total: int, whole: int) -> None:
    (finding,) = findings(text)
    assert (finding.code, finding.found, finding.expected) == ("N502", total, whole)
    assert finding.difference == total - whole


def test_a_part_that_differs_from_its_cell_is_not_said_twice() -> None:
    assert codes("新收申请4件，其中自然人4件、企业1件。") == ["N501"]
    assert codes("新收申请4件，其中自然人3件、企业2件。") == ["N501"]  # its parts come to 5


def test_the_seeds_text_counts_one_request_for_four() -> None:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    first, second = (next(line for line in lines if word in line) for word in ("更新 118 条", "办件一次"))
    centre = {"基本信息!B3": "政务服务中心"}
    assert codes(first, centre) == []
    (finding,) = findings(second, centre)
    assert (finding.code, finding.found, finding.expected) == ("N501", 1, 4)
    assert [each.value for each in finding.operands][:2] == [3, 1]


@pytest.mark.parametrize(
    ("text", "code", "near"),
    [
        ("于2023年2月30日召开会议。", "N503", "于2023年2月28日召开会议。"),
        ("202020年召开会议。", "N503", "2020年召开会议。"),
        ("2022年，我局做好公开工作。", "N503", "2022年，我局建成平台；2023年投入使用。"),
        ("统计期限自2023年1月1日起至2023年12月30日止。", "N504", "统计期限自2023年1月1日起至12月31日止。"),
        ("统计期限自2022年1月1日起至2022年12月31日止。", "N504", "会期自2023年3月1日起至3月2日止。"),
        ("本镇做好公开工作。", "N505", "在全国基本镇情之外，做好公开工作。"),
        ("按照国办公开办函[2019]60号编制。", "N506", "按照国办公开办函〔2021〕30号编制。"),
        ("我局召开XX次会议。", "N507", "网址为http://a.example/xxgk/。"),
        ("召开会议□次。", "N507", "手机尾号为138****1234。"),
        ("做好公开工作。（三）政府信息管理情况。有序推进。", "N508", "（三）政府信息管理水平不高。"),
        ("无。", "N509", "无上年结转，已按要求开展工作。"),
        ("请联系13800001234。", "N511", "请联系0797-1000101，编号20138000012340。"),
        ("办理人证件号11010519491231002X。", "N510", "办理人证件号110105194912310021。"),
        ("另有信息公开申请事项涉及77个地块。", "N512", "另有信息公开申请事项涉及3个地块。"),
    ],
)
def test_what_no_text_may_hold_and_what_is_near_it(text: str, code: str, near: str) -> None:
    assert codes(text) == [code]
    assert codes(near) == []


def test_numbers_of_persons_are_errors_and_are_not_printed_whole() -> None:
    (mobile,) = findings("请联系 138 0000 1234。")
    (identity,) = findings("证件号11010519491231002X。")
    assert mobile.blocks
    assert identity.blocks
    assert "13800001234" not in mobile.message
    assert "19491231" not in identity.message


def test_the_published_contact_is_no_prose() -> None:
    assert said(reviewed(sent({"基本信息!B8": "13800001234"}))) == []


def test_none_is_an_answer_where_the_form_lets_it_be() -> None:
    assert codes("无", cell="文字!A18") == []


def test_a_text_that_begins_with_another_departments_name() -> None:
    form = disclosure()
    book = sent({"文字!A6": "2023年，城东税务分局坚持公开。"})
    found = review(Case(form, language_named("zh"), book, names=frozenset({"城东税务分局", "测试局"})))
    finding = only(found)
    assert (finding.code, finding.found, finding.expected) == ("N505", "城东税务分局", "测试局")
    own = sent({"文字!A6": "测试局与城东税务分局合署办公。"})
    assert said(review(Case(form, language_named("zh"), own, names=frozenset({"城东税务分局", "测试局"})))) == []


def test_every_sentence_is_whole_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.submission.language_named", lambda _: language_named("en"))
    text = "新收申请9件。召开会议10次：专题3次、例会4次。于2月30日。XX。本镇。13800001234。国办公开办函〔2019〕60号。"
    found = findings(text)
    assert {each.code for each in found} == {"N501", "N502", "N503", "N505", "N506", "N507", "N511"}
    assert not [each.message for each in found if "{" in each.message or "None" in each.message]
