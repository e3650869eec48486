"""The table `[prose]` of form.toml: the words of a form's texts, and how they combine."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlsreport.model.address import Address, cell_range
from xlsreport.model.narrative import Named, Narrative, Phrase, Piece, Term, Wording

_FIGURE = "#"
_TOPIC = "："
_SIGN = re.compile(r"\s+([+-])\s+")
_CLASS = re.compile(r"<([^<>|]+)>")
_YEAR = re.compile(r"@([+-][0-9])?")
_DEEPEST = 12  # a class that names itself would never end
_PLAIN = (
    "units",
    "elsewhere",
    "published",
    "channels",
    "apart",
    "beside",
    "wider",
    "subjects",
    "statistics",
    "standard",
    "headings",
)
_BOUND = "^"
_ELLIPSIS = "…"


class _Words:
    """The word classes of a form, laid out where a phrase names them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._texts = {name: _words(table, name) for name in table}

    def wording(self, text: str, deep: int = 0) -> Wording:
        """Return what `word|<class> word?` means."""
        return tuple(
            Piece(tuple(self._choices(part.removesuffix("?"), deep)), part.endswith("?")) for part in text.split()
        )

    def _choices(self, part: str, deep: int) -> Iterator[str | Wording]:
        for choice in filter(None, part.split("|")):
            name = _CLASS.fullmatch(choice)
            if name is None:
                yield choice
            else:
                yield from self._members(name[1], deep)

    def _members(self, name: str, deep: int) -> Iterator[str | Wording]:
        if name not in self._texts or deep > _DEEPEST:
            raise ValueError(f"[prose.words] <{name}>")
        for text in self._texts[name]:
            wording = self.wording(text, deep + 1)
            alone = wording[0].choices if len(wording) == 1 and not wording[0].optional else ()
            yield from (alone or (wording,))

    def flat(self, text: str) -> Iterator[str]:
        """Yield the single words of `word|<class>`, as units are."""
        for choice in self._choices(text, 0):
            if not isinstance(choice, str):
                raise ValueError(f"[prose] {text}")
            yield choice


def read_narrative(table: Mapping[str, Any]) -> Narrative:
    """Return what `[prose]` says; raises `ValueError` or `TypeError` naming the entry that is wrong."""
    words = _Words(table.get("words", {}))
    phrases = [
        *(_phrase(words, cells, text) for cells, texts in table.get("figures", {}).items() for text in texts),
        *(_unsaid(words, cells, text) for cells, texts in table.get("none", {}).items() for text in texts),
    ]
    labelled = (*_labelled(words, table, "rows"), *_labelled(words, table, "columns"))
    asked = (*(phrase.topics for phrase in phrases), *(named.topics for named in labelled))
    topics = {topic for topics in asked for topic in topics}
    return Narrative(
        phrases=tuple(phrases),
        topics=tuple((topic, words.wording(topic)) for topic in sorted(topics)),
        labelled=labelled,
        also=tuple(_pairs(table.get("also", {}))),
        selves=tuple((word, part) for part, names in table.get("selves", {}).items() for word in names),
        superseded=tuple((str(old), str(new)) for old, new in table.get("superseded", {}).items()),
        documents=_words(table, "documents"),
        speaking=frozenset(cell for text in table.get("speaking", []) for cell in cell_range(text)),
        **{name: _words(table, name) for name in _PLAIN},
    )


def _words(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    words = table.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise ValueError(f"[prose] {key} = {words}")
    return tuple(words)


def _phrase(words: _Words, cells: str, text: str) -> Phrase:
    """Read `topic|topic： word|<class> word? #unit|unit word`; the figure stands at the end where no `#` says.

    A `^` in front says that the words stand for themselves, and not as the end of another name; a `…` that their
    subject is left out.
    """
    topics, rest = _topic(text)
    parts = rest.removeprefix(_BOUND).removeprefix(_ELLIPSIS).split()
    places = [number for number, part in enumerate(parts) if part.startswith(_FIGURE)] or [len(parts)]
    before, after = (" ".join(some) for some in (parts[: places[0]], parts[places[0] + 1 :]))
    wordings = words.wording(before), words.wording(after)
    if len(places) > 1 or all(piece.optional for wording in wordings for piece in wording):
        raise ValueError(f"[prose.figures] {cells} = {text}")
    units = parts[places[0]].removeprefix(_FIGURE) if places[0] < len(parts) else ""
    return Phrase(
        tuple(_terms(cells)),
        *wordings,
        topics=topics,
        units=tuple(words.flat(units)),
        year=_year(wordings),
        bounded=rest.startswith(_BOUND),
        elliptic=rest.startswith(_ELLIPSIS),
    )


def _topic(text: str) -> tuple[tuple[str, ...], str]:
    """Split `topic|topic： the rest`; the colon may be of half width, as English authors type it."""
    topics, _, rest = text.replace(": ", f"{_TOPIC} ").rpartition(_TOPIC)
    return tuple(filter(None, topics.strip().split("|"))), rest.strip()


def _unsaid(words: _Words, cells: str, text: str) -> Phrase:
    wording = words.wording(text)
    if all(piece.optional for piece in wording):
        raise ValueError(f"[prose.none] {cells} = {text}")
    return Phrase(tuple(_terms(cells)), wording, year=_year((wording,)), unsaid=True)


def _year(wordings: Sequence[Wording]) -> int:
    """Return how far from the period the year is that `@-1` or `@+1` stands for; 0 where none is named."""
    marks = (_YEAR.fullmatch(word) for wording in wordings for word in _leaves(wording))
    return next((int(mark[1]) for mark in marks if mark and mark[1]), 0)


def _leaves(wording: Wording) -> Iterator[str]:
    for piece in wording:
        for choice in piece.choices:
            yield from ((choice,) if isinstance(choice, str) else _leaves(choice))


def _labelled(words: _Words, table: Mapping[str, Any], key: str) -> Iterator[Named]:
    """Read `"Data!J8:J28" = "topic： #unit"`: cells that their own labels name, and what must stand beside."""
    for cells, text in table.get(key, {}).items():
        topics, units = _topic(text)
        if not units.startswith(_FIGURE):
            raise ValueError(f"[prose.{key}] {cells} = {text}")
        yield Named(
            cell_range(cells),
            topics,
            tuple(words.flat(units.removeprefix(_FIGURE))),
            by_column=key == "columns",
        )


def _pairs(table: Mapping[str, str]) -> Iterator[tuple[Address, Term]]:
    """Read `"Data!B2" = "Data!B5"`, or `"- Data!B5"` where the cell may be told without the other."""
    for left, text in table.items():
        cells, others = cell_range(left), tuple(_terms(text.removeprefix("+").strip()))
        if len(cells) != len(others):
            raise ValueError(f"[prose.also] {left} = {text}")
        yield from zip(cells, others, strict=True)


def _terms(text: str) -> Iterator[Term]:
    """Yield the cells of `Data!J6 + Data!J8:J9 - Data!J7`."""
    sign, text = ("-", text[1:].strip()) if text.startswith("-") else ("+", text)
    pieces = _SIGN.split(text)
    for one, cells in zip((sign, *pieces[1::2]), pieces[::2], strict=True):
        yield from (Term(address, -1 if one == "-" else 1) for address in cell_range(cells))
