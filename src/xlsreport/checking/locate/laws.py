"""The laws of a form over what a workbook declares, all read from the form's formulas and its rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from xlsreport.checking.cells.carry_over import known_cells
from xlsreport.checking.cells.typed_numbers import number_in
from xlsreport.checking.cells.values import Reading
from xlsreport.checking.context import Case
from xlsreport.checking.locate.independence import independent
from xlsreport.checking.locate.system import Law, System, Variable
from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.engine import Linear
from xlsreport.model.finding import Finding
from xlsreport.model.form import Field, Kind, Role, Rule
from xlsreport.model.rounding import room_of_rule, room_of_total
from xlsreport.model.workbook import Value

EQUAL = "="
RULE = "T-"


@lru_cache(maxsize=4096)  # most figures are small, and the bounds of most cells the same
def _fraction(number: Decimal) -> Fraction:
    return Fraction(number)


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
        self.known = known_cells(seen.case)
        self.figures = {a: f for a, field in self.form.fields.items() if (f := self._input(a, field)) is not None}
        few = len(self.typed) * 2 <= len(self.form.totals)
        self.figures |= {a: self._total(a, number, few) for a, number in self.typed.items()}
        self.expanded: dict[Address, Linear | None] = {}

    def declaration(self) -> Declaration:
        laws = [law for address in self.typed if (law := self._law_of_total(address)) is not None]
        rules = [
            (rule, law) for rule in self.form.department_rules if self._judged(rule) and (law := self._law_of(rule))
        ]
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
        if blank or not self._open_to_doubt(field) or address in self.seen.reading.unsure:
            return None
        if not isinstance(value, Decimal):
            return None
        return Variable(
            _fraction(value),
            None if field.minimum is None else _fraction(field.minimum),
            None if field.maximum is None else _fraction(field.maximum),
            whole=field.kind is Kind.COUNT,
            amount=field.kind is Kind.AMOUNT,
            trusted=field.role is Role.CARRIED,
            evidence=self._evidence(address),
        )

    def _open_to_doubt(self, field: Field) -> bool:
        return field.kind.numeric and field.role is not Role.IDENTITY and field.address not in self.known

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
            parts = self._over_declared(self.form.engine.direct(total)) if total in self.form.totals else None
            if parts is not None and total not in self.typed and same(self.seen.results[total], known):
                yield _law(str(total), parts, Linear({}, known))

    def _linear(self, address: Address) -> Linear | None:
        return self.form.engine.linear(self.form.formulas[address], address.sheet)

    def _law_of_total(self, address: Address) -> Law | None:
        parts = self._over_declared(self.form.engine.direct(address))
        if room_of_total(self.form, address):
            return None  # what was rounded adds up about, and binds no proposal
        return None if parts is None else _law(str(address), Linear({address: Decimal(1)}), parts)

    def _judged(self, rule: Rule) -> bool:
        """Whether a rule can be applied, and was not explained."""
        applies = self.seen.results[rule.result] not in self.form.rule_words.not_applicable
        return applies and f"{RULE}{rule.id}" not in self.explained and not room_of_rule(self.form, rule)

    def _law_of(self, rule: Rule) -> Law | None:
        left = self._over_declared(self.form.engine.direct(rule.left))
        right = self._over_declared(self.form.engine.direct(rule.right))
        if left is None or right is None:
            return None
        larger, smaller = (right, left) if rule.relation == "≤" else (left, right)
        law = _law(rule.id, larger, smaller)
        return law if law.terms else None

    def _over_declared(self, linear: Linear | None) -> Linear | None:
        """Return `linear` with every live total replaced by its parts; None where it does more than add."""
        if linear is None:
            return None
        terms: dict[Address, Decimal] = {}
        constant = linear.constant
        for cell, factor in linear.terms.items():
            part = self._expanded(cell)
            if part is None:
                return None
            constant += factor * part.constant
            for inner, each in part.terms.items():
                terms[inner] = terms[inner] + factor * each if inner in terms else factor * each
        return Linear(terms, constant)

    def _expanded(self, cell: Address) -> Linear | None:
        if cell not in self.expanded:
            self.expanded[cell] = None  # a circle does not only add
            self.expanded[cell] = self._expansion(cell)
        return self.expanded[cell]

    def _expansion(self, cell: Address) -> Linear | None:
        field, value = self.form.fields.get(cell), self.seen.values.get(cell)
        if cell in self.typed or (field is not None and self._open_to_doubt(field)):
            return Linear({cell: Decimal(1)})
        if field is not None:
            return Linear({}, value) if isinstance(value, Decimal) else None
        if cell in self.form.formulas:
            return self._over_declared(self.form.engine.direct(cell))
        return self.form.engine.linear(f"={cell.cell}", cell.sheet)


def _law(name: str, left: Linear, right: Linear) -> Law:
    terms = dict(left.terms)
    for cell, factor in right.terms.items():
        terms[cell] = terms[cell] - factor if cell in terms else -factor
    used = {cell: _fraction(terms[cell]) for cell in sorted(terms) if terms[cell]}
    return Law(name, used, Fraction(left.constant) - Fraction(right.constant))
