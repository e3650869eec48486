"""The laws of a form over what a workbook declares, all read from the form's formulas and its rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from xlsreport.checking.cells.carry_over import known_cells
from xlsreport.checking.cells.typed_numbers import number_in
from xlsreport.checking.cells.values import Reading
from xlsreport.checking.context import Case
from xlsreport.checking.locate.form_laws import form_laws, is_declared, law_of
from xlsreport.checking.locate.independence import independent
from xlsreport.checking.locate.system import Law, System, Variable
from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.engine import Linear
from xlsreport.model.finding import Finding
from xlsreport.model.form import Field, Kind, Role, Rule
from xlsreport.model.workbook import Value

EQUAL = "="
RULE = "T-"


@lru_cache(maxsize=4096)  # most figures are small, and most cells accept the same
def _variable(
    value: Decimal, bounds: tuple[Decimal | None, Decimal | None], whole: bool, amount: bool, carried: bool
) -> Variable:
    minimum, maximum = (None if bound is None else Fraction(bound) for bound in bounds)
    return Variable(Fraction(value), minimum, maximum, whole=whole, amount=amount, trusted=carried)


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What a review has seen before it locates: the sound sheets, what was read, and what the form makes of it."""

    case: Case
    sheets: Collection[str]
    reading: Reading
    values: Mapping[Address, Value]
    results: Mapping[Address, Value]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A workbook's figures under the form's laws; `open` are the laws that want a figure that was not read."""

    system: System
    open: tuple[Law, ...]


def declared(seen: ReviewState, findings: Iterable[Finding] = ()) -> Declaration:
    """Return what a workbook declares, and the laws that it is under.

    A query among `findings` that the department explained is no law: it binds no proposal.
    """
    return _Declared(seen, frozenset(f.code for f in findings if f.explanation is not None)).declaration()


class _Declared:
    def __init__(self, seen: ReviewState, explained: frozenset[str]) -> None:
        self.seen = seen
        self.explained = explained
        self.form = seen.case.form
        self.typed = {a: number for a in self.form.totals if (number := self._typed(a)) is not None}
        self.known = frozenset(known_cells(seen.case))
        self.figures = {a: f for a, field in self.form.fields.items() if (f := self._input(a, field)) is not None}
        few = len(self.typed) * 2 <= len(self.form.totals)
        self.figures |= {a: self._total(a, number, few) for a, number in self.typed.items()}
        self.laws = form_laws(self.form, frozenset(self.typed), self.known, seen.values)

    def declaration(self) -> Declaration:
        laws = [law for address in self.typed if (law := self.laws.of_total(address)) is not None]
        judged = (rule for rule in self.form.department_rules if self._judged(rule))
        rules = [(rule, law) for rule in judged if (law := self.laws.of_rule(rule))]
        equal = independent([*laws, *(law for rule, law in rules if rule.relation == EQUAL)])
        equal += tuple(law for law in self._confirmed() if self._closed(law))
        limits = tuple(law for rule, law in rules if rule.relation != EQUAL and self._closed(law))
        closed = tuple(law for law in equal if self._closed(law))
        return Declaration(System(self.figures, closed, limits), tuple(law for law in equal if not self._closed(law)))

    def _closed(self, law: Law) -> bool:
        """Whether every figure of a law was read, and everything that its totals rest on."""
        return all(
            cell in self.figures and self.form.leaves.get(cell, frozenset()).isdisjoint(self.seen.reading.unsure)
            for cell in law.terms
        )

    def _typed(self, address: Address) -> Decimal | None:
        """Return the figure that stands where a total should compute; None where it does, or nothing is read.

        Once figures were corrected by agreement, what the sender typed over its totals says nothing of them.
        """
        cell = self.seen.case.book.at(address)
        if cell.formula is not None or address.sheet not in self.seen.sheets or self.seen.case.corrections:
            return None
        if isinstance(cell.value, str):
            return number_in(cell.value, self.seen.case.language.lists["units"])
        return cell.value if isinstance(cell.value, Decimal) else None

    def _input(self, address: Address, field: Field) -> Variable | None:
        """Return the figure of an input; None for what is no number, was not read, or is known from last year."""
        value = self.seen.values.get(address, Decimal(0))
        blank = field.role is Role.CARRIED and address not in self.seen.values
        if blank or not is_declared(field, self.known) or address in self.seen.reading.unsure:
            return None
        if not isinstance(value, Decimal):
            return None
        whole, amount, carried = field.kind is Kind.COUNT, field.kind is Kind.AMOUNT, field.role is Role.CARRIED
        variable = _variable(value, (field.minimum, field.maximum), whole, amount, carried)
        evidence = self._evidence(address)
        return variable if evidence is None else replace(variable, evidence=evidence)

    def _total(self, address: Address, number: Decimal, few: bool) -> Variable:
        fields = [self.form.fields[leaf] for leaf in self.form.leaves[address]]
        whole = all(field.kind is Kind.COUNT for field in fields)
        linear = self._linear(address)
        adds = linear is not None and all(factor > 0 for factor in linear.terms.values())
        positive = adds and all(field.minimum is not None and field.minimum >= 0 for field in fields)
        minimum = Fraction(0) if positive else None
        return Variable(
            Fraction(number), minimum, whole=whole, amount=not whole, overtyped=few, evidence=self._evidence(address)
        )

    def _evidence(self, address: Address) -> Fraction | None:
        known = self.seen.case.evidence.get(address)
        return None if known is None else Fraction(known)

    def _confirmed(self) -> Iterator[Law]:
        """Yield the laws that live totals are what another system says; those that are not have their own finding."""
        for total, known in self.seen.case.evidence.items():
            parts = self.laws.parts(total) if total in self.form.totals else None
            if parts is not None and total not in self.typed and same(self.seen.results[total], known):
                yield law_of(str(total), parts, Linear({}, known))

    def _linear(self, address: Address) -> Linear | None:
        return self.form.engine.linear(self.form.formulas[address], address.sheet)

    def _judged(self, rule: Rule) -> bool:
        """Whether a rule can be applied, and was not explained."""
        applies = self.seen.results[rule.result] not in self.form.rule_words.not_applicable
        return applies and f"{RULE}{rule.id}" not in self.explained
