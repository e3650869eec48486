"""Reports as documents, made from the form's own Word template and a filling, and damaged as offices damage them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from kit.filled import disclosure
from xlsreport.checking.reports.reading import read_report
from xlsreport.forms.report_pattern import report_pattern
from xlsreport.model.address import Address
from xlsreport.model.document import DocumentTable, PatternTable, ReportDocument, ReportPattern, TableCell
from xlsreport.model.form import Form
from xlsreport.model.report_reading import ReportReading
from xlsreport.model.workbook import Value

Cells = list[TableCell]
Damage = Callable[[Cells], Iterable[TableCell]]


@lru_cache(maxsize=4)
def pattern() -> ReportPattern:
    """Return the disclosure form's template, read backwards."""
    return report_pattern(disclosure())


def evaluated(form: Form, values: Mapping[Address, Value]) -> dict[Address, Value]:
    """Return a filling with its totals."""
    return {**form.engine.evaluate(values), **values}


def document(
    told: Mapping[Address, Value],
    tables: Iterable[PatternTable],
    form: Form,
    damages: Mapping[int, Damage] | None = None,
) -> ReportDocument:
    """Return the report of `told`; `damages` change the cells of tables, which count from 0."""
    made = []
    for number, table in enumerate(tables):
        cells = [
            replace(cell, text=form.shown(where, told.get(where)))
            if (where := table.figures.get((cell.row, cell.column)))
            else cell
            for cell in table.cells
        ]
        damage = (damages or {}).get(number)
        made.append(DocumentTable(number + 1, tuple(damage(cells) if damage else cells)))
    return ReportDocument(tuple(made))


def read(told: Mapping[Address, Value], damages: Mapping[int, Damage] | None = None) -> ReportReading:
    """Return what is read back of the disclosure report of `told`."""
    form = disclosure()
    return read_report(form, pattern(), document(told, pattern().tables, form, damages))


def row_of(cells: Cells, label: str) -> int:
    """Return the row that `label` stands in."""
    return next(cell.row for cell in cells if cell.text == label)


def without_row(label: str) -> Damage:
    """Return the damage that deletes a row."""

    def damage(cells: Cells) -> Cells:
        row = row_of(cells, label)
        kept = [cell for cell in cells if not (cell.row == row and cell.rows == 1)]
        return [
            replace(cell, row=cell.row - (cell.row > row), rows=cell.rows - (cell.row <= row < cell.row + cell.rows))
            for cell in kept
        ]

    return damage


def swapped_columns(one: int, other: int, *, heads: bool) -> Damage:
    """Return the damage that swaps two columns of figures, with their heads or without."""

    def damage(cells: Cells) -> Cells:
        first = 3 if heads else 4
        there = {one: other, other: one}
        return [
            replace(cell, column=there.get(cell.column, cell.column))
            if cell.row >= first and cell.columns == 1
            else cell
            for cell in cells
        ]

    return damage


def with_text(row: int, column: int, text: str) -> Damage:
    """Return the damage that puts another text into a cell."""
    return lambda cells: [
        replace(cell, text=text) if (cell.row, cell.column) == (row, column) else cell for cell in cells
    ]
