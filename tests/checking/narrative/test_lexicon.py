"""The words of a form: what they find, and that a form without them finds nothing."""

import pytest

from xlsreport.checking.narrative.lexicon import Lexicon, scale_of
from xlsreport.model.narrative import Marks, Narrative


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("万元", (10_000, "元")), ("亿元", (10**8, "元")), ("元", (1, "元")), ("万", (1, "万")), ("", (1, ""))],
)
def test_how_many_of_which_unit_a_unit_is(unit: str, expected: tuple[int, str]) -> None:
    assert scale_of(unit) == expected


def test_a_form_without_such_words_finds_them_nowhere() -> None:
    words = Lexicon(Narrative(marks=Marks(units=("件",))))
    assert [each.search("较上年多3件") for each in (words.topics, words.compared, words.elsewhere)] == [None] * 3


def test_of_two_words_the_longer_is_found() -> None:
    words = Lexicon(Narrative(marks=Marks(units=("件",), compared=("同比", "同比增长"))))
    found = words.compared.search("同比增长3件")
    assert found is not None
    assert found[0] == "同比增长"
