"""A form's laws over the cells that a workbook declares: the same for all workbooks that declare the same cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from xlsreport.checking.locate.system import Law
from xlsreport.model.address import Address
from xlsreport.model.engine import Linear
from xlsreport.model.form import Field, Form, Role, Rule
from xlsreport.model.rounding import room_of_rule, room_of_total
from xlsreport.model.workbook import Value

_MOST = 64  # kinds of workbooks whose laws are kept


@dataclass(frozen=True, slots=True)
class _WrittenOut:
    """The laws over the same declared cells, by total and by rule, and what each cell is over these."""

    totals: dict[Address, Law | None] = field(default_factory=dict)
    rules: dict[str, Law | None] = field(default_factory=dict)
    cells: dict[Address, Linear | None] = field(default_factory=dict)


def form_laws(
    form: Form, typed: frozenset[Address], known: frozenset[Address], values: Mapping[Address, Value]
) -> "FormLaws":
    """Return the laws of `form` where figures were typed over the totals `typed`.

    What is `known` of last year is no figure of the sender's, nor is one that says who sends: what stands there is
    what `values` has.
    """
    there = ((cell, values.get(cell)) for cell, each in form.fields.items() if not is_declared(each, known))
    fixed = {cell: value for cell, value in there if isinstance(value, Decimal)}
    kept, key = form.laws_written_out, (typed, known, tuple(fixed.items()))
    if key not in kept:
        if len(kept) >= _MOST:
            kept.clear()
        kept[key] = _WrittenOut()
    return FormLaws(form, (typed, known, fixed), kept[key])


def is_declared(field: Field, known: frozenset[Address]) -> bool:
    """Whether a field holds a figure of the sender's own, which may be wrong."""
    return field.kind.numeric and field.role is not Role.IDENTITY and field.address not in known


class FormLaws:
    """The laws of a form over declared cells, each written out when it is first asked for."""

    def __init__(
        self,
        form: Form,
        cells: tuple[frozenset[Address], frozenset[Address], Mapping[Address, Decimal]],
        written: _WrittenOut,
    ) -> None:
        """`cells` are the totals that were typed over, what is known of last year, and the numbers of the others."""
        self._form, self._written = form, written
        self._typed, self._known, self._fixed = cells

    def of_total(self, address: Address) -> Law | None:
        """Return that a typed total is the sum of its parts; None where it is more than a sum, or is about it."""
        laws = self._written.totals
        if address not in laws:
            laws[address] = self._law_of_total(address)
        return laws[address]

    def of_rule(self, rule: Rule) -> Law | None:
        """Return what a rule says of declared cells; None where that is nothing, or more than sums, or is about so."""
        laws = self._written.rules
        if rule.id not in laws:
            laws[rule.id] = self._law_of_rule(rule)
        return laws[rule.id]

    def parts(self, total: Address) -> Linear | None:
        """Return what the formula of `total` adds, over declared cells; None where it does more than add."""
        return self._over_declared(self._form.engine.direct(total))

    def _law_of_total(self, address: Address) -> Law | None:
        parts = self.parts(address)
        if parts is None or room_of_total(self._form, address):
            return None  # what was rounded adds up about, and binds no proposal
        return law_of(str(address), Linear({address: Decimal(1)}), parts)

    def _law_of_rule(self, rule: Rule) -> Law | None:
        left, right = self.parts(rule.left), self.parts(rule.right)
        if left is None or right is None or room_of_rule(self._form, rule):
            return None
        larger, smaller = (right, left) if rule.relation == "≤" else (left, right)
        law = law_of(rule.id, larger, smaller)
        return law if law.terms else None

    def _over_declared(self, linear: Linear | None) -> Linear | None:
        """Return `linear` with every live total replaced by its parts; None where it does more than add."""
        if linear is None:
            return None
        terms: dict[Address, Decimal] = {}
        constant = linear.constant
        for cell, factor in linear.terms.items():
            part = self._over_fields(cell)
            if part is None:
                return None
            constant += factor * part.constant
            for inner, each in part.terms.items():
                terms[inner] = terms[inner] + factor * each if inner in terms else factor * each
        return Linear(terms, constant)

    def _over_fields(self, cell: Address) -> Linear | None:
        cells = self._written.cells
        if cell not in cells:
            cells[cell] = None  # a circle does not only add
            cells[cell] = self._expanded(cell)
        return cells[cell]

    def _expanded(self, cell: Address) -> Linear | None:
        own = self._form.fields.get(cell)
        if cell in self._typed or (own is not None and is_declared(own, self._known)):
            return Linear({cell: Decimal(1)})
        if own is not None:
            return Linear({}, self._fixed[cell]) if cell in self._fixed else None
        if cell in self._form.formulas:
            return self.parts(cell)
        return self._form.engine.linear(f"={cell.cell}", cell.sheet)


def law_of(name: str, left: Linear, right: Linear) -> Law:
    """Return the law that `left` is `right`, or at least as much."""
    terms = dict(left.terms)
    for cell, factor in right.terms.items():
        terms[cell] = terms[cell] - factor if cell in terms else -factor
    used = {cell: Fraction(terms[cell]) for cell in sorted(terms) if terms[cell]}
    return Law(name, used, Fraction(left.constant) - Fraction(right.constant))
