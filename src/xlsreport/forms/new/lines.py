"""A row or a column of a table as its totals see it, and what each total adds up."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsreport.forms.new.words import is_called, level_of, plain, words

_FEWEST = 2  # parts of a total
_TOTALS = ("grand_words", "total_words", "subtotal_words")


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: its number, what it is called, the heads over that, and how far its label is indented."""

    index: int
    label: str
    group: tuple[str, ...] = ()
    indent: int = 0

    @property
    def rank(self) -> int:
        """How much it adds up: 0 for what is no total, 1 for a subtotal, 2 for a total, 3 for the grand total."""
        for rank, kind in zip((3, 2, 1), _TOTALS, strict=True):
            if is_called(self.label, kind) or _begins(self.label, kind):
                return rank
        return 0

    @property
    def is_part(self) -> bool:
        """Whether it only says what a line above contains: of which."""
        return any(plain(head).startswith(word) for head in (self.label, *self.group) for word in words("part_words"))

    @property
    def is_of_totals(self) -> bool:
        """Whether the head over its label is that of totals: the men among all, beside the men of each group."""
        return bool(self.group) and any(is_called(self.group[-1], kind) for kind in _TOTALS)


def parts_of(lines: Sequence[Line], at: int) -> tuple[int, ...]:
    """Return the numbers of the lines that the total `lines[at]` adds up; none where that is not clear."""
    total = lines[at]
    if total.is_of_totals:
        alike = [each for each in lines if each.label == total.label and not each.is_of_totals and not each.is_part]
        return tuple(each.index for each in alike) if len(alike) >= _FEWEST else ()
    if total.group and (own := _family(lines, at)):
        return own
    segment = _before(lines, at) or _after(lines, at)
    inside: set[int] = set()
    for place in segment:
        if 0 < lines[place].rank < total.rank or (lines[place].rank and lines[place].group and not total.group):
            inside.update(_contents(lines, place, segment))
    parts = [p for p in segment if p not in inside and not lines[p].is_part]
    chosen = _outermost(lines, parts)
    return tuple(lines[p].index for p in chosen) if len(chosen) >= _FEWEST else ()


def whole_of(lines: Sequence[Line], place: int) -> int | None:
    """Return the number of the line that `lines[place]`, an "of which", is a part of: the last one as far outside."""
    depth = len(lines[place].group)
    return next((each.index for each in reversed(lines[:place]) if not each.is_part and len(each.group) <= depth), None)


def _begins(label: str, kind: str) -> bool:
    """Whether a label such as `Total sales` begins with, or one such as `全市合计` ends with, a word of a kind."""
    said = plain(label)
    return any(
        said.startswith(f"{word} ") and len(said.split()) <= len(word.split()) + 2
        if word.isascii()
        else said.endswith(word)
        for word in words(kind)
    )


def _family(lines: Sequence[Line], at: int) -> tuple[int, ...]:
    """Return the lines beside a total under the same heads, its own kind and what is only a part left out."""
    own = [p for p in _neighbours(lines, at) if not lines[p].rank and not lines[p].is_part]
    return tuple(lines[p].index for p in own) if len(own) >= _FEWEST else ()


def _neighbours(lines: Sequence[Line], at: int) -> list[int]:
    group, found = lines[at].group, [at]
    while found[0] and lines[found[0] - 1].group == group:
        found.insert(0, found[0] - 1)
    while found[-1] + 1 < len(lines) and lines[found[-1] + 1].group == group:
        found.append(found[-1] + 1)
    return [p for p in found if p != at]


def _stops(line: Line, total: Line) -> bool:
    return line.rank >= total.rank and not (line.group and not total.group)


def _before(lines: Sequence[Line], at: int) -> list[int]:
    first = at
    while first and not _stops(lines[first - 1], lines[at]):
        first -= 1
    return list(range(first, at))


def _after(lines: Sequence[Line], at: int) -> list[int]:
    last = at
    while last + 1 < len(lines) and not _stops(lines[last + 1], lines[at]):
        last += 1
    return list(range(at + 1, last + 1))


def _contents(lines: Sequence[Line], place: int, segment: Sequence[int]) -> list[int]:
    """Return the lines of a segment that a smaller total in it adds up already, with what is a part of them."""
    of_it = set(parts_of(lines, place))
    numbers = [p for p in segment if lines[p].index in of_it]
    if not numbers:
        return []
    return [p for p in range(min(numbers), max(numbers) + 1) if p != place and p in segment]


def _outermost(lines: Sequence[Line], parts: Sequence[int]) -> list[int]:
    """Return the lines of the outermost numbering, or of the least indentation, where there are several of either."""
    levels = [level_of(lines[p].label) for p in parts]
    if all(levels) and len(set(levels)) > 1:
        parts = [p for p, level in zip(parts, levels, strict=True) if level == min(levels)]
    indents = {lines[p].indent for p in parts}
    least = [p for p in parts if lines[p].indent == min(indents)] if indents else []
    return least if len(least) >= _FEWEST else list(parts)
