"""The unlocked cells that formulas rest on."""

from collections.abc import Collection, Mapping

from xlsreport.model.address import Address
from xlsreport.model.engine import Engine


def leaves_of(
    engine: Engine, formulas: Mapping[Address, str], inputs: Collection[Address]
) -> dict[Address, frozenset[Address]]:
    """Return for each of `formulas` the `inputs` behind it, directly or through others."""
    known: dict[Address, frozenset[Address]] = {}

    def leaves(address: Address) -> frozenset[Address]:
        if address not in known:
            known[address] = frozenset()  # a circle ends here
            below = engine.precedents(formulas[address], address.sheet)
            own = {cell for cell in below if cell in inputs}
            known[address] = frozenset(own).union(*(leaves(cell) for cell in below if cell in formulas))
        return known[address]

    return {address: leaves(address) for address in formulas}
