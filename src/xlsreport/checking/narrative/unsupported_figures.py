"""N512: figures about what the form counts that stand in none of its cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.figures import PERCENT
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.listed_sum import ListedSum
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.tables import Tables
from xlsreport.model.narrative import Narrative

_CLAUSE = re.compile(r"[，；：。\n]")


def known_numbers(tables: Tables, narrative: Narrative) -> frozenset[Decimal]:
    """Return every number of the tables, and what the form's phrases sum.

    What a form computes besides, as how long a text is or how many cells are blank, supports nothing.
    """
    values = (*tables.values.values(), *(tables.results.get(cell) for cell in tables.form.totals))
    sums = (tables.sum_of(phrase.terms) for phrase in narrative.phrases)
    return frozenset(value for value in (*values, *sums) if isinstance(value, Decimal))


def candidates(
    bound: Sequence[BoundFigure], passage: Passage, lexicon: Lexicon, subjects: Sequence[str]
) -> Iterator[BoundFigure]:
    """Yield the exact figures whose clause is about what the form counts and whose words do not say which cell."""
    text = passage.words
    parts = {each.figure.sentence for each in bound if each.phrases and each.apart}
    for each in bound:
        figure = each.figure
        loose = figure.exact and not each.phrases and not each.apart and figure.unit != PERCENT
        if loose and any(subject in _clause(text, each) for subject in subjects):
            before = text[figure.sentence[0] : figure.start]
            if figure.sentence not in parts and not lexicon.elsewhere.search(before):
                yield each


def _clause(text: str, each: BoundFigure) -> str:
    start, end = each.figure.sentence
    before = _CLAUSE.split(text[start : each.figure.start])[-1]
    return before + _CLAUSE.split(text[each.figure.start : end])[0]


def without_sums(bound: Sequence[BoundFigure], sums: Iterable[ListedSum]) -> Iterator[BoundFigure]:
    """Yield the figures that are neither the sum nor a part of a list that adds up."""
    if not bound:
        return
    right = [listed for listed in sums if not listed.wrong]
    proved = {listed.whole.figure for listed in right} | {part.figure for listed in right for part in listed.parts}
    yield from (each for each in bound if each.figure not in proved)
