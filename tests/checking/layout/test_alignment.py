"""Lines without a label of their own: between two that have one they are told where there is just one way."""

from collections.abc import Sequence

import pytest

from xlsreport.checking.layout.alignment import GapFinder


@pytest.mark.parametrize(
    ("places", "filled", "expected"),
    [
        ([5, 7, 9], [10, 15, 20], {7: 15}),  # one line is wanted, one is filled
        ([5, 6, 7, 9], [10, 15, 20], {}),  # it may be the other one
        ([5, 7, 9], [10, 14, 15, 20], {}),
        ([5, 7, 9], [10, 20], {7: 12}),  # nothing is filled: as far below the label as in the form
    ],
)
def test_a_line_between_two_labels(places: Sequence[int], filled: Sequence[int], expected: dict[int, int]) -> None:
    assert GapFinder({5: 10, 9: 20}, places, filled).found([7]) == expected


@pytest.mark.parametrize(("filled", "expected"), [([10, 12], {7: 12}), ([10, 12, 13], {7: 12}), ([10, 13], {7: 13})])
def test_a_line_below_the_last_label(filled: Sequence[int], expected: dict[int, int]) -> None:
    assert GapFinder({5: 10}, [5, 7], filled).found([7]) == expected


def test_a_line_with_a_label_is_not_looked_for() -> None:
    assert GapFinder({5: 10}, [5], [10]).found([5]) == {}


def test_a_line_is_where_it_was_below_its_label_though_only_its_neighbour_is_filled() -> None:
    assert GapFinder({5: 30, 9: 34}, [5, 6, 7, 8, 9], [30, 31, 34]).found([7]) == {7: 32}
