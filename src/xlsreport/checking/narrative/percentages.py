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
from xlsreport.checking.narrative.tables import says
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
        """Yield the percentages that parts are not of their whole."""
        wholes = {part.figure: each.whole.figure for each in listed for part in each.parts}
        for one, rate in pairwise(bound):
            between = text[one.figure.end : rate.figure.start]
            whole = wholes.get(one.figure)
            if rate.figure.unit != PERCENT or whole is None or not self._share.fullmatch(between):
                continue
            if whole.number.value and one.figure.exact and rate.figure.exact:
                share = one.figure.number.value / whole.number.value * _HUNDRED
                if not says(rate.figure.number.value, rate.figure.number.step, share):
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


def _sum(bound: BoundFigure, values: Mapping[Address, Value]) -> Decimal | None:
    terms = {phrase.terms for phrase in bound.phrases}
    if len(terms) != 1 or not bound.figure.exact:
        return None
    figures = [(term.factor, values.get(term.address)) for term in next(iter(terms))]
    if not all(isinstance(value, Decimal) for _, value in figures):
        return None
    return sum((factor * value for factor, value in figures if isinstance(value, Decimal)), Decimal(0))


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
