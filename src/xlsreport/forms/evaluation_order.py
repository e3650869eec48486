"""The order in which a form's formulas are computed here, each from cells that are known by then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsreport.forms.compiled import Compiled, Unsupported, compiled
from xlsreport.forms.formulas import cells_of, parsed, references
from xlsreport.model.address import Address
from xlsreport.model.engine import Linear
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class LinearSum:
    """A formula that only adds, over the cells that it names: `plus` and `minus` once each, the others by a factor."""

    constant: Decimal
    plus: tuple[Address, ...]
    minus: tuple[Address, ...]
    others: tuple[tuple[Address, Decimal], ...]

    def over(self, known: Mapping[Address, Value]) -> Decimal:
        """Return its exact value; a cell that holds no number adds nothing, as in Excel's SUM."""
        get = known.get
        total = self.constant
        for address in self.plus:
            if type(value := get(address)) is Decimal:
                total += value
        for address in self.minus:
            if type(value := get(address)) is Decimal:
                total -= value
        for address, factor in self.others:
            if type(value := get(address)) is Decimal:
                total += factor * value
        return total


def adding(linear: Linear, constants: Mapping[Address, Any]) -> LinearSum:
    """Return `linear` ready to be computed, with the form's constants put in."""
    fixed = {cell: Decimal(repr(constants[cell])) for cell in linear.terms if cell in constants}
    terms = {cell: factor for cell, factor in linear.terms.items() if cell not in fixed}
    return LinearSum(
        constant=linear.constant + sum((linear.terms[cell] * value for cell, value in fixed.items()), Decimal(0)),
        plus=tuple(cell for cell, factor in terms.items() if factor == 1),
        minus=tuple(cell for cell, factor in terms.items() if factor == -1),
        others=tuple((cell, factor) for cell, factor in terms.items() if abs(factor) != 1),
    )


def compiled_all(formulas: Mapping[Address, str], addresses: Iterable[Address]) -> dict[Address, Compiled]:
    """Return those of `addresses` whose formulas can be compiled."""
    found: dict[Address, Compiled] = {}
    for address in addresses:
        tree = parsed(formulas[address])
        try:
            if tree is not None:
                found[address] = compiled(tree, address.sheet)
        except Unsupported:
            continue
    return found


def evaluation_order(formulas: Mapping[Address, str]) -> tuple[Address, ...]:
    """Return the formulas' cells so that each comes after those that it reads; cells in a circle are left out."""
    done: dict[Address, bool] = {}  # False while it is being visited

    def visit(address: Address) -> bool:
        if address not in done:
            done[address] = False
            tree = parsed(formulas[address])
            read = [c for text in references(tree) for c in cells_of(text, address.sheet)] if tree else []
            if all(visit(cell) for cell in read if cell in formulas):
                del done[address]
                done[address] = True  # at the end: after all that it reads
        return done[address]

    for address in formulas:
        visit(address)
    return tuple(address for address, sound in done.items() if sound)
