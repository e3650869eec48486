"""What all checks share: how a value and a difference are said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kit.filled import disclosure
from kit.submission import sent
from xlsreport.checking.context import Case
from xlsreport.language import language_named
from xlsreport.model.address import Address
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


@pytest.mark.parametrize(
    ("code", "found", "expected", "said"),
    [
        ("0.00%", "0.75", "0.0074362", ("75.00%", "0.74%")),
        ("0.00%", "0.0074", "0.0074362", ("0.0074", "0.0074362")),
        ("0.0", "3.25", "4", ("3.25", "4")),
        ("#,##0", "12000", "13000", ("12,000", "13,000")),
        ("", "12000", "13000", ("12000", "13000")),
    ],
)
def test_a_finding_says_figures_as_their_cell_shows_them_but_never_two_alike(
    code: str, found: str, expected: str, said: tuple[str, str]
) -> None:
    cell = Address.parse("表三!J6")
    form = replace(disclosure(), formats={cell: code} if code else {})
    told = Case(form, ZH, sent()).finding(
        "M301", cell, {"difference": ""}, found=number(found), expected=number(expected)
    )
    assert all(each in told.message for each in said)
