"""Which few of a form's figures say the most, judged by how they are computed, not by what they mean."""

from collections.abc import Callable

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.outcome import Outcome
from xlsreport.model.workbook import Value

_MOST_TOTALS = 12
_MOST = 18


def main_figures(outcome: Outcome) -> tuple[Address, ...]:
    """Return the totals that no wider total contains, then figures behind no total that are not zero.

    At most 12 totals (those over the most cells) and 18 in all, in the order of the sheets.
    """
    return most_telling(outcome.form, outcome.received.value)


def most_telling(form: Form, value: Callable[[Address], Value]) -> tuple[Address, ...]:
    """Return the main figures of `form` where `value` says what stands in a cell."""
    totals = sorted(_widest(form), key=lambda address: -len(form.leaves[address]))[:_MOST_TOTALS]
    alone = [address for address in _outside_totals(form) if value(address)]
    order = list(form.layouts)
    return tuple(
        sorted([*totals, *alone[: _MOST - len(totals)]], key=lambda a: (order.index(a.sheet), a.row, a.column))
    )


def _widest(form: Form) -> list[Address]:
    covers = {form.leaves[address] for address in form.totals}
    return [a for a in form.totals if not any(form.leaves[a] < wider for wider in covers)]


def _outside_totals(form: Form) -> list[Address]:
    inside = frozenset[Address]().union(*(form.leaves[address] for address in form.totals))
    return [field.address for field in form.figures if field.address not in inside]
