"""N502: parts of a figure that are listed after it, against the figure itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from xlsreport.checking.narrative.binding import Bound
from xlsreport.checking.narrative.figures import Figure
from xlsreport.model.narrative import Marks

_OPENING, _CLOSING = "（", "）"
_STEPS = re.compile(r"[，、]")
_REMARK = re.compile(r"（[^（）]*）")
_AND_OTHERS = "等"
_NEAR = 12  # characters from a figure to the word that says that parts of it follow


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure and the parts that are listed after it; `exhaustive` where they claim to be all of it.

    `earlier` are the figures before it in the sentence, which some parts may be of as well.
    """

    whole: Bound
    parts: tuple[Bound, ...]
    exhaustive: bool
    earlier: tuple[Decimal, ...] = ()

    @property
    def total(self) -> Decimal:
        """What the parts come to."""
        return sum((part.figure.number.value for part in self.parts), Decimal(0))

    @property
    def wrong(self) -> bool:
        """Whether the parts cannot be parts of the whole, or claim to be all of it and are not.

        A list may run on into figures that are no parts, so that any beginning of it may come to the whole.
        """
        whole = self.whole.figure.number.value
        if whole in accumulate(part.figure.number.value for part in self.parts):
            return False
        most = max(self.earlier, default=whole)
        return self.exhaustive or (self.total > max(whole, most) and self.total != sum(self.earlier, whole))


def sums(bound: Sequence[Bound], text: str, marks: Marks) -> Iterator[Sum]:
    """Yield each figure that is followed by two or more parts of it, all of them exact."""
    for number, whole in enumerate(bound):
        rest = [each for each in bound[number + 1 :] if each.figure.sentence == whole.figure.sentence]
        opening = _opening(whole.figure, rest, text, marks)
        if opening is None:
            continue
        parts = _parts(whole.figure, rest, text, marks)
        if len(parts) > 1 and all(each.figure.exact for each in (whole, *parts)):
            earlier = (each.figure for each in bound[:number] if each.figure.sentence == whole.figure.sentence)
            numbers = tuple(each.number.value for each in earlier if each.unit == whole.figure.unit)
            yield Sum(whole, tuple(parts), opening and _ends_with(parts[-1], rest, text), numbers)


def _ends_with(part: Bound, rest: Sequence[Bound], text: str) -> bool:
    """Whether a list ends with `part`: no more figures follow, and it does not say that there are others."""
    behind = (each for each in rest[rest.index(part) + 1 :] if each.figure.unit == part.figure.unit)
    more = any(_OPENING not in _REMARK.sub("", text[part.figure.end : each.figure.start]) for each in behind)
    return not more and not text.startswith(_AND_OTHERS, part.figure.end)


def _opening(whole: Figure, rest: Sequence[Bound], text: str, marks: Marks) -> bool | None:
    """Return whether the words after a figure say that all its parts follow (false: some); None where none do."""
    until = rest[0].figure.start if rest else whole.end
    between = text[whole.end : until][:_NEAR]
    if any(word in between for word in marks.some):
        return False
    return True if any(word in between for word in marks.all) else None


def _parts(whole: Figure, rest: Sequence[Bound], text: str, marks: Marks) -> list[Bound]:
    """Return the figures listed after a whole, up to the first that is of another unit or behind another sign."""
    found: list[Bound] = []
    signs: set[str] = set()
    last = whole
    for each in rest:
        between = _REMARK.sub("", text[last.end : each.figure.start])
        if found and _OPENING in between:
            continue  # a remark on the part before it
        signs |= set(_STEPS.findall(between)[-1:]) if found else set()
        if len(signs) > 1 or each.figure.unit != whole.unit or _over(between, marks, first=not found):
            break
        found.append(each)
        last = each.figure
    return found


def _over(between: str, marks: Marks, *, first: bool) -> bool:
    """Whether the words before a figure say that it is none of the parts."""
    if any(word in between for word in marks.apart):
        return True
    return not first and (_CLOSING in between or any(word in between for word in marks.some))
