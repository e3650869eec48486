"""Which few of a form's figures say the most: those that it names, else judged by how they are computed."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_parts import UNMEASURED, MainFigure
from xlsreport.model.joining import Joining
from xlsreport.model.outcome import Outcome
from xlsreport.model.workbook import Value

_MOST_TOTALS = 12
_MOST_RATES = 6
_OF_NOBODY = (Joining.SAME, Joining.NONE)
_ADDED = (Joining.SUM, Joining.LISTED)
_MOST = 18
_WORDS = re.compile(r"[\s()（）]+")


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
    """Return the name of `figure` with its unit, where it has one that the name does not say: Requests received."""
    said = not figure.unit or figure.unit.casefold() in _WORDS.split(figure.name.casefold())
    return figure.name if said else language.text("summary_unit", name=figure.name, unit=figure.unit)


def _named(form: Form, figure: MainFigure) -> MainFigure:
    address = figure.address
    measure = form.fields[address].measure if address in form.fields else UNMEASURED
    return MainFigure(address, figure.name or form.label(address) or str(address), figure.unit or measure.unit)


def most_telling(form: Form, value: Callable[[Address], Value]) -> tuple[Address, ...]:
    """Return the main figures of `form`, where `value` says what stands in a cell: see `main_figures`."""
    return tuple(each.address for each in form.main[:_MOST]) or _chosen(form, value)


def _chosen(form: Form, value: Callable[[Address], Value]) -> tuple[Address, ...]:
    """Return totals that no wider total contains, then rates, then figures behind no total that are not zero.

    At most 12 totals (those over the most cells), 6 rates and 18 in all. What is added up comes before what is joined
    otherwise, and what is the same for everybody, as an exchange rate, or joined for nobody comes last.
    """
    totals = sorted(_widest(form), key=lambda address: -len(form.leaves[address]))[:_MOST_TOTALS]
    rates = [a for a in form.totals if not _adds(form, a) and isinstance(value(a), Decimal)][:_MOST_RATES]
    alone = sorted((a for a in _outside_totals(form) if value(a)), key=lambda a: (_rank(form, a), _place(form, a)))
    ordered = (*_in_place(form, totals), *_in_place(form, rates), *alone)
    return ordered[:_MOST]


def _rank(form: Form, address: Address) -> int:
    how = form.fields[address].joining
    return 2 if how in _OF_NOBODY else 0 if how is Joining.SUM else 1


def _place(form: Form, address: Address) -> tuple[int, int, int]:
    return list(form.layouts).index(address.sheet), address.row, address.column


def _in_place(form: Form, addresses: Iterable[Address]) -> list[Address]:
    return sorted(addresses, key=lambda address: _place(form, address))


def _adds(form: Form, address: Address) -> bool:
    """Whether a formula only adds figures that are added up themselves: then it is a total and no rate."""
    linear = form.engine.linear(form.formulas[address], address.sheet)
    return linear is not None and all(form.fields[cell].joining in _ADDED for cell in linear.terms)


def _widest(form: Form) -> list[Address]:
    """Return the totals over cells that no other total has all of; of those over the same cells the first."""
    totals = [address for address in form.totals if _adds(form, address)]
    covers = {form.leaves[address]: address for address in reversed(totals)}
    return [a for cells, a in covers.items() if not any(cells < wider for wider in covers)]


def _outside_totals(form: Form) -> list[Address]:
    inside = frozenset[Address]().union(*(form.leaves[address] for address in form.totals))
    return [field.address for field in form.figures if field.address not in inside or _rank(form, field.address) == 2]
