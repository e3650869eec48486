"""N514: the figures of one text against each other, by the form's own laws, whatever the tables say."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.checking.narrative.figure_binding import BoundFigure
from xlsreport.checking.narrative.none_statements import NoneStatement
from xlsreport.model.address import Address
from xlsreport.model.engine import Linear
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


def imbalances(form: Form, said: Mapping[Address, Decimal]) -> Iterator[Imbalance]:
    """Yield the laws over two cells or more on each side that what is said breaks, where every cell is spoken of."""
    for rule in (each for each in form.rules if not each.trial) if len(said) > 2 else ():
        sides = [form.engine.direct(cell) for cell in (rule.left, rule.right) if cell in form.formulas]
        if rule.relation == "=" and len(sides) == 2 and all(_spoken_of(side, said) for side in sides):
            left, right = ([said[cell] for cell in side.terms] for side in sides if side)
            if not _balanced(form, said, sides):
                cells = tuple(cell for side in sides if side for cell in side.terms)
                yield Imbalance(tuple(left), tuple(right), cells)


def _balanced(form: Form, said: Mapping[Address, Decimal], sides: Sequence[Linear | None]) -> bool:
    """Whether two sides are one, a cell that may be told together with another being said so or not."""
    readings = [set(_readings(form, said, side)) for side in sides if side]
    return bool(readings[0] & readings[1])


def _readings(form: Form, said: Mapping[Address, Decimal], side: Linear) -> Iterator[Decimal]:
    total = sum((said[cell] for cell in side.terms), Decimal(0))
    yield total
    also = {cell: other.address for cell, other in form.narrative.also}
    yield from (total - said[also[cell]] for cell in side.terms if also.get(cell) in side.terms)


def _spoken_of(side: Linear | None, said: Mapping[Address, Decimal]) -> bool:
    return (
        side is not None
        and len(side.terms) > 1
        and not side.constant
        and all(factor == 1 and cell in said for cell, factor in side.terms.items())
    )
