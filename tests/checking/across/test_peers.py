"""H404 by itself: how far above all others a figure must stand, and of how many."""

from collections.abc import Collection, Mapping
from decimal import Decimal

import pytest

from xlsreport.checking.across.peers import Peers, far_from_peers

LARGEST = "A"


def far(largest: float, others: Collection[float], asked: Collection[str] = (LARGEST,)) -> Mapping[str, Peers]:
    """Return who of the `asked` stands far from the others, where one reports `largest`."""
    figures = {LARGEST: Decimal(str(largest)), **{f"B{n}": Decimal(str(each)) for n, each in enumerate(others)}}
    return dict(far_from_peers(figures, asked))


def test_the_others_are_counted_with_the_figure_in_their_middle_and_the_largest() -> None:
    assert far(9000, [1, 1, 2, 2, 3, 3, 4, 6]) == {LARGEST: Peers(8, Decimal("2.5"), Decimal(6))}


def test_of_fewer_than_eight_others_only_a_thousand_times_the_next_is_far() -> None:
    assert far(900, [1] * 8)
    assert not far(900, [1] * 7)
    assert far(3_862_500, [7, 54, 302]) == {LARGEST: Peers(3, Decimal(54), Decimal(302))}


@pytest.mark.parametrize(("largest", "expected"), [(5001, True), (5000, False)])
def test_of_few_others_it_is_more_than_a_thousand_times(largest: int, expected: bool) -> None:
    assert bool(far(largest, [5])) is expected
    assert bool(far(largest, [5, 1, 2, 3])) is expected


def test_who_reports_nothing_is_no_peer() -> None:
    assert not far(900, [1] * 7 + [0] * 5)
    assert far(900, [1] * 8 + [0] * 5)[LARGEST].count == 8
    assert not far(9000, [0] * 5)


def test_only_the_largest_is_far_and_only_who_is_asked_is_named() -> None:
    assert not far(9000, [1] * 8, asked=["B0"])
    assert set(far(9000, [1] * 8, asked=[LARGEST, "B0"])) == {LARGEST}


@pytest.mark.parametrize(("largest", "expected"), [(4000, True), (3999, False)])
def test_it_is_twenty_times_the_next_one(largest: int, expected: bool) -> None:
    assert bool(far(largest, [1] * 8 + [200])) is expected


@pytest.mark.parametrize(("largest", "expected"), [(200, True), (199.99, False)])
def test_a_figure_below_two_hundred_is_nobodys_jump(largest: float, expected: bool) -> None:
    assert bool(far(largest, [0.5] * 8)) is expected


@pytest.mark.parametrize(("largest", "expected"), [(300, True), (298, False)])
def test_where_all_others_agree_it_is_three_hundred_times_theirs(largest: int, expected: bool) -> None:
    assert bool(far(largest, [1] * 8)) is expected  # 3.5 × log 3 / 0.6745 = log 299


def test_others_that_scatter_let_more_pass() -> None:
    steady, scattered = [10] * 9, [1, 1, 1, 10, 10, 10, 100, 100, 100]
    assert far(5000, steady)
    assert not far(5000, scattered)
