"""The laws of the form over what was read: its totals and its rules of equality, where all their figures are known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.engine import Linear
from xlsreport.model.form import Form
from xlsreport.model.rounding import room_of_rule, room_of_total

_EQUAL = "="


@dataclass(frozen=True, slots=True)
class ReportLaw:
    """A law by name, over the cells that a report prints: `left` and `right` are the same where it holds."""

    name: str
    left: Linear
    right: Linear

    @property
    def cells(self) -> frozenset[Address]:
        """The cells that it binds."""
        return frozenset((*self.left.terms, *self.right.terms))

    def holds(self, values: Mapping[Address, Decimal]) -> bool:
        """Whether it holds for `values`, which has all its cells."""
        return same(self.left.over(values), self.right.over(values))


def report_laws(form: Form, cells: frozenset[Address]) -> tuple[ReportLaw, ...]:
    """Return the laws of `form` over `cells`, the figures that its report prints."""
    return tuple(law for law in _laws(form) if law.cells <= cells)


def _laws(form: Form) -> Iterator[ReportLaw]:
    for total in form.totals:
        parts = None if room_of_total(form, total) else form.engine.direct(total)
        if parts is not None:
            yield ReportLaw(str(total), Linear({total: Decimal(1)}), parts)
    yield from _crosswise(form)
    for rule in form.department_rules:
        left, right = form.engine.direct(rule.left), form.engine.direct(rule.right)
        if rule.relation == _EQUAL and left and right and left.terms and right.terms and not room_of_rule(form, rule):
            yield ReportLaw(rule.id, left, right)


def _crosswise(form: Form) -> Iterator[ReportLaw]:
    """Yield that a total of totals is the sum of those that part the same figures the other way, rows for columns."""
    sums = {total: form.leaves[total] for total in form.totals if _only_adds(form, total)}
    for total, leaves in sums.items():
        direct = form.engine.direct(total)
        own = direct.terms.keys() if direct else frozenset()
        if not own <= sums.keys():
            continue
        others = [each for each, parts in sums.items() if each != total and each not in own and parts < leaves]
        if (
            sum(len(sums[each]) for each in others)
            == len(leaves)
            == len(frozenset[Address]().union(*(sums[each] for each in others)))
        ):
            yield ReportLaw(str(total), Linear({total: Decimal(1)}), Linear(dict.fromkeys(others, Decimal(1))))


def _only_adds(form: Form, total: Address) -> bool:
    direct = form.engine.direct(total)
    return direct is not None and direct.constant == 0 and set(direct.terms.values()) == {Decimal(1)}
