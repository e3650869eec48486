"""N515: percentages and changes, against the figures that they are of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.changed_figures import ChangeReader
from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.figures import PERCENT, ProseFigure
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.listed_sum import ListedSum
from xlsreport.checking.narrative.numerals import Number
from xlsreport.checking.narrative.tables import scale_in
from xlsreport.kept.patterns import compiled
from xlsreport.model.address import Address
from xlsreport.model.workbook import Value

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class OddRate:
    """A percentage or a change that does not follow from the figures that it is `of`, and what does."""

    figure: ProseFigure
    start: int
    expected: Decimal
    of: tuple[ProseFigure, ...]


class RateReader:
    """Finds percentages that are wrong; `text` is what the figures were found in."""

    def __init__(self, lexicon: Lexicon, changes: ChangeReader) -> None:
        small = lexicon.small
        self._changes = changes
        joint = re.escape(small.joint)
        self._lexicon = lexicon
        self._share = compiled(f"{joint}（|[，（]?{joint}(?:{choice(small.share)}){joint}")
        self._named = compiled(f"[，（]?{joint}(?:{choice(small.share_of)}){joint}(?P<of>[^，。；：0-9]+)")
        against, up, down = (choice(each) for each in (small.against_last_year, small.change_up, small.change_down))
        gap = f"(?:{joint})?" if joint else ""
        turned = f"，?{gap}(?:(?P<up>{up})|(?P<down>{down})){joint}"
        self._change = compiled(f"[，（]?{joint}(?:{against}){turned}")
        self._from = compiled(f"[，（]?{joint}(?:{against})[^，。；]*?")
        self._turned = compiled(turned)
        self._against = compiled(f"{joint}(?:{against})")

    def odd_shares(self, text: str, bound: Sequence[BoundFigure], listed: Iterable[ListedSum]) -> Iterator[OddRate]:
        """Yield the shares that are not of the whole that they name, or of that of their list where they name none."""
        lists = {part.figure: found for found in listed for part in found.parts}
        for number, (one, rate) in enumerate(pairwise(bound)):
            if rate.figure.unit != PERCENT or not (one.figure.exact and rate.figure.exact):
                continue
            between = text[one.figure.end : rate.figure.start]
            wholes = self._wholes(between, one, bound[:number], lists)
            part, several = _Span.of(one.figure.number), _is_of_several(bound, lists.get(one.figure))
            shares = [part.over(_Span.of(whole.number)) for whole in wholes if whole.number.value]
            if shares and not any(share.is_written(rate.figure.number, in_all=several) for share in shares):
                expected = _rounded(shares[0].middle, rate.figure.number.step)
                yield OddRate(rate.figure, one.figure.start, expected, (one.figure, *wholes))

    def _wholes(
        self, between: str, one: BoundFigure, before: Sequence[BoundFigure], lists: Mapping[ProseFigure, ListedSum]
    ) -> list[ProseFigure]:
        """Return the figures that a share may be of: that of its list and those that this one is a part of itself."""
        if self._share.fullmatch(between):
            wholes: list[ProseFigure] = []
            own = lists.get(one.figure)
            while own is not None and own.whole.figure not in wholes:
                wholes.append(own.whole.figure)
                own = lists.get(own.whole.figure)
            return wholes
        named = self._named.fullmatch(between)
        terms = {phrase.terms for phrase in self._lexicon.ending(named["of"])} if named else set()
        alike = [b for b in before if b.figure.exact and not b.apart and terms & {p.terms for p in b.phrases}]
        return [each.figure for each in alike[-1:]]

    def odd_changes(
        self, text: str, bound: Sequence[BoundFigure], before: Mapping[Address, Value]
    ) -> Iterator[OddRate]:
        """Yield the changes that figures have not: against last year's beside them, else those that are known."""
        for one, rate in pairwise(bound):
            between = text[one.figure.end : rate.figure.start]
            match = self._change.fullmatch(between)
            if match is None and self._against.match(text, rate.figure.end):
                match = self._turned.fullmatch(between)
            if match and not one.apart:
                yield from _odd_change(one, rate, match, _sum(one, before))
        for one, last, rate in zip(bound, bound[1:], bound[2:], strict=False):
            match = self._turned.fullmatch(text[last.figure.end : rate.figure.start])
            told = match and self._from.fullmatch(between := text[one.figure.end : last.figure.start])
            told = told if told and self._turned.search(between) is None else None  # that is how much more it was
            if match and told and not one.apart and last.figure.exact and last.figure.unit == one.figure.unit:
                yield from _odd_change(one, rate, match, last.figure.number)
        yield from self._odd_turns(text, bound)

    def _odd_turns(self, text: str, bound: Sequence[BoundFigure]) -> Iterator[OddRate]:
        """Yield the changes that do not follow from what a figure was and is: 由3件增加到5件，增长66.7%."""
        figures = [one.figure for one in bound]
        before = {change.now: change.before for change in self._changes.changes(text, figures, None)}
        for one, rate in pairwise(bound):
            was = before.get(one.figure)
            match = self._turned.fullmatch(text[one.figure.end : rate.figure.start]) if was and was.exact else None
            if was and match:
                yield from _odd_change(one, rate, match, was.number)


