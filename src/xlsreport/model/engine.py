"""What can be done with a form's workbook, and formulas that only add."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from xlsreport.model.address import Address
from xlsreport.model.marks import Annotations
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class Linear:
    """A formula that only adds: the sum of `terms` (cell → factor) plus `constant`."""

    terms: Mapping[Address, Decimal]
    constant: Decimal = Decimal(0)

    def over(self, values: Mapping[Address, Value]) -> Decimal:
        """Return its exact value; a cell that holds no number adds nothing, as in Excel's SUM."""
        total = self.constant
        for address, factor in self.terms.items():
            if isinstance(value := values.get(address), Decimal):
                total += factor * value
        return total


class Equality(StrEnum):
    """How a sender's formula compares with the form's."""

    SAME = "same"
    EQUIVALENT = "equivalent"
    DIFFERENT = "different"


class Engine(Protocol):
    """What can be done with a form's workbook; `forms` supplies it."""

    def evaluate(self, values: Mapping[Address, Value]) -> Mapping[Address, Value]:
        """Return every formula's result with the unlocked cells set to `values`, blank where absent."""

    def resting_on(
        self, holes: frozenset[Address], words: frozenset[Address] = frozenset()
    ) -> Mapping[Address, frozenset[Address]]:
        """Return the formulas that cannot be known where `holes` are not, each with those of them that it rests on.

        In `words` stands a word that says no number: what only adds up, counts or compares ranges leaves it out.
        """

    def compare(self, formula: str, address: Address) -> Equality:
        """Compare a sender's `formula` with the form's own at `address`."""

    def precedents(self, formula: str, sheet: str) -> frozenset[Address]:
        """Return the cells that `formula` on `sheet` reads directly; empty where it cannot be parsed."""

    def linear(self, formula: str, sheet: str) -> Linear | None:
        """Return `formula` on `sheet` over unlocked numeric cells alone; None where it does not only add."""

    def direct(self, address: Address) -> Linear | None:
        """Return the form's formula at `address` over the cells that it names; None where it does not only add."""

    def renamed(self, formula: str, rename: Callable[[str], str]) -> str:
        """Return `formula` with `rename` applied to every reference in it; as it is where it cannot be parsed."""

    def parts(self, address: Address) -> frozenset[Address]:
        """Return the formulas of the form that its formula at `address` rests on, directly or through others."""

    def fill(
        self, values: Mapping[Address, Value], locked: Sequence[Address] = (), marks: Annotations | None = None
    ) -> bytes:
        """Return the form's workbook with `values` typed in, results stored, `locked` cells locked, `marks` on it."""
