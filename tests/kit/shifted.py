"""Pure workbooks of a form, and what clerks do to them: lines inserted and deleted as Excel does, sheets renamed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from openpyxl.formula.tokenizer import Token, Tokenizer

from xlsreport.model.address import Address, column_letters, column_number
from xlsreport.model.form import Form
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook

Position = tuple[int, int]
Move = Callable[[Position], Position | None]
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def book_of(form: Form, values: Mapping[Address, Value]) -> Workbook:
    """Return the workbook of `form` with `values` typed in, as a reader would return it."""
    results = form.engine.evaluate(values)
    sheets = {}
    for name, layout in form.layouts.items():
        cells = {position: Cell(text) for position, text in layout.texts.items()}
        cells |= {(a.row, a.column): Cell(value) for a, value in values.items() if a.sheet == name}
        cells |= {(a.row, a.column): Cell(results[a], f) for a, f in form.formulas.items() if a.sheet == name}
        sheets[name] = Sheet(name, cells)
    return Workbook(sheets)


def typed(book: Workbook, cells: Mapping[str, Value]) -> Workbook:
    """Return `book` with `cells` typed in; None empties one."""
    for text, value in cells.items():
        address = Address.parse(text)
        sheet = book.sheets[address.sheet]
        kept = {p: c for p, c in sheet.cells.items() if p != (address.row, address.column)}
        added = {} if value is None else {(address.row, address.column): Cell(value)}
        book = _with(book, Sheet(sheet.name, {**kept, **added}))
    return book


def rows_inserted(book: Workbook, sheet: str, at: int, count: int = 1) -> Workbook:
    """Return `book` with blank rows inserted before row `at` of `sheet`."""
    return _moved(book, sheet, lambda p: (p[0] + count, p[1]) if p[0] >= at else p)


def columns_inserted(book: Workbook, sheet: str, at: int, count: int = 1) -> Workbook:
    """Return `book` with blank columns inserted before column `at` of `sheet`."""
    return _moved(book, sheet, lambda p: (p[0], p[1] + count) if p[1] >= at else p)


def row_deleted(book: Workbook, sheet: str, row: int) -> Workbook:
    """Return `book` without a row of `sheet`."""
    return _moved(book, sheet, lambda p: None if p[0] == row else (p[0] - (p[0] > row), p[1]))


def column_deleted(book: Workbook, sheet: str, column: int) -> Workbook:
    """Return `book` without a column of `sheet`."""
    return _moved(book, sheet, lambda p: None if p[1] == column else (p[0], p[1] - (p[1] > column)))


def rows_swapped(book: Workbook, sheet: str, first: int, second: int) -> Workbook:
    """Return `book` with two rows of `sheet` in each other's place, their formulas left as they were."""
    other = {first: second, second: first}
    cells = {(other.get(r, r), c): cell for (r, c), cell in book.sheets[sheet].cells.items()}
    return _with(book, Sheet(sheet, cells))


def renamed(book: Workbook, sheet: str, name: str) -> Workbook:
    """Return `book` with a sheet renamed, and all formulas with it."""

    def change(reference: str) -> str:
        return reference.replace(f"{sheet}!", f"'{name}'!")

    sheets = {each.name: _rewritten(each, change) for each in book.sheets.values()}
    return replace(
        book, sheets={name if n == sheet else n: replace(s, name=name) if n == sheet else s for n, s in sheets.items()}
    )


def _with(book: Workbook, sheet: Sheet) -> Workbook:
    return replace(book, sheets={**book.sheets, sheet.name: sheet})


def _moved(book: Workbook, sheet: str, move: Move) -> Workbook:
    sheets = {}
    for name, each in book.sheets.items():
        cells = each.cells
        if name == sheet:
            cells = {there: cell for position, cell in cells.items() if (there := move(position)) is not None}
        sheets[name] = _rewritten(Sheet(name, cells), lambda text, own=name: _reference(text, own, sheet, move))
    return replace(book, sheets=sheets)


def _rewritten(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    cells = {
        position: replace(cell, formula=_formula(cell.formula, change)) if cell.formula else cell
        for position, cell in sheet.cells.items()
    }
    return Sheet(sheet.name, cells)


def _formula(formula: str, change: Callable[[str], str]) -> str:
    tokens = Tokenizer(formula).items
    return "=" + "".join(change(t.value) if t.subtype == Token.RANGE else t.value for t in tokens)


def _reference(text: str, own: str, sheet: str, move: Move) -> str:
    name, divider, cells = text.rpartition("!")
    if (name.strip("'") or own) != sheet:
        return text
    plain = cells.replace("$", "")
    corners = [_CELL.fullmatch(part) for part in plain.split(":")]
    if not all(corners):
        return text
    ends = [_kept(move, (int(c[2]), column_number(c[1])), step) for c, step in zip(corners, (1, -1), strict=False) if c]
    moved = ["#REF!" if end is None else f"{column_letters(end[1])}{end[0]}" for end in ends]
    return f"{name}{divider}{':'.join(moved)}"


def _kept(move: Move, position: Position, step: int) -> Position | None:
    """Return where a corner goes; a corner of a deleted line goes to its neighbour, as in Excel."""
    for row, column in (position, (position[0] + step, position[1]), (position[0], position[1] + step)):
        there = move((row, column))
        if there is not None:
            return there
    return None
