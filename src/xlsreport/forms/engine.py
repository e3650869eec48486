"""The form's formulas, evaluated from our own copy: formualizer for all, exact decimals where they only add."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

import formualizer

from xlsreport.forms.compiled import Compiled, Unsupported
from xlsreport.forms.engine_values import from_engine, to_engine
from xlsreport.forms.evaluation_order import LinearSum, adding, compiled_all, evaluation_order
from xlsreport.forms.formulas import canonical, in_full, linear_over, parsed, read_by, renamed
from xlsreport.forms.unknown import unknown_from
from xlsreport.model.address import Address
from xlsreport.model.engine import Equality, Linear
from xlsreport.model.form import Form
from xlsreport.model.lists import FormList
from xlsreport.model.marks import Annotations
from xlsreport.model.workbook import ErrorValue, Value

_EXCEL_DIGITS = Context(prec=15)  # Excel keeps and shows 15 significant digits


class FormulaEngine:
    """The `Engine` of one form. Holds one live workbook: not for use from two threads at once.

    What only adds is computed here in exact decimals and given to formualizer as values, so that a rule such as
    `=IF(D5-F5=0, …)` sees an exact zero where binary fractions would leave a trace.
    """

    def __init__(
        self,
        workbook: bytes | Callable[[], bytes],
        constants: Mapping[Address, Any],
        formulas: Mapping[Address, str],
        inputs: Sequence[Address],
        numeric: frozenset[Address],
        ranges: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take the form's workbook apart; `numeric` are the inputs that hold numbers, `ranges` cells by their names."""
        self._ranges = ranges
        self._workbook = workbook
        self._formulas = formulas
        self._inputs = inputs
        self._numeric = numeric
        self.constants = constants
        self._constant_values = {a: from_engine(v) for a, v in constants.items()}
        self._linear: dict[Address, Linear | None] = {}
        self._direct: dict[Address, Linear | None] = {}
        self._parts: dict[Address, frozenset[Address]] = {}
        self._unknown: dict[frozenset[Address], Mapping[Address, frozenset[Address]]] = {}
        self._current: dict[Address, Value] = {}

    # What follows is worked out when it is first needed: much that loads a form never evaluates it.

    @cached_property
    def _adding(self) -> dict[Address, Linear]:
        return {a: linear for a in self._formulas if (linear := self._expanded(a)) is not None}

    @cached_property
    def _order(self) -> tuple[Address, ...]:
        return evaluation_order(self._formulas)

    @cached_property
    def _sums(self) -> dict[Address, LinearSum]:
        return {a: adding(linear, self.constants) for a in self._adding if (linear := self.direct(a))}

    @cached_property
    def _compiled(self) -> dict[Address, Compiled]:
        return compiled_all(self._formulas, (a for a in self._formulas if a not in self._adding))

    @cached_property
    def _steps(self) -> tuple[tuple[Address, LinearSum | None, Compiled | None], ...]:
        """The formulas in their order, each as what is computed here: a sum, or another that could be compiled."""
        return tuple((a, self._sums.get(a), self._compiled.get(a)) for a in self._order)

    @cached_property
    def _live(self) -> formualizer.Workbook:
        live = formualizer.Workbook()
        for address, value in self.constants.items():
            live.set_value(address.sheet, address.row, address.column, to_engine(value))
        for address, formula in self._formulas.items():
            if address not in self._adding:
                live.set_formula(address.sheet, address.row, address.column, formula)
        return live

    def evaluate(self, values: Mapping[Address, Value]) -> Mapping[Address, Value]:
        """Return every formula's result with the unlocked cells set to `values`, blank where absent."""
        try:
            return self._computed(values)
        except Unsupported:
            return self._asked(values)

    def _computed(self, values: Mapping[Address, Value]) -> Mapping[Address, Value]:
        """Return every formula's result as computed here; raises `Unsupported` where formualizer is to be asked."""
        if len(self._order) < len(self._formulas):
            raise Unsupported
        known: dict[Address, Value] = {**self._constant_values, **values}
        for address, total, other in self._steps:
            if total is not None:
                known[address] = total.over(known)
            elif other is not None:
                known[address] = _as_excel(other(known))
            else:
                raise Unsupported
        return {address: known[address] for address in self._formulas}

    def _asked(self, values: Mapping[Address, Value]) -> Mapping[Address, Value]:
        """Return every formula's result as formualizer gives it, what only adds excepted."""
        exact: dict[Address, Value] = {a: linear.over(values) for a, linear in self._adding.items()}
        for address in self._inputs:
            self._put(address, values.get(address))
        for address, value in exact.items():
            self._put(address, value)
        self._live.evaluate_all()
        return {a: exact[a] if a in exact else self._result(a) for a in self._formulas}

    def resting_on(
        self, holes: frozenset[Address], words: frozenset[Address] = frozenset()
    ) -> Mapping[Address, frozenset[Address]]:
        """Return the formulas that cannot be known where `holes` are not, each with those of them that it rests on.

        In `words` stands a word that says no number: what only adds up, counts or compares ranges leaves it out.
        """
        if words:
            return unknown_from(self._formulas, self._order, holes, words)
        if holes not in self._unknown:
            self._unknown[holes] = unknown_from(self._formulas, self._order, holes)
        return self._unknown[holes]

    def compare(self, formula: str, address: Address) -> Equality:
        """Compare a sender's `formula` with the form's own at `address`."""
        ours, sheet = self._formulas[address], address.sheet
        if formula == ours:
            return Equality.SAME
        formula = in_full(formula, self._ranges)
        if formula == ours or canonical(formula, sheet) == canonical(ours, sheet):
            return Equality.SAME
        mine, theirs = self.linear(ours, sheet), self.linear(formula, sheet)
        return Equality.EQUIVALENT if mine is not None and mine == theirs else Equality.DIFFERENT

    def precedents(self, formula: str, sheet: str) -> frozenset[Address]:
        """Return the cells that `formula` on `sheet` reads directly; empty where it cannot be parsed."""
        return read_by(in_full(formula, self._ranges), sheet)

    def linear(self, formula: str, sheet: str) -> Linear | None:
        """Return `formula` on `sheet` over unlocked numeric cells alone; None where it does not only add."""
        tree = parsed(in_full(formula, self._ranges))
        return linear_over(tree, sheet, self._expanded) if tree else None

    def direct(self, address: Address) -> Linear | None:
        """Return the form's formula at `address` over the cells that it names; None where it does not only add."""
        if address not in self._direct:
            tree = parsed(self._formulas[address])
            named = linear_over(tree, address.sheet, lambda cell: Linear({cell: Decimal(1)})) if tree else None
            self._direct[address] = named
        return self._direct[address]

    def parts(self, address: Address) -> frozenset[Address]:
        """Return the formulas of the form that its formula at `address` rests on, directly or through others."""
        if address not in self._parts:
            self._parts[address] = frozenset()  # a circle ends here
            below = read_by(self._formulas[address], address.sheet) & self._formulas.keys()
            self._parts[address] = frozenset(below).union(*(self.parts(cell) for cell in below))
        return self._parts[address]

    def renamed(self, formula: str, rename: Callable[[str], str]) -> str:
        """Return `formula` with `rename` applied to every reference in it; as it is where it cannot be parsed."""
        return renamed(formula, rename)

    def grown(self, form: Form, lists: tuple[FormList, ...]) -> Form:
        """Return `form`, whose workbook this is, with `lists` in the place of its own, of which they are longer."""
        from xlsreport.forms.growing import grown  # noqa: PLC0415 - openpyxl, which only longer lists need

        return grown(form, lists, lambda: self.workbook, self._over)

    def _over(self, form: Form, workbook: Callable[[], bytes]) -> "FormulaEngine":
        """Return an engine with these constants for the cells of `form`, whose workbook is made when it is needed."""
        numeric = frozenset(address for address, field in form.fields.items() if field.kind.numeric)
        return FormulaEngine(workbook, self.constants, form.formulas, tuple(form.fields), numeric, form.ranges)

    @cached_property
    def workbook(self) -> bytes:
        """The form's workbook."""
        return self._workbook if isinstance(self._workbook, bytes) else self._workbook()

    def fill(
        self, values: Mapping[Address, Value], locked: Sequence[Address] = (), marks: Annotations | None = None
    ) -> bytes:
        """Return the form's workbook with `values` typed in, results stored, `locked` cells locked, `marks` on it."""
        from xlsreport.forms.filling import filled  # noqa: PLC0415 - openpyxl, which only writing needs

        return filled(self.workbook, values, self._stored(values), locked, marks)

    def _stored(self, values: Mapping[Address, Value]) -> Mapping[Address, Value]:
        """Return the results that Excel computes of `values` as they stand in the cells, errors and texts included."""
        plain = all(value is None or type(value) is Decimal for a, value in values.items() if a in self._numeric)
        if plain and not any(isinstance(value, ErrorValue) for value in values.values()):
            return self.evaluate(values)
        live = formualizer.Workbook()
        for address, value in {**self.constants, **values}.items():
            live.set_value(address.sheet, address.row, address.column, to_engine(value))
        for address, formula in self._formulas.items():
            live.set_formula(address.sheet, address.row, address.column, formula)
        live.evaluate_all()
        return {a: from_engine(live.get_value(a.sheet, a.row, a.column)) for a in self._formulas}

    def _expanded(self, address: Address) -> Linear | None:
        if address in self._numeric:
            return Linear({address: Decimal(1)})
        if address not in self._formulas:
            constant = self.constants.get(address)
            return Linear({}, Decimal(repr(constant))) if _is_number(constant) else None
        if address not in self._linear:
            self._linear[address] = None  # a circle does not only add
            self._linear[address] = self.linear(self._formulas[address], address.sheet)
        return self._linear[address]

    def _result(self, address: Address) -> Value:
        return from_engine(self._live.get_value(address.sheet, address.row, address.column))

    def _put(self, address: Address, value: Value) -> None:
        known = self._current.get(address, self)
        if type(known) is not type(value) or known != value:  # Python's False is 0, Excel's is no number
            self._live.set_value(address.sheet, address.row, address.column, to_engine(value))
            self._current[address] = value


def _as_excel(value: Value) -> Value:
    """Return a result as Excel would keep it; raises `Unsupported` for a blank, which programs show differently."""
    if value is None:
        raise Unsupported
    return _EXCEL_DIGITS.plus(value).normalize() + 0 if type(value) is Decimal else value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
