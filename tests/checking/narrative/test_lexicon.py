"""The words of a form: what they find."""

import pytest

from xlsreport.checking.narrative.phrase_patterns import scale_of


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("万元", (10_000, "元")), ("亿元", (10**8, "元")), ("元", (1, "元")), ("万", (1, "万")), ("", (1, ""))],
)
def test_how_many_of_which_unit_a_unit_is(unit: str, expected: tuple[int, str]) -> None:
    assert scale_of(unit) == expected
