"""N512: figures about what the form counts that stand in none of its cells."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from xlsreport.checking.narrative.binding import Bound
from xlsreport.checking.narrative.parts import Sum
from xlsreport.checking.narrative.tables import Tables
from xlsreport.model.narrative import Narrative


def known_numbers(tables: Tables, narrative: Narrative) -> frozenset[Decimal]:
    """Return every number of the tables, and what the form's phrases sum.

    What a form computes besides, as how long a text is or how many cells are blank, supports nothing.
    """
    values = (*tables.values.values(), *(tables.results.get(cell) for cell in tables.form.totals))
    sums = (tables.sum_of(phrase.terms) for phrase in narrative.phrases)
    return frozenset(value for value in (*values, *sums) if isinstance(value, Decimal))


def candidates(bound: Iterable[Bound], text: str, narrative: Narrative) -> Iterator[Bound]:
    """Yield the exact figures whose sentence is about what the form counts and whose words do not say which cell."""
    for each in bound:
        sentence = text[slice(*each.figure.sentence)]
        loose = each.figure.exact and not each.phrases and not each.apart and each.figure.unit in narrative.marks.units
        if loose and any(subject in sentence for subject in narrative.subjects):
            yield each


def without_sums(bound: Iterable[Bound], sums: Iterable[Sum]) -> Iterator[Bound]:
    """Yield the figures that are neither the sum nor a part of a list that adds up."""
    right = [each for each in sums if not each.wrong]
    proved = {each.whole.figure for each in right} | {part.figure for each in right for part in each.parts}
    yield from (each for each in bound if each.figure not in proved)