def _is_of_several(bound: Sequence[BoundFigure], listed: ListedSum | None) -> bool:
    """Whether a share is one of several, which a writer may have rounded so that they come to 100 together."""
    parts = {part.figure for part in listed.parts} if listed else set()
    return sum(one.figure in parts and rate.figure.unit == PERCENT for one, rate in pairwise(bound)) > 1


def _odd_change(one: BoundFigure, rate: BoundFigure, match: re.Match[str], last: Number | None) -> Iterator[OddRate]:
    """Yield the change from `last` to `one` where `rate` is not that."""
    if last is None or not (one.figure.exact and rate.figure.exact):
        return
    change = _Span.of(one.figure.number).less(_Span.of(last))
    if rate.figure.unit == PERCENT:
        if not last.value:
            return
        change = change.over(_Span.of(last))
    elif rate.figure.unit != one.figure.unit:
        return
    change = change if match["up"] else change.turned
    if not change.is_written(rate.figure.number):
        yield OddRate(rate.figure, one.start, _rounded(change.middle, rate.figure.number.step), (one.figure,))


@dataclass(frozen=True, slots=True)
class _Span:
    """A figure with how far it may be from what was written: half of the last digit of a rounded one, else nothing."""

    middle: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, number: Number) -> "_Span":
        half = number.step / 2 if number.step > 1 else Decimal(0)
        return cls(number.value, number.value - half, number.value + half)

    @property
    def turned(self) -> "_Span":
        return _Span(-self.middle, -self.high, -self.low)

    def less(self, other: "_Span") -> "_Span":
        return _Span(self.middle - other.middle, self.low - other.high, self.high - other.low)

    def over(self, whole: "_Span") -> "_Span":
        """Return it in percent of `whole`."""
        ends = [_HUNDRED * one / other for one in (self.low, self.high) for other in (whole.low, whole.high) if other]
        return _Span(_HUNDRED * self.middle / whole.middle, min(ends), max(ends))

    def is_written(self, number: Number, *, in_all: bool = False) -> bool:
        """Whether `number` is it, rounded to the last digit that was written.

        Shares that are rounded so that they come to 100 `in_all` may be up or down by less than that digit.
        """
        if in_all:
            return self.low - number.step < number.value < self.high + number.step
        half = number.step / 2
        return self.low - half <= number.value <= self.high + half


def _sum(bound: BoundFigure, values: Mapping[Address, Value]) -> Number | None:
    """Return what the cells of a figure were in `values`, in its unit."""
    terms = {phrase.terms for phrase in bound.phrases}
    if len(terms) != 1:
        return None
    figures = [(term.factor, values.get(term.address)) for term in next(iter(terms))]
    if not all(isinstance(value, Decimal) for _, value in figures):
        return None
    total = sum((factor * value for factor, value in figures if isinstance(value, Decimal)), Decimal(0))
    return Number(total * scale_in(bound.phrases[0], bound.figure.unit))


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
