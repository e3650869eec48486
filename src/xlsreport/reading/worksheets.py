"""The worksheets of a spreadsheet package: those that are written plainly read at once, the others by calamine."""

from collections.abc import Mapping, Sequence

from xlsreport.model.workbook import Sheet
from xlsreport.reading.calamine import opened
from xlsreport.reading.formula_cells import formula_cells
from xlsreport.reading.plain_sheet import plain_cells
from xlsreport.reading.plain_tables import plain_tables
from xlsreport.reading.rebuilt import package_of
from xlsreport.reading.spreadsheet import Spreadsheet
from xlsreport.reading.values import joined


def worksheets(book: Spreadsheet) -> dict[str, Sheet]:
    """Return the worksheets of `book` in its order.

    Raises `RefusedError`: F101 for what is not well formed, F129 for a sheet that reaches too far.
    """
    tables = plain_tables(book.tables)
    parts = {name: part for name, part in book.sheets.items() if part is not None}
    plain = {name: plain_cells(part, tables) if tables else None for name, part in parts.items()}
    rest = by_calamine(book, [name for name, cells in plain.items() if cells is None])
    return {name: rest.get(name) or Sheet(name, plain.get(name) or {}) for name in book.sheets}


def by_calamine(book: Spreadsheet, names: Sequence[str]) -> Mapping[str, Sheet]:
    """Return the sheets `names` of `book` as calamine and a parser have them; raises `RefusedError` as `worksheets`."""
    parts = {name: part for name in names if (part := book.sheets[name]) is not None}
    if not parts:
        return {}
    formulas = {name: formula_cells(name, part) for name, part in parts.items()}
    with opened(package_of(list(parts.values()), book.tables, since_1904=book.since_1904)) as values:
        return {name: joined(values.get_sheet_by_index(n), name, formulas[name]) for n, name in enumerate(parts)}
