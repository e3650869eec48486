"""Figures that are a part of what their words count: they are compared with no cell."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.figures import ProseFigure
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.listed_sum import ListedSum
from xlsreport.model.address import Address
from xlsreport.model.form import Form

_CLAUSE = re.compile(r"[，；：。\n]")


def part_figures(
    form: Form, lexicon: Lexicon, text: str, bound: Sequence[BoundFigure], listed: Sequence[ListedSum]
) -> frozenset[ProseFigure]:
    """Return the figures that only seem to count all of their cells."""
    return frozenset((*_of_the_same(listed), *_by_channel(lexicon, text, bound), *_side_by_side(form, bound)))


def _of_the_same(listed: Sequence[ListedSum]) -> Iterator[ProseFigure]:
    """Yield the parts of a whole whose words count what the whole counts: they came by one way, or of one kind."""
    for each in listed:
        whole = {phrase.terms for phrase in each.whole.phrases}
        for part in each.parts:
            if whole & {phrase.terms for phrase in part.phrases}:
                yield part.figure


def _by_channel(lexicon: Lexicon, text: str, bound: Sequence[BoundFigure]) -> Iterator[ProseFigure]:
    """Yield what came by one way where its sentence counts something else besides."""
    for each in bound:
        start, end = each.figure.sentence
        if each.phrases and lexicon.channels.search(_CLAUSE.split(text[start : each.figure.start])[-1]):
            others = (o for o in bound if o is not each and start <= o.figure.start < end)
            if any(other.figure.unit == each.figure.unit for other in others):
                yield each.figure


def _side_by_side(form: Form, bound: Sequence[BoundFigure]) -> Iterator[ProseFigure]:
    """Yield a total that stands among its own parts, and comes with them to an earlier figure of the sentence."""
    counted = [_cells(form, each) for each in bound]
    for number, (each, own) in enumerate(zip(bound, counted, strict=True)):
        behind = [o for o in bound[number + 1 :] if o.figure.sentence == each.figure.sentence]
        if not own or not any(cells and cells < own for cells in counted[number + 1 : number + 1 + len(behind)]):
            continue
        runs = set(accumulate((o.figure.number.value for o in behind), initial=each.figure.number.value))
        earlier = {o.figure.number.value for o in bound[:number] if o.figure.sentence == each.figure.sentence}
        if (runs - {each.figure.number.value}) & (earlier - {Decimal(0)}):
            yield each.figure


def _cells(form: Form, bound: BoundFigure) -> frozenset[Address]:
    cells = [term.address for phrase in bound.phrases[:1] for term in phrase.terms]
    leaves = [form.leaves.get(cell, frozenset({cell})) for cell in cells]
    return leaves[0] if len(leaves) == 1 else frozenset().union(*leaves)
