"""Words that stand where a number may: how they are joined, worked out by hand, and that grouping says nothing."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsreport.consolidation import Values, join
from xlsreport.consolidation.figures import joined
from xlsreport.consolidation.ranked import ranked
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Hole
from xlsreport.model.form import Field, Kind, Role
from xlsreport.model.form_parts import Measure, Range, WordMeaning
from xlsreport.model.joining import Joining, Order, Ranking

D = Decimal
CELL, WEIGHT, DAY = Address("S", 1, 1), Address("S", 1, 2), Address("S", 1, 3)
WORDS = Measure(
    words={
        "N/A": WordMeaning(left_out=True),
        "<1": WordMeaning(bounds=Range(D(0), D(1))),
        "few": WordMeaning(bounds=Range(D(2), D(2))),
        "0-9": WordMeaning(bounds=Range(D(0), D(9))),
        "2-3": WordMeaning(bounds=Range(D(2), D(3))),
        "unknown": WordMeaning(),
    }
)
UNHURRIED = settings(deadline=None)


def field(joining: Joining) -> Field:
    weight = WEIGHT if joining is Joining.MEAN else None
    return Field(CELL, Kind.AMOUNT, Role.FIGURE, joining=joining, weight=weight, measure=WORDS)


def parts(*values: Decimal | str | int, weights: Sequence[int] = ()) -> list[Values]:
    found: list[Values] = [{CELL: D(v) if isinstance(v, int) else v} for v in values]
    return [{**part, WEIGHT: D(w)} for part, w in zip(found, weights, strict=True)] if weights else found


@pytest.mark.parametrize(
    ("how", "given_", "expected"),
    [
        ("sum", ("N/A", 5, 7), D(12)),
        ("sum", ("N/A", "N/A"), "N/A"),
        ("sum", ("few", 5), D(7)),
        ("sum", ("<1",), "<1"),
        ("sum", ("<1", "N/A"), "<1"),
        ("min", ("<1", 4, "N/A"), "<1"),
        ("min", ("<1", 0), D(0)),
        ("min", ("few", 2), D(2)),
        ("min", ("few", 3), "few"),
        ("max", ("<1", 4), D(4)),
        ("max", ("<1", "N/A"), "<1"),
        ("max", ("<1", 1), D(1)),
        ("max", ("0-9", "2-3"), "0-9"),
        ("min", ("0-9", "2-3"), "0-9"),
        ("same", ("<1", "<1", "N/A"), "<1"),
    ],
)
def test_words_are_joined_as_they_are_declared(
    how: str, given_: tuple[Decimal | str, ...], expected: Decimal | str
) -> None:
    assert join(field(Joining(how)), parts(*given_)) == expected


def test_a_sum_of_bounds_is_known_within_bounds_alone() -> None:
    found = joined(field(Joining.SUM), parts("<1", "<1", 5))
    assert (found.value, found.hole, found.between) == (None, Hole.BETWEEN, Range(D(5), D(7)))


def test_a_mean_of_bounds_is_known_within_bounds_alone() -> None:
    """Of 3 and 1 cases, <1 and 5 days: from (0·3 + 5) / 4 to (1·3 + 5) / 4."""
    found = joined(field(Joining.MEAN), parts("<1", 5, weights=(3, 1)))
    assert (found.hole, found.between) == (Hole.BETWEEN, Range(D("1.25"), D(2)))


def test_a_mean_leaves_out_a_word_that_weighs_nothing_and_no_other() -> None:
    assert join(field(Joining.MEAN), parts("N/A", 5, weights=(0, 4))) == 5
    assert join(field(Joining.MEAN), parts("N/A", "N/A", weights=(0, 0))) == "N/A"
    assert joined(field(Joining.MEAN), parts("N/A", 5, weights=(1, 4))).hole is Hole.NO_MEAN


@pytest.mark.parametrize("how", [Joining.SUM, Joining.MAX, Joining.MIN, Joining.SAME])
def test_a_word_that_nobody_knows_to_count_makes_unknown(how: Joining) -> None:
    for word in ("unknown", "no word of the form"):
        assert joined(field(how), parts(5, word)).hole is Hole.WORD


VALUES = st.sampled_from(["N/A", "<1", "few"]) | st.integers(0, 5).map(D)
PARTS = st.lists(VALUES, min_size=1, max_size=7)


@UNHURRIED
@given(PARTS, st.integers(0, 7), st.sampled_from([Joining.MAX, Joining.MIN, Joining.SUM]), st.randoms())
def test_grouping_and_order_say_nothing_where_the_groups_are_known(
    values: list[Decimal | str], cut: int, how: Joining, shuffle: random.Random
) -> None:
    whole = joined(field(how), parts(*values))
    groups = [joined(field(how), parts(*some)) for some in (values[:cut], values[cut:])]
    if any(group.hole for group in groups):
        assert whole.hole is Hole.BETWEEN
    else:
        again = joined(field(how), [{CELL: group.value} for group in groups])
        assert again == whole
    shuffled = values.copy()
    shuffle.shuffle(shuffled)
    assert joined(field(how), parts(*shuffled)) == whole


PLACES = tuple((Address("S", 2, column), Address("S", 3, column)) for column in range(1, 4))
BLOCK = {
    cell: Field(cell, kind, Role.FIGURE, measure=measure)
    for place in PLACES
    for cell, kind, measure in zip(place, (Kind.TEXT, Kind.COUNT), (WORDS, Measure()), strict=True)
}
ENTRIES = st.lists(
    st.tuples(st.sampled_from(["2019-05-04", "May 3, 2020", "2020-05-03", "N/A"]), st.integers(0, 3).map(D)), max_size=3
)


@UNHURRIED
@given(st.lists(ENTRIES, max_size=5), st.integers(0, 5), st.sampled_from([Order.OLDEST, Order.NEWEST]), st.randoms())
def test_the_first_of_the_first_are_the_first_of_all(
    blocks: list[list[tuple[str, Decimal]]], cut: int, order: Order, shuffle: random.Random
) -> None:
    ranking = Ranking(order, PLACES)
    written = [
        {cell: v for place, entry in zip(PLACES, b, strict=False) for cell, v in zip(place, entry, strict=True)}
        for b in blocks
    ]
    whole = ranked(ranking, BLOCK, written)
    groups = [ranked(ranking, BLOCK, some) for some in (written[:cut], written[cut:])]
    assert ranked(ranking, BLOCK, groups) == whole
    shuffle.shuffle(written)
    assert ranked(ranking, BLOCK, written) == whole
