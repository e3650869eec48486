"""The lines of a printed table against those of the form's own, by their heads: which line is which, for certain."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.checking.layout.labels import similarity, unbracketed

_NOTE = re.compile(r"(?<=.)[*※†].*$|[)\]】〕]+$")

Path = tuple[str, ...]  # the heads of a line, outermost first, each flat

_LIKE, _CLEARLY, _SHORTENED = 0.6, 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Pairing:
    """Our lines → theirs by number; `misprinted` are those of ours whose head reads otherwise there."""

    lines: Mapping[int, int]
    misprinted: frozenset[int] = frozenset()


def paired(ours: Sequence[Path], theirs: Sequence[Path]) -> Pairing:
    """Return which of our lines is which of theirs; a line that may be two is left out, and so is one that is gone.

    A whole path that stands once on both sides decides first; then the innermost head, where both sides have it as
    often; then a misprint that can be of one head alone.
    """
    lines = dict(_whole(ours, theirs))
    lines |= _innermost(ours, theirs, lines)
    misprints = _misprints(ours, theirs, lines)
    misprints |= _reworded(ours, theirs, lines | misprints)
    return Pairing(lines | misprints, frozenset(misprints))


def _whole(ours: Sequence[Path], theirs: Sequence[Path]) -> Iterator[tuple[int, int]]:
    here, there = _by(ours), _by(theirs)
    for path, numbers in here.items():
        if path and len(numbers) == 1 and len(there.get(path, ())) == 1:
            yield numbers[0], there[path][0]


def _by(paths: Sequence[Path]) -> dict[Path, list[int]]:
    found: dict[Path, list[int]] = defaultdict(list)
    for number, path in enumerate(paths):
        found[path].append(number)
    return found


def _innermost(ours: Sequence[Path], theirs: Sequence[Path], known: Mapping[int, int]) -> dict[int, int]:
    taken = set(known.values())
    here, there = (
        _by([path[-1:] if number not in done else () for number, path in enumerate(paths)])
        for paths, done in ((ours, known.keys()), (theirs, taken))
    )
    outer = {head for path in ours for head in path[:-1]}
    found: dict[int, int] = {}
    for head, numbers in here.items():
        others = there.get(head, [])
        if head and len(numbers) == len(others):
            pairs = list(zip(numbers, others, strict=True))
            if all(not _contradict(ours[own], theirs[other], outer) for own, other in pairs):
                found.update(pairs)
    return found


def _contradict(own: Path, other: Path, outer: Collection[str]) -> bool:
    """Whether their line stands under a head of ours that is another's."""
    return any(head in outer and head not in own for head in other[:-1])


def _misprints(ours: Sequence[Path], theirs: Sequence[Path], known: Mapping[int, int]) -> dict[int, int]:
    taken = set(known.values())
    heads = {head for path in ours for head in path}
    likely: dict[int, list[int]] = {}
    for own, path in enumerate(ours):
        if own in known or not path:
            continue
        likely[own] = [
            other
            for other, their in enumerate(theirs)
            if other not in taken and their and not _contradict(path, their, heads) and _is_like(path[-1], their, heads)
        ]
    wanted = [other for others in likely.values() for other in others]
    return {own: others[0] for own, others in likely.items() if len(others) == 1 and wanted.count(others[0]) == 1}


def _reworded(ours: Sequence[Path], theirs: Sequence[Path], known: Mapping[int, int]) -> dict[int, int]:
    """Return what is left on both sides in the same order, where each is nearest to its own and very near."""
    heads, taken = {head for path in ours for head in path}, set(known.values())
    left = [own for own, path in enumerate(ours) if own not in known and path]
    there = [other for other, path in enumerate(theirs) if other not in taken and path and path[-1] not in heads]
    if len(left) != len(there) or not left:
        return {}
    near = [[_near(ours[own][-1], theirs[other][-1]) for other in there] for own in left]
    for number, (own, other) in enumerate(zip(left, there, strict=True)):
        rivals = [*(near[number][:number]), *(near[number][number + 1 :])]
        rivals += [row[number] for each, row in enumerate(near) if each != number]
        is_nearest = near[number][number] > max(rivals, default=0)
        if near[number][number] < _SHORTENED or not is_nearest or _contradict(ours[own], theirs[other], heads):
            return {}
    return dict(zip(left, there, strict=True))


def _is_like(head: str, path: Path, heads: Collection[str]) -> bool:
    said = path[-1]
    if said in heads:
        return False
    near = _near(head, said)
    return near > 0 and all(near - _near(rival, said) >= _CLEARLY for rival in heads if rival != head)


def _stem(head: str) -> str:
    """Return a head without what a bracket or a mark of a note adds to it."""
    return _NOTE.sub("", unbracketed(head))


def _near(head: str, said: str) -> float:
    if _stem(head) == _stem(said):
        return _SHORTENED
    return similarity(head, said)
