"""What the findings on totals and rules claim about the figures, so that a repair can be seen to answer them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xlsreport.checking.locate.laws import EQUAL, RULE, Declaration, ReviewState
from xlsreport.checking.locate.system import Repair
from xlsreport.model.address import Address
from xlsreport.model.engine import Linear
from xlsreport.model.finding import Finding
from xlsreport.model.form import Rule
from xlsreport.model.workbook import Value

_TOTAL = "M301"
_STORED = "M307"  # a figure typed over, where formulas cannot be seen


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding that `left` over the inputs does not stand in `relation` to `right`; `name` is its law's."""

    finding: Finding
    name: str
    left: Linear
    relation: str
    right: Linear

    def fails(self, values: Mapping[Address, Value]) -> bool:
        """Whether the finding would still be made of `values`."""
        left, right = self.left.over(values), self.right.over(values)
        return left != right if self.relation == EQUAL else (left < right if self.relation == "≥" else left > right)

    def turns_on(self, repair: Repair) -> bool:
        """Whether `repair` changes what the finding is about."""
        terms = ((self.left.terms.get(c, Decimal(0)), self.right.terms.get(c, Decimal(0))) for c, _ in repair)
        return any(left != right for left, right in terms)


def claims_of(seen: ReviewState, declaration: Declaration, findings: Sequence[Finding]) -> Iterator[Claim]:
    """Yield the claims of those findings that only add."""
    rules = {f"{RULE}{rule.id}": rule for rule in seen.case.form.rules if not rule.trial}
    for finding in findings:
        rule = rules.get(finding.code)
        if rule is not None:
            yield from _of_rule(seen, finding, rule)
        elif finding.code in (_TOTAL, _STORED) and finding.address and finding.address in declaration.system.figures:
            yield from _of_total(seen, finding, finding.address)


def applied(values: Mapping[Address, Value], repairs: Iterable[Repair]) -> dict[Address, Value]:
    """Return `values` with every one of `repairs` applied."""
    changes = {cell: as_decimal(value) for repair in repairs for cell, value in repair}
    return {**values, **changes}


def as_decimal(value: Fraction) -> Decimal:
    """Return a fraction that is a decimal as one, exactly."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _of_rule(seen: ReviewState, finding: Finding, rule: Rule) -> Iterator[Claim]:
    formulas, engine = seen.case.form.formulas, seen.case.form.engine
    left = engine.linear(formulas[rule.left], rule.left.sheet)
    right = engine.linear(formulas[rule.right], rule.right.sheet)
    if left is not None and right is not None:
        yield Claim(finding, rule.id, left, rule.relation, right)


def _of_total(seen: ReviewState, finding: Finding, total: Address) -> Iterator[Claim]:
    parts = seen.case.form.engine.linear(seen.case.form.formulas[total], total.sheet)
    if parts is not None:
        yield Claim(finding, str(total), Linear({total: Decimal(1)}), EQUAL, parts)
