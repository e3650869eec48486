"""Lines (rows or columns) of a form against those of a sender's sheet, in the order in which they stand."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

Lines = dict[int, int]


def aligned(ours: Sequence[int], theirs: Sequence[int], score: Callable[[int, int], float]) -> Lines:
    """Return the pairing of `ours` with `theirs` that keeps their order and has the highest total `score`.

    Lines that score 0 are never paired.
    """
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i, own in reversed(list(enumerate(ours))):
        for j, other in reversed(list(enumerate(theirs))):
            pair = score(own, other)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair + best[i + 1][j + 1] if pair else 0)
    return _traced(ours, theirs, best)


def _traced(ours: Sequence[int], theirs: Sequence[int], best: list[list[float]]) -> Lines:
    pairs: Lines = {}
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs[ours[i]] = theirs[j]
            i, j = i + 1, j + 1
    return pairs


def continued(lines: Lines, wanted: Iterable[int]) -> Lines:
    """Return `lines` and those of `wanted` that are none of them, where no line stands that is another's."""
    taken, found = set(lines.values()), dict(lines)
    offset = next((lines[own] - own for own in sorted(lines)), 0)
    for own in sorted({*lines, *wanted}):
        if own in lines:
            offset = lines[own] - own
        elif own + offset not in taken:
            found[own] = own + offset
    return found


class GapFinder:
    """Finds the lines that have no label, by what stands between the lines that have one."""

    def __init__(self, labelled: Mapping[int, int], places: Iterable[int], filled: Sequence[int]) -> None:
        """Take the lines found by label, all lines of the form with something in them, and the sender's filled ones."""
        self._labelled = labelled
        self._known = sorted(labelled)
        self._places = frozenset(places)
        self._filled = filled

    def found(self, needed: Sequence[int]) -> Lines:
        """Return where the lines of `needed` that can be told for certain stand; labelled ones are left out."""
        loose = [line for line in sorted(needed) if line not in self._labelled]
        found: Lines = {}
        for gap, lines in groupby(loose, lambda line: bisect_left(self._known, line)):
            found |= self._in_gap(gap, list(lines))
        return found

    def all(self, needed: Sequence[int]) -> Lines:
        """Return `labelled` and the lines of `needed`, then what else can be told: lines that only guide the sender."""
        known = {**self._labelled, **self.found(needed)}
        guides = GapFinder(known, self._places, self._filled).found(sorted(self._places - known.keys()))
        taken = set(known.values())
        return known | {own: theirs for own, theirs in guides.items() if theirs not in taken}

    def _in_gap(self, gap: int, lines: list[int]) -> Lines:
        low, high = self._ends(gap)
        inside = [line for line in self._filled if low[1] < line and (high is None or line < high[1])]
        straight = {line: low[1] + line - low[0] for line in lines}
        if high is None or high[1] - low[1] == high[0] - low[0]:
            others = {low[1] + line - low[0] for line in self._others(low[0], high, lines)}
            strays = set(inside) - others - set(straight.values())
            if not strays or set(straight.values()) <= set(inside):
                return straight
        if not inside and (high is None or max(straight.values()) < high[1]):
            return straight
        if len(inside) == len(lines) and not self._others(low[0], high, lines):
            return dict(zip(lines, inside, strict=True))
        return {}

    def _ends(self, gap: int) -> tuple[tuple[int, int], tuple[int, int] | None]:
        low = self._known[gap - 1] if gap else 0
        high = self._known[gap] if gap < len(self._known) else None
        return (low, self._labelled.get(low, 0)), None if high is None else (high, self._labelled[high])

    def _others(self, low: int, high: tuple[int, int] | None, lines: Sequence[int]) -> set[int]:
        inside = {line for line in self._places if low < line and (high is None or line < high[0])}
        return inside - set(lines)
