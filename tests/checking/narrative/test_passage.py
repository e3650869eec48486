"""A text made ready: what is invisible goes, one sign has one spelling, and what is quoted is out of sight."""

import pytest

from xlsreport.checking.narrative.passage import HIDDEN, Passage


@pytest.mark.parametrize("code", [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
def test_an_invisible_sign_divides_no_number(code: int) -> None:
    assert Passage(f"12{chr(code)}3件").spaced == "123件"


@pytest.mark.parametrize("sign", ["\u2010", "\u2014", "\u2029", "-"])
def test_a_sign_that_is_seen_stays(sign: str) -> None:
    assert Passage(f"12{sign}3件").spaced == f"12{sign}3件"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＡＢ１２３％～", "AB123%~"),
        ("收到 12\u3000件\xa0申请", "收到12件申请"),
        ("申请12件,办结3,119件", "申请12件，办结3,119件"),
        ("其中:网络12件", "其中：网络12件"),
        ("于12:30，共3:1", "于12:30，共3:1"),
        ("(12件);好!吗?", "（12件）；好！吗？"),
        ("甲\r\n乙", "甲\n\n乙"),
    ],
)
def test_one_sign_has_one_spelling(text: str, plain: str) -> None:
    assert Passage(text).plain == plain


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("通报“收到5件”共1件", "共1件"),
        ("印发《办法3》共1件", "共1件"),
        ("见www.a1.gov.cn共1件", "共1件"),
        ("信箱a1@b2.cn，共1件", "共1件"),
        ("“未完\n3件”", "3件”"),
    ],
)
def test_what_is_quoted_or_an_address_is_hidden_in_its_place(text: str, seen: str) -> None:
    passage = Passage(text)
    assert passage.open.endswith(seen)
    assert len(passage.open) == len(passage.plain)
    assert passage.open.replace(HIDDEN, "").count("1") + passage.open.count("3") == 1


def test_sentences_end_with_full_stops_semicolons_and_lines() -> None:
    passage = Passage("甲，乙。丙；丁\n戊！？己")
    assert [passage.open[start:end] for start, end in passage.sentences] == ["甲，乙", "丙", "丁", "戊", "己"]
