"""What departments write beside a query: heard where it says something, else the query says why it was not."""

import pytest

from kit.submission import only, reviewed, sent
from xlsreport.language import language_named
from xlsreport.model.finding import Finding

BROKEN = {"表二!B6": 3, "表二!D6": 2}  # R17, row 21
TWO = BROKEN | {"补充!B16": 1, "补充!B17": 2}  # and R20, row 24
THREE = TWO | {"表三!D6": 1, "表三!D27": 1}  # and R19, row 23


def explained(text: object) -> Finding:
    return only(reviewed(sent(BROKEN | {"校验!I21": text})))


@pytest.mark.parametrize(
    "text",
    [
        "年内修订后合并为2件。",
        "因机构改革移交",
        "其中1件于12月制发",
        "另有三件尚在清理",
        "两件已失效",
        "与上级统计口径不同",
        "核实无误：一件已废止",
    ],
)
def test_what_names_a_figure_or_a_reason_is_heard(text: str) -> None:
    finding = explained(f" {text} ")
    assert (finding.explanation, finding.open) == (text, False)
    assert text not in finding.message


@pytest.mark.parametrize("text", ["核实无误", "情况属实。", "经核实，情况属实", "无", "/", "同上"])
def test_a_hollow_explanation_says_that_it_gives_no_reason(text: str) -> None:
    finding = explained(text)
    assert (finding.explanation, finding.open) == (None, True)
    assert finding.message.endswith(f"（情况说明“{text}”没有说明原因）")


@pytest.mark.parametrize("text", ["已与业务科室核对一致", "请予以理解", "数据没有问题", "我们又统一看了一遍"])
def test_an_explanation_without_reason_and_figure_is_not_heard(text: str) -> None:
    finding = explained(text)
    assert (finding.explanation, finding.open) == (None, True)
    assert finding.message.endswith(f"（情况说明“{text}”没有写明原因或数字）")


@pytest.mark.parametrize("text", [None, "", "   ", "\u3000"])
def test_no_explanation_is_not_spoken_of(text: str | None) -> None:
    finding = explained(text)
    assert (finding.explanation, finding.open) == (None, True)
    assert "情况说明" not in finding.message


def test_one_sentence_for_every_query_explains_none() -> None:
    text = "因系统调整，数据有变化"
    found = reviewed(sent(TWO | {"校验!I21": text, "校验!I24": f"{text}。"})).findings
    assert [f.explanation for f in found] == [None, None]
    assert found[1].message.endswith(f"（各条的情况说明都是“{text}”，没有分别说明原因）")


def test_a_sentence_of_its_own_for_each_query_is_heard() -> None:
    found = reviewed(sent(TWO | {"校验!I21": "因机构改革移交", "校验!I24": "因系统调整，多收1元"})).findings
    assert [f.open for f in found] == [False, False]


def test_one_sentence_for_some_of_the_queries_is_heard() -> None:
    text = "因系统调整，数据有变化"
    found = reviewed(sent(THREE | {"校验!I21": text, "校验!I24": text})).findings
    assert sorted(f.open for f in found) == [False, False, True]


def test_a_long_explanation_is_quoted_in_part() -> None:
    assert explained("好" * 50).message.endswith(f"（情况说明“{'好' * 20}…”没有写明原因或数字）")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Two were repealed in May", True),
        ("Because it was so", True),
        ("12 of them expired", True),
        ("Looks right to us", False),
        ("OK", False),
    ],
)
def test_english_explanations(monkeypatch: pytest.MonkeyPatch, text: str, *, heard: bool) -> None:
    monkeypatch.setattr("kit.submission.language_named", lambda _: language_named("en"))
    finding = explained(text)
    assert (finding.explanation is not None) == heard
    assert heard or "the explanation “" in finding.message
