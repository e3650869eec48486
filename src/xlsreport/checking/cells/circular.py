"""V: a formula in an input that leads back to its own cell, of which Excel shows 0 and says nothing more."""

from xlsreport.checking.context import Case
from xlsreport.model.address import Address

_MOST = 2_000  # formulas that are followed from one cell


def circle_of(case: Case, address: Address) -> tuple[Address, ...]:
    """Return the cells through which the formula at `address` reads itself, it first; empty where it does not."""
    ways: dict[Address, tuple[Address, ...]] = {address: (address,)}
    open_ = [address]
    while open_ and len(ways) <= _MOST:
        cell = open_.pop(0)
        formula = case.book.at(cell).formula
        read = case.form.engine.precedents(formula, cell.sheet) if formula else frozenset()
        if address in read:
            return ways[cell]
        for other in sorted(each for each in read if each not in ways and case.book.at(each).formula):
            ways[other] = (*ways[cell], other)
            open_.append(other)
    return ()
