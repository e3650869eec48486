"""Values by calamine, joined with the formula and error cells of the XML pass."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from python_calamine import CalamineWorkbook

from xlsreport.model.workbook import Cell, ErrorValue, Sheet, Value
from xlsreport.reading.markup import FormulaCell


def joined(name: str, book: CalamineWorkbook, formulas: Iterable[FormulaCell]) -> Sheet:
    """Return the sheet `name` of `book` with its formulas, stored results and errors put in."""
    cells = _values(book, name)
    for each in formulas:
        position = (each.row, each.column)
        value = _stored(each, cells.get(position))
        cells[position] = Cell(value, each.formula, stored=each.stored is not None or each.formula is None)
    return Sheet(name, cells)


def exact(value: Any) -> Value:
    """Return a value as the model has it: numbers as the shortest decimal that the file's double stands for."""
    match value:
        case bool() | date() | datetime() | time():
            return value
        case int() | float():
            return _plain(Decimal(repr(value)))
        case str():
            return value if value else None
        case timedelta():
            return str(value)
        case _:
            return None


def _values(book: CalamineWorkbook, name: str) -> dict[tuple[int, int], Cell]:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return {}
    top, left = sheet.start
    cells = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        for column, raw in enumerate(values, left + 1):
            value = exact(raw)
            if value is not None:
                cells[row, column] = Cell(value)
    return cells


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
        return _plain(Decimal(repr(float(text))))
    except (InvalidOperation, ValueError):
        return text or None


def _plain(number: Decimal) -> Value:
    if not number.is_finite():
        return ErrorValue("#NUM!")  # a workbook has no such number; its text stood for one beyond a double
    return (
        number.quantize(Decimal(1))
        if number == number.to_integral_value() and abs(number) < 10**20
        else number.normalize()
    )
