"""The lists of form.toml: read, and held against the workbook."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from xlsreport.errors import FormError
from xlsreport.forms.schema import FILE, ListTable
from xlsreport.language import bilingual
from xlsreport.model.address import Address, cell_range, column_number
from xlsreport.model.form import Field
from xlsreport.model.joining import Joining
from xlsreport.model.labels import SheetLayout
from xlsreport.model.lists import FormList


def read_list(name: str, said: ListTable) -> FormList:
    """Return the list `name`; raises `ValueError` with the entry that cannot be understood."""
    cells = cell_range(said.rows)
    numbers = sorted({cell.row for cell in cells})
    rows = tuple(tuple(cell for cell in cells if cell.row == number) for number in numbers)
    where = f"[lists.{name}] {said.rows}"
    ways = {_column(rows[0], letters, where): Joining(how) for letters, how in said.columns.items()}
    return FormList(
        name=name,
        rows=rows,
        ways=tuple(ways.get(number, Joining.SUM) for number in range(len(rows[0]))),
        keys=tuple(_column(rows[0], letters, where) for letters in said.key),
        required=tuple(_column(rows[0], letters, where) for letters in said.required),
        prepared=len(rows),
    )


def as_growing(form_list: FormList, layouts: Mapping[str, SheetLayout]) -> FormList:
    """Return the list as one that may grow, where nothing of the form stands below it in its columns."""
    first, last = form_list.rows[-1][0], form_list.rows[-1][-1]
    layout = layouts[first.sheet]
    below = (row > first.row and first.column <= column <= last.column for row, column in layout.places)
    merged = (
        bottom > first.row and left <= last.column and right >= first.column for _, left, bottom, right in layout.merges
    )
    return replace(form_list, growing=not any(below) and not any(merged))


def _column(row: Sequence[Address], letters: str, where: str) -> int:
    """Return which column of the block the sheet's column `letters` is."""
    column = column_number(letters) if letters.isascii() and letters.isalpha() else 0
    found = [number for number, cell in enumerate(row) if cell.column == column]
    if not found:
        raise ValueError(f"{where}: {letters}")
    return found[0]


def check_lists(
    lists: Sequence[FormList],
    elsewhere: Collection[Address],
    fields: Mapping[Address, Field],
    formulas: Mapping[Address, str],
) -> None:
    """Raise `FormError` for a cell of a list that is neither an optional input nor a formula, or has another use."""
    known = set(elsewhere)
    for each in lists:
        for cell in each.cells:
            if cell not in fields and cell not in formulas:
                raise FormError(bilingual("form_locked", at=f"{FILE} [lists.{each.name}]", address=cell))
            if cell in known:
                raise FormError(bilingual("form_list_twice", at=f"{FILE} [lists.{each.name}]", address=cell))
            if cell in fields and fields[cell].required:
                raise FormError(bilingual("form_list_required", at=f"{FILE} [lists.{each.name}]", address=cell))
        known.update(each.cells)
