"""Figures that the coordinator has from other systems, to compare with what departments report."""

from dataclasses import dataclass
from decimal import Decimal

from xlsreport.model.address import Address


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure from another system: whose, which cell of the form it speaks of, and where it comes from.

    `department` is a code, a name or an alias as it was typed; `at` is the row's own cell, for messages.
    """

    department: str
    cell: Address
    figure: Decimal
    source: str
    at: Address
