"""References in a sender's formula are rewritten; what is no reference, or no formula, stays as it is."""

import pytest

from xlsreport.forms.formulas import renamed


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(D6:I6)", "=SUM(<D6:I6>)"),
        ("='Sheet 3'!$D$6+A1*2", "=<'Sheet 3'!$D$6>+<A1>*2"),
        ('=IF(A1="B2","C3",D4)', '=IF(<A1>="B2","C3",<D4>)'),
        ("=1+TRUE", "=1+TRUE"),
        ('="broken', '="broken'),
        ("=SUM(A1", "=SUM(<A1>"),
        ("=)", "=)"),
        ("={1,2", "={1,2"),
    ],
)
def test_only_references_are_rewritten(formula: str, expected: str) -> None:
    assert renamed(formula, lambda text: f"<{text}>") == expected
