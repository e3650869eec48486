"""The rules that only add, each as what a sum must keep to; their breaches are what it must not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.checking.milp import Between, Numbers
from xlsreport.model.address import Address
from xlsreport.model.engine import Linear
from xlsreport.model.form import Form, Kind, Rule

_ZERO = Decimal(0)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class RuleLaw:
    """A rule over inputs alone: its left side less its right one, and the least by which it can be broken."""

    rule: Rule
    gap: Linear
    step: Decimal

    @property
    def kept(self) -> Between:
        """What the sum keeps to where the rule holds."""
        least = None if self.rule.relation == "≤" else _ZERO
        most = None if self.rule.relation == "≥" else _ZERO
        return Between(self.gap, least, most)

    @property
    def breaches(self) -> tuple[Between, ...]:
        """The ways in which it is broken: too much, too little, or both."""
        above, below = self.exceeding
        return {"=": (above, below), "≤": (above,), "≥": (below,)}[self.rule.relation]

    @property
    def exceeding(self) -> tuple[Between, Between]:
        """The left side above the right one, and below it, be that a breach or not."""
        return Between(self.gap, least=self.step), Between(self.gap, most=-self.step)


def laws_of(inspected: Inspected) -> tuple[RuleLaw, ...]:
    """Return the rules that only add; those of cells that were mended are left out."""
    return tuple(_laws(inspected.form, inspected.spoiled))


def _laws(form: Form, spoiled: frozenset[Address]) -> Iterator[RuleLaw]:
    for rule in form.rules:
        if not touched(form, rule, spoiled) and (law := law_of(form, rule)) is not None:
            yield law


def touched(form: Form, rule: Rule, spoiled: frozenset[Address]) -> bool:
    """Whether a rule rests on a cell that was mended to read on."""
    sides = (rule.left, rule.right, rule.result)
    row = {Address(rule.result.sheet, rule.result.row, column) for column in range(1, 10)}
    return bool({part for side in sides for part in (*row, *form.engine.parts(side), *form.leaves[side])} & spoiled)


def law_of(form: Form, rule: Rule) -> RuleLaw | None:
    """Return what a rule says of inputs, None for one that does more than add."""
    left, right = (form.engine.linear(form.formulas[cell], cell.sheet) for cell in (rule.left, rule.right))
    if left is None or right is None:
        return None
    gap = _less(left, right)
    known = all(cell in form.fields and form.fields[cell].kind.numeric for cell in gap.terms)
    return RuleLaw(rule, gap, _step(gap, form)) if known else None


def _less(one: Linear, other: Linear) -> Linear:
    terms = dict(one.terms)
    for cell, factor in other.terms.items():
        terms[cell] = terms.get(cell, _ZERO) - factor
    return Linear({cell: factor for cell, factor in terms.items() if factor}, one.constant - other.constant)


def _step(gap: Linear, form: Form) -> Decimal:
    """Return the least by which a sum can differ from another: whole numbers by one."""
    whole = all(form.fields[cell].kind is Kind.COUNT for cell in gap.terms)
    exact = all(number == number.to_integral_value() for number in (*gap.terms.values(), gap.constant))
    return Decimal(1) if whole and exact else _HUNDREDTH


def numbers_of(form: Form) -> Numbers:
    """Return the numeric inputs of a form."""
    return Numbers(form.fields.values())
