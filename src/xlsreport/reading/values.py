"""Values by calamine, joined with the formula and error cells of the XML pass."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from xlsreport.model.workbook import Cell, ErrorValue, Sheet, Value
from xlsreport.reading.formula_cells import FormulaCell

Errors = Mapping[int, Mapping[tuple[int, int], str]]  # by the sheet's number, from 0, and (row, column), from 1
_REMEMBERED = 64  # letters of a text that is worth remembering: labels come back in every workbook, prose does not
_WHOLE = 2**53  # below it every whole number is a double of its own


def joined(sheet: CalamineSheet, name: str, formulas: Iterable[FormulaCell]) -> Sheet:
    """Return `sheet` by its `name` with its formulas, stored results and errors put in."""
    cells = _values(sheet)
    for each in formulas:
        position = (each.row, each.column)
        value = _stored(each, cells.get(position))
        cells[position] = cell_of(value, each.formula, each.stored is not None or each.formula is None)
    return Sheet(name, cells)


def sheets_alone(book: CalamineWorkbook, errors: Errors, without: Collection[int] = ()) -> dict[str, Sheet]:
    """Return the sheets of a format whose formulas cannot be seen: values, and the `errors` that calamine omits.

    `without` are the numbers of sheets that have no cells.
    """
    sheets = {}
    for number, name in enumerate(book.sheet_names):
        if number in without:
            continue
        found = {place: Cell(ErrorValue(text)) for place, text in errors.get(number, {}).items()}
        sheets[name] = Sheet(name, _values(book.get_sheet_by_index(number)) | found)
    return sheets


def exact(value: Any) -> Value:
    """Return a value as the model has it: numbers as the shortest decimal that the file's double stands for."""
    match value:
        case bool() | date() | datetime() | time():
            return value
        case int() | float():
            return _decimal(float(value))
        case str():
            return value or None
        case timedelta():
            return str(value)
        case _:
            return None


def _values(sheet: CalamineSheet) -> dict[tuple[int, int], Cell]:
    if sheet.start is None:
        return {}
    top, left = sheet.start
    cells = {}
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    for row, values in enumerate(rows, top + 1):
        for column, raw in enumerate(values, left + 1):
            if raw != "":
                kind = type(raw)
                known = kind is float or (kind is str and len(raw) <= _REMEMBERED)
                cells[row, column] = remembered(raw) if known else Cell(exact(raw))
    return cells


@lru_cache(maxsize=8192)
def remembered(raw: Any) -> Cell:
    """Return the cell of a value as calamine tells it; the same object for the same value."""
    return Cell(exact(raw))


def cell_of(value: Value, formula: str | None = None, stored: bool = True) -> Cell:
    """Return the cell of a value or a formula's result; the same object for the same, but for long texts."""
    if isinstance(value, str) and len(value) > _REMEMBERED:
        return Cell(value, formula, stored)
    return _remembered_cell(value, formula, stored)


@lru_cache(maxsize=4096, typed=True)
def _remembered_cell(value: Value, formula: str | None, stored: bool) -> Cell:
    return Cell(value, formula, stored)


def _stored(cell: FormulaCell, known: Cell | None) -> Value:
    if cell.type == "e":
        return ErrorValue(cell.stored or "#VALUE!")
    if cell.stored is None:
        return None
    if known is not None:
        return known.value
    return _number(cell.stored) if cell.type == "n" else cell.stored


def _number(text: str) -> Value:
    try:
        return _decimal(float(text))
    except ValueError:
        return text or None


def _decimal(number: float) -> Value:
    if number.is_integer() and abs(number) < _WHOLE:
        return Decimal(int(number))
    exactly = Decimal(repr(number))
    if not exactly.is_finite():
        return ErrorValue("#NUM!")  # a workbook has no such number; its text stood for one beyond a double
    whole = exactly == exactly.to_integral_value() and abs(exactly) < 10**20
    return exactly.quantize(Decimal(1)) if whole else exactly.normalize()
