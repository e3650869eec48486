"""The labels of one sheet of a form, and what a sender's text may be taken for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from xlsreport.model.labels import SheetLayout

Position = tuple[int, int]

_LIKE = 0.6  # from this similarity on, a text may be a misprint of a label
_CLEARLY = 0.1  # by this much it must be nearer to that label than to any other that could stand there
_SHORTENED = 0.9  # the likeness of a label whose brackets were left out, or say something else
_SPACE = re.compile(r"\s+")
_BRACKETED = re.compile(r"(?<!^)[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]?")  # one at the beginning numbers the label: (1)


class Labels:
    """The anchors of a layout; a text is one of them where it reads the same, or can only be its misprint."""

    def __init__(self, layout: SheetLayout) -> None:
        self.texts = {position: flat(text) for position, text in layout.anchors.items()}
        self.hints = {p: flat(text) for p, text in layout.texts.items() if p not in self.texts}
        self._longest = max(map(len, self.texts.values()), default=0)

    def likeness(self, position: Position, text: str) -> float:
        """Return 1 where `text` is the label at `position`, its similarity where it can only be a misprint, else 0."""
        near = similarity(self.texts[position], text)
        if near == 1:
            return near
        if self._is_shortened(position, text):
            return _SHORTENED
        if near == 0:
            return near
        other = max((similarity(rival, text) for rival in self._rivals(position)), default=0)
        return near if near - other >= _CLEARLY else 0

    def candidates(self, texts: Iterable[str]) -> dict[str, dict[Position, float]]:
        """Return the positions of the form that each of `texts` may stand for, hints only where they are the same."""
        counts = Counter(text for text in texts if len(text) <= self.capacity)
        found: dict[str, dict[Position, float]] = {text: {} for text in counts}
        for position, text in (*self.texts.items(), *self.hints.items()):
            if text in found:
                found[text][position] = 1
        wanted = Counter(self.texts.values())
        for position in [p for p, text in self.texts.items() if counts[text] < wanted[text]]:
            for text, positions in found.items():
                if (near := self.likeness(position, text)) > 0:
                    positions[position] = near
        return {text: positions for text, positions in found.items() if positions}

    @property
    def capacity(self) -> int:
        """The length from which on a text is no label, however misprinted."""
        return max(2 * self._longest + 2, *map(len, self.hints.values()), 0)

    def present(self, texts: Iterable[str]) -> float:
        """Return the share of the labels that stand among `texts` as they are."""
        ours = set(self.texts.values())
        return len(ours.intersection(texts)) / len(ours) if ours else 0.0

    def _is_shortened(self, position: Position, text: str) -> bool:
        """Whether `text` is the label up to its brackets, and no other label there would be."""
        stem = unbracketed(self.texts[position])
        return stem == unbracketed(text) and all(unbracketed(rival) != stem for rival in self._rivals(position))

    def _rivals(self, position: Position) -> Iterator[str]:
        row, column = position
        own = self.texts[position]
        yield from (t for (r, c), t in self.texts.items() if (r == row or c == column) and t != own)


def flat(text: str) -> str:
    """Return `text` without spaces and in one width, as labels are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def unbracketed(text: str) -> str:
    """Return a flat text without what it has in brackets, but for a bracket at its beginning."""
    return _BRACKETED.sub("", text)


@lru_cache(maxsize=4096)
def similarity(expected: str, found: str) -> float:
    """Return how alike two flat texts are, 1 where they are the same and 0 where they are not alike enough."""
    if expected == found:
        return 1.0
    shorter, longer = sorted((len(expected), len(found)))
    if 2 * shorter < _LIKE * (shorter + longer):
        return 0.0
    ratio = SequenceMatcher(None, expected, found, autojunk=False).ratio()
    return ratio if ratio >= _LIKE else 0.0
