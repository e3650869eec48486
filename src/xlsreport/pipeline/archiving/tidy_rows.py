"""Figures and texts as the rows of tidy data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.archive.tables import TextRow, ValueRow
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.workbook import Value

_WITH_FIGURES = (Standing.ACCEPTED, Standing.HELD)


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose figures they are: a department's, or without a code the whole's."""

    period: int
    code: str
    name: str
    figures: Mapping[Address, Value]


def tellers(outcome: Outcome) -> Iterator[Teller]:
    """Yield the departments whose submission counts or is held, in the roster's order, and the whole at last."""
    for entry in outcome.entries:
        compared = entry.aside == entry.code  # a node's consolidated workbook: its units tell its figures
        if entry.standing in _WITH_FIGURES and entry.department is not None and not compared:
            figures = {**entry.review.results, **entry.review.values}
            yield Teller(outcome.period, entry.department.code, entry.department.name, figures)
    total = {**outcome.total.results, **outcome.total.values}
    yield Teller(outcome.period, "", outcome.whole.identity.name, total)


def value_rows(form: Form, whose: Iterable[Teller], left_out: Iterable[Address] = ()) -> Iterator[ValueRow]:
    """Yield a row for every number of the form, the rules sheet and the cells `left_out` aside."""
    unseen = frozenset(left_out)
    places = [each for each in (*form.fields, *form.formulas) if each.sheet != form.rules_sheet and each not in unseen]
    for teller in whose:
        for address in places:
            value = teller.figures.get(address)
            if isinstance(value, Decimal):
                yield _value_row(form, teller, address, value)


def text_rows(form: Form, whose: Iterable[Teller]) -> Iterator[TextRow]:
    """Yield a row for every text that was filled in."""
    for teller in whose:
        for address in form.fields:
            value = teller.figures.get(address)
            if isinstance(value, str) and value and address.sheet != form.rules_sheet:
                yield TextRow(teller.period, teller.code, teller.name, address.sheet, address.cell, value)


def _value_row(form: Form, teller: Teller, address: Address, value: Decimal) -> ValueRow:
    field = form.fields.get(address)
    unit = field.measure.unit if field else ""
    who = (teller.period, teller.code, teller.name)
    return ValueRow(*who, address.sheet, address.cell, form.label(address), value, unit)
