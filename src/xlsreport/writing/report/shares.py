"""Parts of a whole: which are there, which are largest, and shares that add up to a hundred."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
_TENTHS = 1000  # of a per cent, in the whole


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a whole; `share` is in per cent, None where none was asked for."""

    name: str
    number: Decimal
    share: Decimal | None = None


def present(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts that are more than nothing: an empty category is not spoken of."""
    return tuple(part for part in parts if part.number > 0)


def shared(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return what is present with its share of the sum, in tenths of a per cent that add up to 100.0 exactly.

    By the largest remainder: each share is rounded down, and what is left goes to those that lost most by it.
    """
    there = present(parts)
    whole = sum(part.number for part in there)
    exact = [part.number * _TENTHS / whole for part in there]
    tenths = [int(each) for each in exact]
    losers = sorted(range(len(there)), key=lambda n: (tenths[n] - exact[n], -there[n].number, n))
    for n in losers[: _TENTHS - sum(tenths)]:
        tenths[n] += 1
    return tuple(replace(part, share=n * TENTH) for part, n in zip(there, tenths, strict=True))


def largest(parts: Sequence[Part], count: int) -> tuple[Part, ...]:
    """Return the `count` largest of what is present, the largest first, equal ones in their order."""
    return tuple(sorted(present(parts), key=lambda part: -part.number)[:count])


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return `part` in per cent of `whole`, to a tenth."""
    return (part * 100 / whole).quantize(TENTH, ROUND_HALF_UP)
