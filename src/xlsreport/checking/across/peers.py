"""H: figures far above those of all other departments, where a department's own earlier years are not known.

Departments differ in size by powers of ten, so logarithms are compared, by the modified z-score: the distance from the
median in median absolute deviations, far from 3.5 on (Iglewicz and Hoaglin, *How to detect and handle outliers*, 1993).
The scatter is never taken for less than a factor of three. Since some department always is the largest, a figure must
besides be twenty times the next one. Where the others are too few for a scatter, only more than a thousand times the
next one is far. Who is far below reports little, which is no wonder.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nlargest
from math import log
from statistics import median

_FAR = 3.5  # modified z-score
_TO_NORMAL = 0.6745  # median absolute deviations in a normal scatter's standard deviation
_LEAST_SCATTER = log(3)
_LARGE = 20  # times the next figure
_FEWEST = 8  # peers with such a figure: fewer have no scatter that could be known
_HUGE = 1_000  # times the next figure: of however few peers, that is asked
_COUNTED = 200  # a smaller figure is nobody's jump


@dataclass(frozen=True, slots=True)
class Peers:
    """What the others report: how many of them, the figure in the middle and the largest one."""

    count: int
    middle: Decimal
    largest: Decimal


def far_from_peers(figures: Mapping[str, int | Decimal], asked: Collection[str]) -> Iterator[tuple[str, Peers]]:
    """Yield those of the `asked` whose figure is far above all others', with what the others report.

    Only the largest figure can be that; those who report nothing are no peers.
    """
    some = [(figure, code) for code, figure in figures.items() if figure > 0]
    if len(some) < 2:
        return
    (largest, code), (second, _) = nlargest(2, some)
    if code not in asked or largest < max(_COUNTED, _LARGE * second):
        return
    others = [figure for figure, each in some if each != code]
    if largest > _HUGE * second if len(others) < _FEWEST else _score(largest, others) >= _FAR:
        yield code, Peers(len(others), median(map(Decimal, others)), Decimal(second))


def stands_out(figures: Sequence[int | Decimal]) -> bool:
    """Whether the largest of `figures` is so far above the next that somebody may be far from the others."""
    largest = max(figures, default=0)
    if largest < _COUNTED or figures.count(largest) > 1:
        return False
    at = figures.index(largest)
    second = max(max(figures[:at], default=0), max(figures[at + 1 :], default=0))
    return second > 0 and largest >= _LARGE * second


def _score(figure: int | Decimal, others: Collection[int | Decimal]) -> float:
    logs = [log(float(each)) for each in others]
    middle = median(logs)
    scatter = median(abs(each - middle) for each in logs)
    return _TO_NORMAL * (log(float(figure)) - middle) / max(scatter, _LEAST_SCATTER)
