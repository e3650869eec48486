"""V: what stands in the inputs, against what each accepts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from xlsreport.checking.cells.bounds import LARGEST, bounds_in_words, is_plain_count, is_within
from xlsreport.checking.cells.circular import circle_of
from xlsreport.checking.cells.typed_numbers import has_invisible, visible
from xlsreport.checking.cells.units import check_decimals, is_percentage, measured
from xlsreport.checking.cells.unusable_texts import is_unusable
from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, is_error, same
from xlsreport.model.finding import Finding
from xlsreport.model.form import Field, Kind, Role
from xlsreport.model.joining import Joining
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import BLANK, UNKNOWN, Cell, Value

_SHOWN = 5  # cells of a circle that a sentence names


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read with certainty, and the inputs that are blank though required, or could not be read.

    `texts` are the numbers that were typed as text: they are read here, and left out by the sender's own sums.
    """

    values: Mapping[Address, Value]
    unsure: frozenset[Address]
    texts: frozenset[Address]
    findings: tuple[Finding, ...]

    def without(self, cells: Collection[Address]) -> "Reading":
        """Return the same reading with nothing said about `cells`, and none of them unsure."""
        said = tuple(finding for finding in self.findings if finding.address not in cells)
        return Reading(self.values, self.unsure.difference(cells), self.texts.difference(cells), said)


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell read: its value, what is wrong with it, and whether it is blank though required or not certain."""

    value: Value = None
    findings: tuple[Finding, ...] = ()
    unsure: bool = False


_NOTHING, _UNKNOWN = CellReading(), CellReading(unsure=True)


def read_inputs(case: Case, sheets: Collection[str]) -> Reading:
    """Read every input on `sheets`; those of other sheets are unsure."""
    values: dict[Address, Value] = {}
    unsure: set[Address] = set()
    findings: list[Finding] = []
    texts: set[Address] = set()
    for name, inputs in case.form.filling:
        sheet = case.book.sheets.get(name)
        cells = sheet.cells if sheet else {}
        for field, address, place, counts in inputs if name in sheets else ():
            cell = cells.get(place, BLANK)
            number = cell.value
            # a typed number that its cell takes, as nearly all inputs are: this must stay fast
            if counts and type(number) is Decimal and cell.formula is None and is_plain_count(number):
                values[address] = number
                continue
            read = read_cell(case, field, cell)
            findings += read.findings
            if read.unsure:
                unsure.add(address)
            elif read.value is not None:
                values[address] = read.value
                if type(number) is str and field.kind.numeric and not isinstance(read.value, str):
                    texts.add(address)
        if name not in sheets:
            unsure.update(each.address for each in inputs)
    return Reading(values, frozenset(unsure), frozenset(texts), tuple(findings))


def read_cell(case: Case, field: Field, cell: Cell) -> CellReading:
    """Return what `cell` says where `field` stands."""
    if cell.formula is not None and (read := _of_formula(case, field, cell, cell.formula)) is not None:
        return read
    if is_error(cell.value):
        return _error(case, field, cell)
    if cell.formula is not None and field.kind.numeric and isinstance(cell.value, Decimal):
        return _stored(case, field, cell.formula, cell.value)
    if is_blank(cell.value):
        return _blank(case, field)
    match field.kind:
        case Kind.COUNT | Kind.AMOUNT:
            return _number(case, field, cell)
        case Kind.CHOICE:
            return _choice(case, field, cell)
        case Kind.TEXT:
            return _text(case, field, cell)


def _error(case: Case, field: Field, cell: Cell) -> CellReading:
    """Refuse an error; but a consolidated workbook says so where it cannot know, which nobody is to correct."""
    if cell.value == UNKNOWN and field.role is Role.CARRIED:
        return _NOTHING
    if cell.value == UNKNOWN and field.role is Role.FIGURE and field.joining in (Joining.NONE, Joining.RATIO):
        return _UNKNOWN
    return _refused(case, field, "V208", cell)


def _blank(case: Case, field: Field) -> CellReading:
    if not field.required or field.role is Role.CARRIED:
        return _NOTHING
    if field.kind.numeric:
        return CellReading(None, (case.finding("V201", field.address),), unsure=True)
    return CellReading(None, (case.finding("V202", field.address),))


def _number(case: Case, field: Field, cell: Cell) -> CellReading:
    match cell.value:
        case Decimal() as number:
            return _bounded(case, field, number)
        case str() as text:
            return _number_as_text(case, field, cell, text)
        case _:
            return _refused(case, field, "V209", cell)


def _number_as_text(case: Case, field: Field, cell: Cell, text: str) -> CellReading:
    if (word := field.measure.word_in(text)) is not None:
        return CellReading(word)
    if visible(text).upper() in case.language.lists["placeholders"]:
        remedy = case.language.text("type_zero" if field.required else "leave_blank")
        found = case.finding("V203", field.address, {"remedy": remedy}, found=cell.value)
        return CellReading(None, (found,), unsure=True)
    number = measured(text, field.measure, case.language.lists["units"], case.form.formats.get(field.address, ""))
    if number is None:
        return _refused(case, field, "V212" if is_percentage(text) else "V204", cell)
    bounded = _bounded(case, field, number)
    if bounded.unsure:
        return bounded
    hidden = case.language.text("hidden_characters") if has_invisible(text) else ""
    query = case.finding("V205", field.address, {"value": plain_decimal(number), "hidden": hidden}, found=text)
    return CellReading(number, (query, *bounded.findings))


def _bounded(case: Case, field: Field, number: Decimal) -> CellReading:
    whole = field.kind is not Kind.COUNT or number == number.to_integral_value()
    if whole and abs(number) <= LARGEST and is_within(number, field):
        return CellReading(number, tuple(check_decimals(case, field, number)))
    words = {"expected": bounds_in_words(case, field, number)}
    return CellReading(None, (case.finding("V206", field.address, words, found=number),), unsure=True)


def _choice(case: Case, field: Field, cell: Cell) -> CellReading:
    text = case.shown(cell.value).strip()
    if text in field.choices:
        return CellReading(text)
    words = {"expected": case.language.text("comma").join(field.choices)}
    return CellReading(None, (case.finding("V207", field.address, words, found=text),), unsure=True)


def _text(case: Case, field: Field, cell: Cell) -> CellReading:
    text = _as_text(case, cell.value)
    if (word := field.measure.word_in(text)) is not None:
        return CellReading(word)
    if is_unusable(field, text, cell.formula or ""):
        return _refused(case, field, "V217", cell)
    length = Decimal(len(text))
    if is_within(length, field):
        return CellReading(text)
    words = {"expected": bounds_in_words(case, field, length)}
    return CellReading(text, (case.finding("V210", field.address, words, found=length),))


def _as_text(case: Case, value: Value) -> str:
    if isinstance(value, date | datetime):
        return case.language.text("date", year=value.year, month=value.month, day=value.day)
    return case.shown(value)


def _of_formula(case: Case, field: Field, cell: Cell, formula: str) -> CellReading | None:
    """Return what a formula in an input says; None where its stored result is read as if it were typed."""
    if circle := circle_of(case, field.address):
        cells = case.language.text("comma").join(map(str, circle[:_SHOWN]))
        said = case.finding("V216", field.address, {"cells": cells}, found=formula)
        return CellReading(None, (said,), unsure=True)
    if not cell.stored:
        return _computed(case, field, formula)
    if field.kind.numeric and isinstance(cell.value, Decimal):
        return _stored(case, field, formula, cell.value)
    return None


def _computed(case: Case, field: Field, formula: str) -> CellReading:
    number = _worked_out(case, field, formula)
    if number is None:
        return CellReading(None, (case.finding("V211", field.address, found=formula),), unsure=True)
    return _bounded(case, field, number)


def _stored(case: Case, field: Field, formula: str, stored: Decimal) -> CellReading:
    """Return a formula's result: worked out again where it only adds, else the one that the sender saw."""
    number = _worked_out(case, field, formula)
    if number is None or same(number, stored):
        return _bounded(case, field, stored)
    bounded = _bounded(case, field, number)
    words = {"formula": formula, "difference": case.gap(stored - number, field.address)}
    said = case.finding("M311", field.address, words, found=stored, expected=number, difference=stored - number)
    return CellReading(bounded.value, (said, *bounded.findings), bounded.unsure)


def _worked_out(case: Case, field: Field, formula: str) -> Decimal | None:
    """Return the result of a formula in an input that only adds numbers of this workbook; None for any other."""
    linear = case.form.engine.linear(formula, field.address.sheet)
    values = {address: case.book.at(address).value for address in linear.terms} if linear else {}
    if linear is None or not field.kind.numeric or not all(isinstance(v, Decimal) for v in values.values()):
        return None
    return linear.over(values)


def _refused(case: Case, field: Field, code: str, cell: Cell) -> CellReading:
    return CellReading(None, (case.finding(code, field.address, found=cell.value),), unsure=True)
