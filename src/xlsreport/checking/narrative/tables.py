"""N501: a figure of the prose against the cells that it counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from xlsreport.checking.context import Case
from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.phrase_patterns import scale_of
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Operand
from xlsreport.model.form import Form
from xlsreport.model.narrative import Phrase, Term
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class Tables:
    """The values that a review read and computed; cells that rest on an `unsure` input are not judged."""

    form: Form
    values: Mapping[Address, Value]
    results: Mapping[Address, Value]
    unsure: Collection[Address] = frozenset()

    def sum_of(self, terms: Collection[Term]) -> Decimal | None:
        """Return what `terms` come to; None where one is blank or not certain."""
        total = Decimal(0)
        for term in terms:
            value = self._figure(term.address)
            if value is None:
                return None
            total += term.factor * value
        return total

    def together(self, terms: Collection[Term]) -> Decimal | None:
        """Return what `terms` come to with or without the cells that they may be told so; None where they have none."""
        also = dict(self.form.narrative.also)
        if not all(term.address in also for term in terms):
            return None
        return self.sum_of(
            (*terms, *(Term((other := also[term.address]).address, other.factor * term.factor) for term in terms))
        )

    def _figure(self, address: Address) -> Decimal | None:
        leaves = self.form.leaves.get(address, frozenset({address}))
        if not leaves.isdisjoint(self.unsure) or not any(leaf in self.values for leaf in leaves):
            return None
        value = self.values.get(address, self.results.get(address))
        return value if isinstance(value, Decimal) else None

    def operands(self, terms: Collection[Term]) -> tuple[Operand, ...]:
        """Return the cells of `terms` with their values; for a total alone, the cells that it adds."""
        cells = [term.address for term in terms]
        direct = self.form.engine.direct(cells[0]) if len(cells) == 1 and cells[0] in self.form.formulas else None
        shown = tuple(direct.terms) if direct else cells
        return tuple(Operand(cell, self.values.get(cell, self.results.get(cell))) for cell in shown)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A figure that is not what its cells come to, in the unit of those cells."""

    bound: BoundFigure
    said: Decimal
    counted: Decimal

    @property
    def phrase(self) -> Phrase:
        """The one phrase that binds it."""
        return self.bound.phrases[0]


def mismatch(bound: BoundFigure, tables: Tables) -> Mismatch | None:
    """Return how a figure differs from its cells; None where it does not, or may not be compared.

    What may mean several things is only wrong where it can mean one.
    """
    if bound.apart or not bound.figure.exact or not bound.phrases:
        return None
    phrase, *others = bound.phrases
    counted = None if any(each.terms != phrase.terms for each in others) else tables.sum_of(phrase.terms)
    if counted is None:
        return None
    scale = scale_in(phrase, bound.figure.unit)
    said, step = bound.figure.number.value / scale, bound.figure.number.step / scale
    if says(said, step, counted):
        return None
    together = tables.together(phrase.terms)
    fits = together is not None and says(said, step, together)
    return None if fits else Mismatch(bound, said, counted)


def scale_in(phrase: Phrase, unit: str) -> int:
    """Return how many of `unit` make one of what the cells of `phrase` are in: 10,000 of 元 make a 万元."""
    return next((scale for scale, plain in map(scale_of, phrase.units) if plain == unit), 1)


def says(said: Decimal, step: Decimal, counted: Decimal) -> bool:
    """Whether `said` is `counted`, rounded or cut to the last digit that was written (`128.56` for 128.5637)."""
    if said == counted:
        return True
    digits = counted / step
    return said / step in (digits.to_integral_value(way) for way in (ROUND_HALF_UP, ROUND_DOWN))


def finding(case: Case, place: Address, wrong: Mismatch, quoted: str, tables: Tables) -> Finding:
    """Return the query about a figure, with the words that it was bound by."""
    difference = wrong.said - wrong.counted
    terms = wrong.phrase.terms
    return case.finding(
        "N501",
        place,
        {"quoted": quoted, "cells": expression(terms), "gap": case.gap(difference)},
        found=wrong.said,
        expected=wrong.counted,
        difference=difference,
        operands=tables.operands(terms),
    )


def quoted(bound: BoundFigure, text: str) -> str:
    """Return the words of a figure as they stand in `text`, with those after it that bind it."""
    return text[bound.start : max(bound.figure.end, bound.end)]


def expression(terms: Collection[Term]) -> str:
    """Return cells as a sentence shows them: `Data!J6 + Data!J8:J9`."""
    runs: list[list[Term]] = []
    for term in terms:
        if runs and _continues(runs[-1][-1], term):
            runs[-1].append(term)
        else:
            runs.append([term])
    shown = "".join(f" {'-' if run[0].factor < 0 else '+'} {_area(run)}" for run in runs)
    return shown.removeprefix(" + ")


def _continues(one: Term, other: Term) -> bool:
    here, there = one.address, other.address
    step = (there.row - here.row, there.column - here.column)
    return here.sheet == there.sheet and one.factor == other.factor and step in ((0, 1), (1, 0))


def _area(run: list[Term]) -> str:
    first, last = run[0].address, run[-1].address
    return str(first) if first == last else f"{first}:{last.cell}"
