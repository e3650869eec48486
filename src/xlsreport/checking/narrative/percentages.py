"""N515: percentages and changes, against the figures that they are of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.figures import PERCENT, ProseFigure
from xlsreport.checking.narrative.parts import ListedSum
from xlsreport.checking.narrative.small_words import SmallWords
from xlsreport.checking.narrative.tables import says, scale_in
from xlsreport.model.address import Address
from xlsreport.model.workbook import Value

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class OddRate:
    """A percentage or a change that does not follow from the figures beside it, and what does."""

    figure: ProseFigure
    start: int
    expected: Decimal


class RateReader:
    """Finds percentages that are wrong; `text` is what the figures were found in."""

    def __init__(self, small: SmallWords) -> None:
        joint = re.escape(small.joint)
        self._share = re.compile(f"[，（]?{joint}(?:{choice(small.share)}){joint}")
        against, up, down = (choice(each) for each in (small.against_last_year, small.change_up, small.change_down))
        self._change = re.compile(f"[，（]?{joint}(?:{against})，?{joint}(?:(?P<up>{up})|(?P<down>{down})){joint}")

    def odd_shares(self, text: str, bound: Sequence[BoundFigure], listed: Iterable[ListedSum]) -> Iterator[OddRate]:
        """Yield the shares that are of nothing: neither of the whole, nor of all parts, nor of a figure before."""
        lists = {part.figure: found for found in listed for part in found.parts}
        for number, (one, rate) in enumerate(pairwise(bound)):
            between = text[one.figure.end : rate.figure.start]
            own = lists.get(one.figure)
            if rate.figure.unit != PERCENT or own is None or not self._share.fullmatch(between):
                continue
            whole = own.whole.figure.number.value
            if whole and one.figure.exact and rate.figure.exact:
                share = one.figure.number.value / whole * _HUNDRED
                others = (each.figure.number.value for each in bound[:number] if each.figure.unit == one.figure.unit)
                together = sum((part.figure.number.value for part in own.parts), Decimal(0))
                if not any(_is_share(rate.figure, one.figure, base) for base in (whole, together, *others)):
                    yield OddRate(rate.figure, one.figure.start, _rounded(share, rate.figure.number.step))

    def odd_changes(
        self, text: str, bound: Sequence[BoundFigure], before: Mapping[Address, Value]
    ) -> Iterator[OddRate]:
        """Yield the changes against last year that figures have not, where last year is known."""
        for one, rate in pairwise(bound):
            match = self._change.fullmatch(text[one.figure.end : rate.figure.start])
            last = _sum(one, before) if match and rate.figure.exact and not one.apart else None
            if match is None or last is None:
                continue
            change = one.figure.number.value - last
            if rate.figure.unit == PERCENT:
                if not last:
                    continue
                change = change / last * _HUNDRED
            elif rate.figure.unit != one.figure.unit:
                continue
            expected = change if match["up"] else -change
            if not says(rate.figure.number.value, rate.figure.number.step, expected):
                yield OddRate(rate.figure, one.start, _rounded(expected, rate.figure.number.step))


def _is_share(rate: ProseFigure, part: ProseFigure, whole: Decimal) -> bool:
    """Whether `rate` is the share; one more or less in its last digit is how shares are made to add up to 100."""
    return bool(whole) and abs(rate.number.value - part.number.value / whole * _HUNDRED) <= rate.number.step


def _sum(bound: BoundFigure, values: Mapping[Address, Value]) -> Decimal | None:
    terms = {phrase.terms for phrase in bound.phrases}
    if len(terms) != 1 or not bound.figure.exact:
        return None
    figures = [(term.factor, values.get(term.address)) for term in next(iter(terms))]
    if not all(isinstance(value, Decimal) for _, value in figures):
        return None
    total = sum((factor * value for factor, value in figures if isinstance(value, Decimal)), Decimal(0))
    return total * scale_in(bound.phrases[0], bound.figure.unit)


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
