"""A correction that was agreed with its department applies where it fits what the department sent, or is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kit.filled import disclosure
from kit.submission import sent
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.decisions import Correction
from xlsreport.model.workbook import Value

SENT = {"表三!D6": 21, "表三!D7": 1, "表三!D8": 22}


def corrected(*changes: tuple[str, Value, Value]) -> list[tuple[str, str]]:
    """Return what is said of the corrections `changes`, each cell with its figure before and after."""
    rows = [
        Correction("甲局", Address.parse(cell), before, after, "张三", "2024-01-20", Address("更正登记", 2, 1))
        for cell, before, after in changes
    ]
    case = replace(Case(disclosure(), language_named("zh"), sent(SENT), None, None), corrections=tuple(rows))
    return [(each.code, each.message) for each in review(case).findings if each.code.startswith("D")]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("表三!D6", Decimal(21), Decimal(12)), "D802", "12"),
        (("表三!D6", None, Decimal(12)), "D802", "12"),
        (("表三!D6", Decimal(12), Decimal(21)), "D804", "21"),
        (("表三!D6", Decimal(20), Decimal(12)), "D803", "来件填的是 21"),
        (("表三!D6", Decimal(21), Decimal(-1)), "D803", "不符合"),
        (("表三!D6", Decimal(21), "不详"), "D803", "不符合"),
        (("表三!J6", Decimal(21), Decimal(12)), "D803", "不是填报的数据"),
        (("基本信息!B3", "甲局", "丙局"), "D803", "不是填报的数据"),
    ],
)
def test_a_correction_applies_or_says_why_not(change: tuple[str, Value, Value], code: str, words: str) -> None:
    ((found, message),) = corrected(change)

    assert found == code
    assert words in message


def test_two_that_contradict_each_other_settle_nothing() -> None:
    both = corrected(("表三!D6", Decimal(21), Decimal(12)), ("表三!D6", Decimal(21), Decimal(13)))

    assert [code for code, _ in both] == ["D803", "D803"]
