"""A601 by itself: which of many texts are compared, and which are the same in large part."""

import re
from array import array
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.told import prose
from xlsreport.checking.across.equal_values import equal_values
from xlsreport.checking.across.shared_sentences import known_sentences, shared_words
from xlsreport.checking.across.similar_texts import SimilarTexts, alike_texts
from xlsreport.checking.text.shingles import sentences_of, words_of

ONE, OTHER = prose(1, 200), prose(2, 200)


def others(texts: list[str]) -> list[set[int]]:
    found = alike_texts([(text,) for text in texts])
    return [{alike.other for alike in found.get(number, ())} for number in range(len(texts))]


@pytest.mark.parametrize("count", [2, 4, 8])
def test_up_to_eight_equal_texts_are_each_compared_with_every_other(count: int) -> None:
    assert others([ONE] * count) == [set(range(count)) - {own} for own in range(count)]


def test_more_are_compared_with_their_neighbours_and_with_the_first() -> None:
    found = others([ONE] * 12)
    assert found[0] == set(range(1, 12))
    assert found[1] == {0, 2}
    assert found[6] == {0, 5, 7}
    assert found[11] == {0, 10}


def test_texts_of_their_own_are_not_alike() -> None:
    assert others([ONE, OTHER]) == [set(), set()]


@pytest.mark.parametrize(("shared", "alike"), [(50, False), (51, True)])
def test_more_than_half_in_common_is_alike_and_half_is_not(shared: int, alike: bool) -> None:
    common = prose(1, shared)
    texts = [common + prose(seed, 100 - shared) for seed in (2, 3)]
    assert others(texts) == ([{1}, {0}] if alike else [set(), set()])


@pytest.mark.parametrize(("words", "alike"), [(79, False), (80, True)])
def test_a_text_of_less_than_eighty_words_is_nobodys(words: int, alike: bool) -> None:
    assert others([prose(1, words)] * 2) == ([{1}, {0}] if alike else [set(), set()])


def test_the_likest_comes_first_with_the_section_that_holds_most_of_it() -> None:
    longer = (prose(5, 30), ONE)
    found = alike_texts([longer, (ONE,), (ONE, prose(6, 150))])
    assert [each.other for each in found[1]] == [0, 2]
    first: SimilarTexts = found[0][0]
    assert (first.other, first.section) == (1, 1)
    assert first.quote[:5] in ONE


@given(st.text("甲乙ABａ１2.,，。！？；;!?_ \n\r\t\u3000", max_size=40))
def test_the_words_of_sentences_are_those_of_the_text_between_its_ends(text: str) -> None:
    between = re.split("[。！？；;\n\r]", text)
    assert sentences_of(text) == [words_of(each) for each in between]
    assert "".join(sentences_of(text)) == words_of(text)


def test_pairs_come_once_in_the_order_of_the_texts_with_the_words_of_all_their_shared_sentences() -> None:
    first, second = "甲" * 20, "乙" * 30
    texts = [["。".join((chr(0x4E00 + n) * 40, *([first, second] if n % 50 == 7 else [])))] for n in range(300)]
    lengths = array("I")
    found = list(shared_words(map(known_sentences, texts), 80, lengths))
    holders = [7, 57, 107, 157, 207, 257]
    assert found == [(one, other, 50) for one, other in combinations(holders, 2)]
    assert lengths[7] == 90


@given(st.lists(st.sampled_from([1, 0, -1, "", "x", None, ("a", 2), ("a", 3)]), max_size=12))
def test_equal_values_are_all_those_that_several_have_in_the_order_of_the_first(values: list[Any]) -> None:
    there = dict.fromkeys(each for each in values if each is not None)
    expected = [[n for n, other in enumerate(values) if other == each] for each in there]
    (found, none) = equal_values(len(values), lambda n: (values[n], None), 2)
    assert (found, none) == ([each for each in expected if len(each) > 1], [])
