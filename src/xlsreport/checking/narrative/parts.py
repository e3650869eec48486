"""N502: parts of a figure that are listed beside it, against the figure itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import dropwhile, islice, pairwise, takewhile

from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.figures import PERCENT
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.listed_sum import ListedSum

_OPENING, _CLOSING = "（", "）"
_SIGN = re.compile(r"[，、；]")
_REMARK = re.compile(r"（[^（）]*）")
_STOP = re.compile(r"[。！？\n]")
_JOINED = "、"
_NEAR = 14  # characters from a figure to the word that says that all its parts follow
_LONG_NAME = 14  # characters: a part has a shorter name


@dataclass(frozen=True, slots=True)
class _Opening:
    """Words that open a list, up to `end`: of `all` parts or of some; one part `alone` is no list."""

    end: int
    all: bool = False
    alone: bool = False


class ListReader:
    """Finds the lists of one passage; `text` is what its figures were found in."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._small = lexicon.small
        self._compared = lexicon.compared
        self._openings = lexicon.openings
        self._apart, self._besides = lexicon.small.apart, (*lexicon.small.besides, *lexicon.apart)
        self._counting = frozenset(lexicon.small.counting)

    def sums(self, bound: Sequence[BoundFigure]) -> Iterator[ListedSum]:
        """Yield each figure whose parts are listed after it or before it, all of them exact."""
        for number, whole in enumerate(bound):
            listed = self._after(bound, number) or self._before(bound, number)
            if listed and all(each.figure.exact for each in (whole, *listed.parts)):
                yield listed

    def _after(self, bound: Sequence[BoundFigure], number: int) -> ListedSum | None:
        whole = bound[number]
        rest = dropwhile(self._aside, islice(bound, number + 1, None))
        first = None if self._aside(whole) else next(rest, None)
        if first is None or not self._alike(whole, first) or self._stops(whole, first):
            return None
        opening = self._opening(whole.figure.end, first.figure.start)
        if opening is None:
            return None
        within = [first, *takewhile(lambda each: not self._stops(whole, each), rest)]
        parts, certain, ended = self._parts(whole, within, opening.end)
        exhaustive = opening.all and len(parts) > 1 and ended
        if not parts or (len(parts) == 1 and (opening.alone or parts[0].figure.unit != whole.figure.unit)):
            return None
        return ListedSum(whole, tuple(parts), exhaustive, certain, self._earlier(bound[:number], whole))

    def _aside(self, each: BoundFigure) -> bool:
        """Whether a figure stands beside what is counted: a share, or how much more it was than at another time."""
        return each.figure.unit == PERCENT or (each.apart and self._compared.search(self._head(each)) is not None)

    def _stops(self, whole: BoundFigure, each: BoundFigure) -> bool:
        """Whether a sentence ends between two figures, but for one that opens with “of these”."""
        stop = _STOP.search(self._text, whole.figure.end, each.figure.start)
        if stop is None:
            return False
        opened = stop[0] == "。" and self._text.startswith(self._small.some, stop.end())
        return not opened or _STOP.search(self._text, stop.end(), each.figure.start) is not None

    def _earlier(self, before: Sequence[BoundFigure], whole: BoundFigure) -> tuple[Decimal, ...]:
        same = (each.figure for each in before if each.figure.sentence == whole.figure.sentence)
        return tuple(each.number.value for each in same if each.unit == whole.figure.unit)

    def _alike(self, one: BoundFigure, other: BoundFigure) -> bool:
        units = {one.figure.unit, other.figure.unit}
        return len(units) == 1 or units <= self._counting

    def _opening(self, start: int, end: int) -> "_Opening | None":
        """Return the words between that say that parts follow; None where none do."""
        between = self._text[start:end]
        if self._openings.search(between) is None:
            return None
        between = _REMARK.sub(lambda match: " " * len(match[0]), between)
        some = max((between.rfind(word) + len(word) for word in self._small.some if word in between), default=0)
        if some:
            return _Opening(start + some)
        near = between[:_NEAR]
        every = max((near.rfind(word) + len(word) for word in self._small.all if word in near), default=0)
        if every:
            return _Opening(start + every, all=True, alone=True)
        return _Opening(start + 1, alone=True) if between.startswith(_OPENING) else None

    def _parts(
        self, whole: BoundFigure, rest: Sequence[BoundFigure], opened: int
    ) -> tuple[list[BoundFigure], int, bool]:
        """Return the figures listed, how many of them are parts for certain, and whether the list ends with them."""
        found: list[BoundFigure] = []
        certain, sign, last = 0, "", opened
        for n, each in enumerate(rest):
            between = _REMARK.sub("", self._text[last : each.figure.start])
            if self._aside(each):
                last = each.figure.end
                continue
            if found and _OPENING in between:
                continue  # a remark on the part before it
            new = self._sign_in(between) if found else ""
            if not self._goes_on(whole, each, found, between, sign, new):
                more = any(self._alike(whole, other) for other in rest[n:])
                return found, max(certain, min(1, len(found))), not more
            sign = sign or new
            found.append(each)
            if certain == len(found) - 1 and not self._doubtful(found, between, new, whole):
                certain = len(found)
            last = each.figure.end
        ended = not self._text.startswith(self._small.and_others, last)
        return found, max(certain, min(1, len(found))), ended

    def _goes_on(
        self, whole: BoundFigure, each: BoundFigure, found: Sequence[BoundFigure], between: str, sign: str, new: str
    ) -> bool:
        if not self._alike(whole, each) or (not found and self._over(between)):
            return False
        if not found:
            return True
        if self._over(between) or _CLOSING in between or any(word in between for word in self._small.some):
            return False
        if self._elsewhere(whole, each) or not new:
            return False
        return new == sign or not sign or self._last(between) or (new == _JOINED and bool(self._small.joint))

    def _sign_in(self, between: str) -> str:
        """Return the sign that divides two parts; a word that joins them is one of their own kind."""
        here = _SIGN.search(between)
        if here:
            return here[0]
        joined = any(word in between for word in self._small.joiners) if self._small.joint else None
        return _JOINED if joined or between.startswith(self._small.joiners) else ""

    def _over(self, between: str) -> bool:
        """Whether the words before a figure say that it is none of the parts."""
        name = _SIGN.split(between, maxsplit=1)[-1] if _SIGN.match(between) else between
        return name.startswith(self._apart) or any(word in between for word in self._besides)

    def _last(self, between: str) -> bool:
        name = _SIGN.split(between, maxsplit=1)[-1]
        return name.startswith((*self._small.rest, *self._small.joiners))

    def _elsewhere(self, whole: BoundFigure, each: BoundFigure) -> bool:
        """Whether a figure counts cells of another table than the whole does."""
        tables = [{term.address.sheet for phrase in one.phrases for term in phrase.terms} for one in (whole, each)]
        return all(tables) and not tables[0] & tables[1]

    def _doubtful(self, found: Sequence[BoundFigure], between: str, sign: str, whole: BoundFigure) -> bool:
        """Whether a figure behind a comma may be of a clause of its own and no part."""
        if len(found) == 1 or sign in ("、", "；") or self._last(between):
            return False
        name = _SIGN.split(between, maxsplit=1)[-1]
        first = self._text[found[0].start if found[0].phrases else found[0].figure.start - 2 : found[0].figure.end]
        verb = () if name.startswith(self._small.nouns) else self._small.clauses
        opening = next((word for word in verb if name.startswith(word)), None)
        said = self._head(found[0]) + first
        closing = next((word for word in self._small.clauses if len(word) > 1 and name.endswith(word)), None)
        own = any(word is not None and word not in said for word in (opening, closing))
        return own or len(name) > _LONG_NAME

    def _head(self, each: BoundFigure) -> str:
        """Return the clause that a figure stands in, up to it."""
        at = each.figure.start
        return self._text[max(self._text.rfind(sign, 0, at) for sign in "，；：。\n") + 1 : at]

    def _before(self, bound: Sequence[BoundFigure], number: int) -> ListedSum | None:
        """Return the sum whose total stands behind its parts: “…, in all 36”."""
        whole = bound[number]
        if number < 2 or self._aside(whole):
            return None
        between = self._text[bound[number - 1].figure.end : whole.figure.start]
        if not self._opens_total(between):
            return None
        parts = self._run(bound[:number], whole)
        if len(parts) < 2:
            return None
        values = [each.figure.number.value for each in parts]
        fits = next((n for n in range(len(values) - 1) if sum(values[n:]) == whole.figure.number.value), 0)
        return ListedSum(whole, tuple(parts[fits:]), exhaustive=True, certain=len(parts) - fits)

    def _opens_total(self, between: str) -> bool:
        """Whether the words before a figure say that it is the total; behind a name, one of more than one sign does."""
        if _SIGN.sub("", between).strip() in self._small.totals:
            return True
        last = _SIGN.split(between)[-1].strip()
        return len(last) > 1 and last in self._small.totals and _STOP.search(between) is None

    def _run(self, before: Sequence[BoundFigure], whole: BoundFigure) -> list[BoundFigure]:
        found: list[BoundFigure] = []
        for each in reversed(before):
            if each.apart and self._aside(each):
                continue
            between = self._text[each.figure.end : found[-1].figure.start] if found else ""
            if not self._alike(whole, each) or _STOP.search(between):
                break
            if any(word in between for word in self._small.some):
                return self._divided(each, found[::-1])
            found.append(each)
        return found[::-1]

    def _divided(self, whole: BoundFigure, parts: list[BoundFigure]) -> list[BoundFigure]:
        """Return what is added up where the first of `parts` divide `whole`: it and what comes on top of it."""
        ends = (self._text[one.figure.end : two.figure.start] for one, two in pairwise(parts))
        more = next((n for n, between in enumerate(ends, 1) if self._over(between)), None)
        return parts if more is None else [whole, *parts[more:]]
