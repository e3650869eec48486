"""The table `[prose]` of form.toml: the words of a form's texts, spelled out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import product
from typing import Any

from xlsreport.model.address import cell_range
from xlsreport.model.narrative import Marks, Narrative, Phrase, Term

_FIGURE = "#"
_TOPIC = "："
_SIGN = re.compile(r"\s+([+-])\s+")
_MOST_SPELLINGS = 20_000  # more is a slip of the author, and would only eat memory


def read_narrative(table: Mapping[str, Any]) -> Narrative:
    """Return what `[prose]` says; raises `ValueError` or `TypeError` naming the entry that is wrong."""
    marks = {each.name: _words(table, each.name) for each in fields(Marks)}
    return Narrative(
        phrases=tuple(_phrase(cells, text) for cells, texts in table.get("figures", {}).items() for text in texts),
        marks=Marks(**marks),
        subjects=_words(table, "subjects"),
        statistics=_words(table, "statistics"),
        opening=_words(table, "opening"),
        selves=tuple((word, part) for part, words in table.get("selves", {}).items() for word in words),
        headings=_words(table, "headings"),
        superseded=tuple((str(old), str(new)) for old, new in table.get("superseded", {}).items()),
        speaking=frozenset(cell for text in table.get("speaking", []) for cell in cell_range(text)),
    )


def _words(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    words = table.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise ValueError(f"[prose] {key} = {words}")
    return tuple(words)


def _phrase(cells: str, text: str) -> Phrase:
    """Read `topic|topic： word|word word? #unit|unit word`; the figure stands at the end where no `#` says."""
    topics, _, rest = text.rpartition(_TOPIC)
    parts = rest.split()
    places = [number for number, part in enumerate(parts) if part.startswith(_FIGURE)] or [len(parts)]
    before, after = _spellings(parts[: places[0]]), _spellings(parts[places[0] + 1 :])
    if len(places) > 1 or not (any(before) or any(after)):
        raise ValueError(f"[prose.figures] {cells} = {text}")
    units = parts[places[0]].removeprefix(_FIGURE) if places[0] < len(parts) else ""
    return Phrase(tuple(_terms(cells)), before, after, _alternatives(topics), _alternatives(units))


def _spellings(parts: Sequence[str]) -> tuple[str, ...]:
    """Return every way to say `parts`, longest first; nothing where there are none."""
    choices = [(*_alternatives(part.removesuffix("?")), *([""] if part.endswith("?") else [])) for part in parts]
    count = 1
    for each in choices:
        count *= len(each)
    if count > _MOST_SPELLINGS:
        raise ValueError(f"[prose.figures] {' '.join(parts)}")
    spelled = {"".join(words) for words in product(*choices)} - {""}
    return tuple(sorted(spelled, key=lambda word: (-len(word), word)))


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.strip().split("|") if word)


def _terms(text: str) -> Iterator[Term]:
    """Yield the cells of `Data!J6 + Data!J8:J9 - Data!J7`."""
    pieces = _SIGN.split(text)
    for sign, cells in zip(("+", *pieces[1::2]), pieces[::2], strict=True):
        yield from (Term(address, -1 if sign == "-" else 1) for address in cell_range(cells))
