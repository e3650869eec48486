"""What all checks share: how a value and a difference are said."""

from decimal import Decimal

import pytest

from kit.filled import disclosure
from kit.submission import sent
from xlsreport.checking.context import Case
from xlsreport.language import language_named
from xlsreport.model.workbook import ErrorValue, Value

ZH = language_named("zh")


def number(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "空白"),
        (True, "TRUE"),
        (number("1E+3"), "1000"),
        (number("0.50"), "0.5"),
        (ErrorValue("#REF!"), "#REF!"),
        ("文", "文"),
    ],
)
def test_how_a_value_is_said(value: Value, words: str) -> None:
    assert Case(disclosure(), ZH, sent()).shown(value) == words


@pytest.mark.parametrize(
    ("difference", "words"), [("4", "多 4"), ("-4", "少 4"), ("-0.50", "少 0.5"), ("0.5", "多 0.5")]
)
def test_how_a_difference_is_said(difference: str, words: str) -> None:
    assert Case(disclosure(), ZH, sent()).gap(number(difference)) == words
