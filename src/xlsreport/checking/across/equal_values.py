"""Which of many give the same, without keeping what each gives: hashes first, then what has the same one."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

_NOTHING = -(2**63)  # no hash of anything that comes here, but by a chance of one in 2**64

T = TypeVar("T", bound=Hashable)


def equal_values(
    count: int,
    given: Callable[[int], Sequence[T | None]],
    columns: int,
    telling: Callable[[T], bool] = lambda _: True,
    alone: Callable[[int, int], T | None] | None = None,
) -> Iterator[Sequence[Sequence[int]]]:
    """Yield for each column the numbers below `count` of every value that several have in it, in their order.

    What is `given` for a number is one value a column; None is no value; `alone` gives one of these by the column and
    the number, where that takes less. Those that are not `telling` are left out; what only one has is not asked about.
    """
    hashes = [array("q") for _ in range(columns)]
    for number in range(count):
        for column, value in zip(hashes, given(number), strict=True):
            column.append(_NOTHING if value is None else hash(value))
    for place, column in enumerate(hashes):
        same = _equal(column, partial(alone or (lambda place, number: given(number)[place]), place))
        yield [numbers for value, numbers in same.items() if len(numbers) > 1 and telling(value)]


def _equal(hashes: Sequence[int], value_of: Callable[[int], T | None]) -> dict[T, list[int]]:
    several = _twice(hashes)
    same: dict[T, list[int]] = {}
    for number in (n for n, each in enumerate(hashes) if each in several):
        value = value_of(number)
        if value is not None:
            same.setdefault(value, []).append(number)
    return same


def _twice(hashes: Iterable[int]) -> set[int]:
    once: set[int] = set()
    several: set[int] = set()
    for each in hashes:
        (several if each in once else once).add(each)
    return several - {_NOTHING}
