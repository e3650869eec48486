"""How a text names a cell by the form's own label, which is longer than anybody writes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlsreport.checking.narrative.passage import hidden
from xlsreport.model.address import Address
from xlsreport.model.labels import Label
from xlsreport.model.narrative import Named, Phrase, Term

_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]+、|[0-9]+[.．、])\s*")
_REMARK = re.compile(r"[（(][^（）()]*[）)]")
_SIGNS = re.compile(r"[“”\"‘’]")
_LEAST_WHOLE, _LEAST_END, _LEAST_OTHER = 3, 4, 5  # characters of a whole label, of its end, of any other shortening
_KEPT = 2  # characters on each side of what is left out
_CUT = 3  # characters that may be left out at the beginning besides


@dataclass(frozen=True, slots=True)
class RowName:
    """One way to name cells; a `whole` label is certain by itself, a shortened one stands for itself alone."""

    phrase: Phrase
    whole: bool


def row_names(labelled: Iterable[Named], labels: Mapping[Address, Label], joint: str) -> dict[str, tuple[RowName, ...]]:
    """Return the names of cells by their words; what may mean two different cells of one area is none."""
    found: dict[str, list[RowName]] = {}
    for named in labelled:
        for words, name in _of_area(named, labels, joint):
            found.setdefault(words, []).append(name)
    return {words: tuple(names) for words, names in found.items()}


def _of_area(named: Named, labels: Mapping[Address, Label], joint: str) -> Iterator[tuple[str, RowName]]:
    cells = _cells_by_label(named, labels)
    for label, addresses in cells.items():
        phrase = Phrase(tuple(map(Term, addresses)), topics=named.topics, units=named.units)
        others = [other for other in cells if other != label]
        if len(label) >= _LEAST_WHOLE:
            yield label, RowName(phrase, whole=True)
        for words in _short_names(label) if not joint else ():
            if not any(words in other for other in others):
                yield words, RowName(phrase, whole=False)


def _cells_by_label(named: Named, labels: Mapping[Address, Label]) -> dict[str, tuple[Address, ...]]:
    """Return the cells that stand under each label of the area, be it their own or one above it."""
    found: dict[str, list[Address]] = {}
    for cell in named.cells:
        label = labels.get(cell, Label())
        heads = label.columns[-1:] if named.by_column else label.rows
        for words in dict.fromkeys(way for head in heads for way in (_stripped(head), _stripped(hidden(head)))):
            found.setdefault(words, []).append(cell)
    return {words: tuple(cells) for words, cells in found.items() if words}


def _stripped(label: str) -> str:
    """Return a label without its number, its remarks and its quotation marks, in small letters."""
    return _SIGNS.sub("", _REMARK.sub("", _NUMBER.sub("", label.strip()))).strip().casefold()


def _short_names(label: str) -> tuple[str, ...]:
    """Return every shortening of a label, and of what stands before its first `、`."""
    head, sign, _ = label.partition("、")
    return tuple(dict.fromkeys((*_shortened(label), *((head, *_shortened(head)) if sign else ()))))


def _shortened(label: str) -> Iterator[str]:
    """Yield a label's beginnings and ends, and what is left of it when some of its middle is left out."""
    length = len(label)
    for cut in range(1, length):
        if length - cut >= _LEAST_END:
            yield label[cut:]
        if length - cut >= _LEAST_OTHER:
            yield label[: length - cut]
    for opening in range(_CUT + 1):
        for start in range(opening + _KEPT, length - _KEPT):
            for end in range(start + 1, length - _KEPT + 1):
                if start - opening + length - end >= _LEAST_OTHER:
                    yield label[opening:start] + label[end:]
