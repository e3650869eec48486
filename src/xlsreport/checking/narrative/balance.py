"""N514: the figures of one text against each other, by the form's own laws, whatever the tables say."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.none_statements import NoneStatement
from xlsreport.model.address import Address
from xlsreport.model.form import Form


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A law of the form that the figures of a text break: what each side comes to, and the figures by their cells."""

    left: tuple[Decimal, ...]
    right: tuple[Decimal, ...]
    cells: tuple[Address, ...]

    @property
    def difference(self) -> Decimal:
        """How much more the left side is."""
        return sum(self.left, Decimal(0)) - sum(self.right, Decimal(0))


def said_figures(bound: Iterable[BoundFigure], nones: Iterable[NoneStatement]) -> dict[Address, Decimal]:
    """Return what a text says of single cells; nothing of one that it gives two figures for."""
    said: dict[Address, set[Decimal]] = {}
    for each in bound:
        terms = {phrase.terms for phrase in each.phrases}
        if len(terms) == 1 and each.figure.exact and not each.apart:
            _add(said, next(iter(terms)), each.figure.number.value)
    for none in nones:
        for phrase in none.phrases:
            _add(said, phrase.terms, Decimal(0))
    return {cell: next(iter(values)) for cell, values in said.items() if len(values) == 1}


def _add(said: dict[Address, set[Decimal]], terms: Collection[object], value: Decimal) -> None:
    cells = [term.address for term in terms]  # type: ignore[attr-defined]
    if len(cells) == 1:
        said.setdefault(cells[0], set()).add(value)


class BalanceReader:
    """Holds the figures of a text against the laws of a form that have several cells on each side."""

    def __init__(self, form: Form) -> None:
        self._also = {cell: other.address for cell, other in form.narrative.also}
        rules = (rule for rule in form.rules if not rule.trial and rule.relation == "=")
        laws = ([_cells(form, side) for side in (rule.left, rule.right)] for rule in rules)
        self._laws = [(left, right, frozenset((*left, *right))) for left, right in laws if left and right]

    def imbalances(self, said: Mapping[Address, Decimal]) -> Iterator[Imbalance]:
        """Yield the laws that what is said breaks, where every cell of theirs is spoken of."""
        for left, right, cells in self._laws if len(said) > 2 else ():
            if said.keys() >= cells and self._readings(said, left).isdisjoint(self._readings(said, right)):
                yield Imbalance(_said(said, left), _said(said, right), (*left, *right))

    def _readings(self, said: Mapping[Address, Decimal], side: Sequence[Address]) -> set[Decimal]:
        """Return what a side comes to, a cell that may be told together with another being said so or not."""
        total = sum(_said(said, side), Decimal(0))
        told = (self._also[cell] for cell in side if cell in self._also)
        return {total, *(total - said[cell] for cell in told if cell in side)}


def _said(said: Mapping[Address, Decimal], cells: Sequence[Address]) -> tuple[Decimal, ...]:
    return tuple(map(said.__getitem__, cells))


def _cells(form: Form, total: Address) -> tuple[Address, ...]:
    """Return the cells that a total adds; none where it does more than that, or adds one alone."""
    side = form.engine.direct(total) if total in form.formulas else None
    adds = side is not None and not side.constant and all(factor == 1 for factor in side.terms.values())
    return tuple(side.terms) if side is not None and adds and len(side.terms) > 1 else ()
