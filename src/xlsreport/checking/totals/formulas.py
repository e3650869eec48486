"""M: each formula of the form against the sender's, and each stored result against the recomputed one."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from xlsreport.checking.cells.typed_numbers import number_in
from xlsreport.checking.cells.values import Reading
from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, is_error, same
from xlsreport.model.engine import Equality
from xlsreport.model.finding import Finding, Operand
from xlsreport.model.rounding import room_of_total
from xlsreport.model.workbook import Cell, Value

_SHOWN = 10  # cells that a sentence lists


def check_formulas(
    case: Case,
    sheets: Collection[str],
    results: Mapping[Address, Value],
    reading: Reading,
    unknown: Collection[Address] = (),
) -> tuple[Finding, ...]:
    """Judge the formulas on `sheets`. `results` are the recomputed ones; what rests on an unsure input is not.

    Nor is what is `unknown`, for a word stands where its number is.
    """
    judge = _Judge(case, results, reading, unknown)
    figures, guides = case.form.filled_formulas
    if unread := case.form.inputs.keys() - sheets:
        figures, guides = (tuple(_not_reading(case, unread, cells)) for cells in (figures, guides))
    if not case.book.formulas_visible:
        return tuple(judge.figures(figures))
    return (*judge.nothing_stored(), *judge.figures(figures), *_guides(case, guides))


class _Judge:
    """Judges formula cells in the order of their dependence, so that what follows from a finding is left out."""

    def __init__(
        self, case: Case, results: Mapping[Address, Value], reading: Reading, unknown: Collection[Address]
    ) -> None:
        self.case = case
        self.results = results
        self.unsure = reading.unsure
        self.unknown = unknown
        self.marked: set[Address] = set(reading.texts)

    def nothing_stored(self) -> Iterator[Finding]:
        """Yield the one note for a workbook whose formulas have no stored results at all."""
        cells = map(self.case.book.at, self.case.form.formulas)
        stored = (cell.stored for cell in cells if cell.formula is not None)
        if not next(stored, True) and not any(stored):
            yield self.case.sheet_finding("M308", None)

    def figures(self, addresses: Collection[Address]) -> Iterator[Finding]:
        """Yield what is wrong with the formulas of figures, parts before their totals."""
        wanted = frozenset(addresses)
        asked = (a for a in self.case.form.by_depth if a in wanted and not self._is_as_ours(a))
        found = {a: finding for a in asked if (finding := self._judged(a))}
        yield from (found[a] for a in addresses if a in found)

    def _is_as_ours(self, address: Address) -> bool:
        """Whether a cell has the form's formula, and what it gives: nearly all have."""
        cell, result = self.case.book.at(address), self.results.get(address)
        return (
            cell.formula == self.case.form.formulas[address]
            and type(cell.value) is type(result)
            and cell.value == result
        )

    def _judged(self, address: Address) -> Finding | None:
        finding = self._formula_trouble(address)
        if finding is not None and finding.blocks:
            self.marked.add(address)
        return finding

    def _formula_trouble(self, address: Address) -> Finding | None:
        cell = self.case.book.at(address)
        ours = self.case.form.formulas[address]
        if not self.case.book.formulas_visible:
            return None if is_blank(cell.value) else self._stored_differs(address, cell)
        if cell.formula is None:
            return self._deleted(address, ours) if is_blank(cell.value) else self._replaced(address, cell)
        if "[" in cell.formula:
            return self.case.finding("M309", address, found=cell.formula, expected=ours)
        match self.case.form.engine.compare(cell.formula, address):
            case Equality.DIFFERENT:
                return self._altered(address, cell.formula, ours)
            case Equality.EQUIVALENT:
                written = self.case.finding("M304", address, found=cell.formula, expected=ours)
                return self._stored_differs(address, cell) or written
            case Equality.SAME:
                return self._stored_differs(address, cell)

    def _deleted(self, address: Address, ours: str) -> Finding:
        value = (
            ""
            if self._unjudged(address)
            else self.case.language.text("formula_gives", value=self.case.shown(self.results[address]))
        )
        return self.case.finding("M305", address, {"value": value}, expected=ours)

    def _replaced(self, address: Address, cell: Cell) -> Finding | None:
        if self._unjudged(address):
            return None
        if isinstance(cell.value, str):
            self.marked.add(address)  # a sum leaves it out, whatever number it means
        if same(self._number(cell.value), self.results[address]):
            return self.case.finding("M302", address, found=cell.value, expected=self.results[address])
        return self._compared("M301", address, cell.value)

    def _altered(self, address: Address, theirs: str, ours: str) -> Finding:
        engine, text = self.case.form.engine, self.case.language.text
        wanted, read = engine.precedents(ours, address.sheet), engine.precedents(theirs, address.sheet)
        cells = ""
        if wanted - read:
            cells += text("cells_left_out", cells=self._listed(wanted - read))
        if read - wanted:
            cells += text("cells_added", cells=self._listed(read - wanted))
        value = text("not_judged") if self._unjudged(address) else self.case.shown(self.results[address])
        words = {"cells": cells, "value": value}
        return self.case.finding("M303", address, words, found=theirs, expected=ours, operands=self._operands(address))

    def _stored_differs(self, address: Address, cell: Cell) -> Finding | None:
        if not cell.stored or self._unjudged(address) or self._follows(address, cell.value):
            return None
        if same(cell.value, self.results[address]):
            return None
        if is_error(cell.value):
            return self.case.finding("M306", address, found=cell.value, expected=self.results[address])
        return self._compared("M307", address, cell.value)

    def _compared(self, code: str, address: Address, found: Value) -> Finding:
        expected = self.results[address]
        number = self._number(found)
        difference = number - expected if isinstance(number, Decimal) and isinstance(expected, Decimal) else None
        if difference and abs(difference) <= room_of_total(self.case.form, address):
            code = "M345"
        gap = self.case.gap(difference, address) if difference is not None else self.case.language.text("not_a_number")
        return self.case.finding(
            code,
            address,
            {"difference": gap},
            found=found,
            expected=expected,
            difference=difference,
            operands=self._operands(address),
        )

    def _number(self, found: Value) -> Value:
        """Return the number that a text over a total certainly means, anything else as it is."""
        number = number_in(found, self.case.language.lists["units"]) if isinstance(found, str) else None
        return found if number is None else number

    def _unjudged(self, address: Address) -> bool:
        """Whether a result rests on an input that is blank or unreadable, or one carried from last year."""
        leaves = self.case.form.leaves[address]
        resting = not leaves.isdisjoint(self.unsure) or not leaves.isdisjoint(self.case.form.carried)
        return resting or address in self.unknown

    def _follows(self, address: Address, value: Value) -> bool:
        """Whether a figure is only what the sender's own parts give, one of which has its finding already."""
        before = self._parts(address) | self.case.form.leaves[address] if self.marked else frozenset()
        return not self.marked.isdisjoint(before) and (is_error(value) or same(value, self._from_own_parts(address)))

    def _parts(self, address: Address) -> frozenset[Address]:
        return self.case.form.engine.parts(address)

    def _from_own_parts(self, address: Address) -> Value:
        linear = self.case.form.engine.direct(address)
        if linear is None:
            return None
        values = {cell: self.case.book.at(cell).value for cell in linear.terms}
        numbers = {cell: value for cell, value in values.items() if isinstance(value, Decimal)}
        return linear.over(numbers)

    def _operands(self, address: Address) -> tuple[Operand, ...]:
        cells = self.case.form.engine.precedents(self.case.form.formulas[address], address.sheet)
        known = {**self.results}
        return tuple(Operand(cell, known.get(cell, self.case.book.at(cell).value)) for cell in sorted(cells))

    def _listed(self, cells: frozenset[Address]) -> str:
        shown = self.case.language.text("comma").join(cell.cell for cell in sorted(cells)[:_SHOWN])
        return (
            shown if len(cells) <= _SHOWN else self.case.language.text("and_more_cells", cells=shown, count=len(cells))
        )


def _not_reading(case: Case, unread: Collection[str], cells: Collection[Address]) -> Iterator[Address]:
    """Yield the formulas on sheets that were read, and of these only such: Excel alters what reads what moved."""
    for cell in cells:
        read = case.form.engine.precedents(case.form.formulas[cell], cell.sheet)
        if cell.sheet not in unread and not any(each.sheet in unread for each in read):
            yield cell


def _guides(case: Case, addresses: Collection[Address]) -> Iterator[Finding]:
    """Yield one note a sheet for formulas that only guide the sender and were altered."""
    altered: dict[str, list[Address]] = {}
    for address in addresses:
        formula = case.book.at(address).formula
        if formula == case.form.formulas[address]:  # nearly all
            continue
        if formula is None or case.form.engine.compare(formula, address) is Equality.DIFFERENT:
            altered.setdefault(address.sheet, []).append(address)
    for cells in altered.values():
        yield case.finding("M310", cells[0], {"count": len(cells), "cell": cells[0].cell})
