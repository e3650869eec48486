"""What rounding allows: a figure that was rounded stands for all that are rounded to it (XBRL Calculations 1.1).

A total and its parts agree where a figure of each interval can be found so that the sum holds: where they differ by no
more than half a unit of the last decimal of each, together.
"""

from decimal import Decimal

from xlsreport.model.address import Address
from xlsreport.model.engine import Linear
from xlsreport.model.form import Form, Rule

_HALF = Decimal("0.5")


def half_unit(form: Form, cell: Address) -> Decimal:
    """Return how far the true figure of a cell may be from what stands there; 0 where the form does not round it."""
    field = form.fields.get(cell)
    if field is None or not field.measure.rounded or field.measure.decimals is None:
        return Decimal(0)
    return _HALF.scaleb(-field.measure.decimals)


def room_of_total(form: Form, total: Address) -> Decimal:
    """Return by how much a total that was rounded itself, as coarsely as a part, may differ from its parts' sum."""
    linear = form.engine.linear(form.formulas[total], total.sheet) if form.rounded else None
    if linear is None:
        return Decimal(0)
    return _room(form, linear) + max((half_unit(form, cell) for cell in linear.terms), default=Decimal(0))


def room_of_rule(form: Form, rule: Rule) -> Decimal:
    """Return by how much the two sides of a rule that adds may differ; 0 where one side does more."""
    if not form.rounded:
        return Decimal(0)
    sides = [form.engine.linear(form.formulas[side], side.sheet) for side in (rule.left, rule.right)]
    terms: dict[Address, Decimal] = {}
    for sign, linear in zip((1, -1), sides, strict=True):
        if linear is None:
            return Decimal(0)
        for cell, factor in linear.terms.items():
            terms[cell] = terms.get(cell, Decimal(0)) + sign * factor
    return _room(form, Linear(terms))


def _room(form: Form, linear: Linear) -> Decimal:
    return sum((abs(factor) * half_unit(form, cell) for cell, factor in linear.terms.items()), Decimal(0))
