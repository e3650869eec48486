"""`[values]` of form.toml: what numbers are measured in, and what a cell accepts that its validation cannot say."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsreport.decoding import decoded
from xlsreport.forms.schema import MeasureTable
from xlsreport.model.address import Address, cell_range
from xlsreport.model.form import Kind
from xlsreport.model.form_parts import Measure, Range, WordMeaning


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a cell accepts where its validation cannot say it: words too, or a number as a formula tests it."""

    kind: Kind
    least: Decimal | None
    most: Decimal | None


def measure(cells: str, entry: Any) -> Measure:
    """Return what an entry of `[values]` says of its numbers; raises `MisfitError` or `ValueError` with the entry."""
    said = decoded(entry, MeasureTable, ("values", cells))
    if (said.instead or said.factor is not None) and not (said.unit and said.instead and said.factor):
        raise ValueError(f"[values] {cells} = {entry}")
    factor = None if said.factor is None else Decimal(said.factor)
    where = f"[values] {cells} = {entry}"
    words = {word: _meaning(meaning, where) for word, meaning in said.words.items()}
    if said.rounded and said.decimals is None:
        raise ValueError(where)  # to what it was rounded
    return Measure(said.unit, said.instead, factor, said.decimals, said.rounded, _plausible(said, where), words)


def accepted(cells: str, entry: Any) -> Iterator[tuple[Address, Accepted]]:
    """Yield the cells of an entry of `[values]` whose validation cannot say what they accept."""
    said = decoded(entry, MeasureTable, ("values", cells))
    least, most = (None if end is None else Decimal(str(end)) for end in (said.least, said.most))
    if said.kind is not None:
        says = Accepted(Kind.COUNT if said.kind == "whole" else Kind.AMOUNT, least, most)
        yield from ((cell, says) for cell in cell_range(cells))


def _meaning(said: Any, where: str) -> WordMeaning:
    """Return what a word means when joined; raises `ValueError` with `where` for bounds that end before they begin."""
    if isinstance(said, str):
        return WordMeaning(left_out=said == "left out")
    least, most = (Decimal(str(end)) for end in (said if isinstance(said, tuple) else (said, said)))
    if least > most:
        raise ValueError(where)
    return WordMeaning(bounds=Range(least, most))


def _plausible(said: MeasureTable, text: str) -> dict[str, Range]:
    """Return the plausible ranges by level; raises `ValueError` with `text` for one that ends before it begins."""
    bounds = said.plausible or {}
    by_level = bounds if isinstance(bounds, dict) else {"": bounds}
    ranges = {level: Range(*(Decimal(str(end)) for end in pair)) for level, pair in by_level.items()}
    if any(each.least > each.most for each in ranges.values()):
        raise ValueError(text)
    return ranges
