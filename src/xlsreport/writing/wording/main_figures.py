"""Which few of a form's figures say the most: those that it names, else judged by how they are computed."""

from collections.abc import Callable

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_parts import UNMEASURED, MainFigure
from xlsreport.model.outcome import Outcome
from xlsreport.model.workbook import Value

_MOST_TOTALS = 12
_MOST = 18


def main_figures(outcome: Outcome) -> tuple[Address, ...]:
    """Return the main figures that the form names, in its order, else those chosen by how they are computed."""
    return most_telling(outcome.form, outcome.received.value)


def named_figures(outcome: Outcome) -> tuple[MainFigure, ...]:
    """Return the main figures with their names and units: the form's short ones, else what its sheets call them."""
    return tuple(figure_at(outcome.form, address) for address in main_figures(outcome))


def figure_at(form: Form, address: Address) -> MainFigure:
    """Return the figure at `address` with its name and unit: the form's short ones, else what its sheets call it."""
    return _named(form, next((each for each in form.main if each.address == address), MainFigure(address)))


def title_of(figure: MainFigure, language: Language) -> str:
    """Return the name of `figure` with its unit, where it has one."""
    return language.text("summary_unit", name=figure.name, unit=figure.unit) if figure.unit else figure.name


def _named(form: Form, figure: MainFigure) -> MainFigure:
    address = figure.address
    measure = form.fields[address].measure if address in form.fields else UNMEASURED
    return MainFigure(address, figure.name or form.label(address) or str(address), figure.unit or measure.unit)


def most_telling(form: Form, value: Callable[[Address], Value]) -> tuple[Address, ...]:
    """Return the main figures of `form`, where `value` says what stands in a cell: see `main_figures`."""
    return tuple(each.address for each in form.main[:_MOST]) or _chosen(form, value)


def _chosen(form: Form, value: Callable[[Address], Value]) -> tuple[Address, ...]:
    """Return the totals that no wider total contains, then figures behind no total that are not zero.

    At most 12 totals (those over the most cells) and 18 in all, in the order of the sheets.
    """
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
