"""A workbook of another edition of the form, whose cells the form itself says the places of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.layout.search import shown
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_parts import Edition
from xlsreport.model.workbook import BLANK, Cell, Sheet, Workbook


@dataclass(frozen=True, slots=True)
class OldWorkbook:
    """A workbook of another edition as the form has it now; `totals` are what its formulas there came to."""

    book: Workbook
    totals: Mapping[Address, Decimal]


def edition_of(form: Form, name: str, sheet: Sheet) -> str | None:
    """Return the other edition whose texts stand on a sheet that the form calls `name`; None where none's do."""
    for edition, marks in form.edition_marks.get(name, {}).items():
        if all(_stands(sheet, address, text) for address, text in marks.items()):
            return edition
    return None


def across(form: Form, book: Workbook, names: Mapping[str, str]) -> Mapping[str, Sheet]:
    """Return the sheets of another edition whose map the form has, their cells where they stand now.

    `names` are what the form's sheets are called in `book`.
    """
    found = {}
    for own, name in names.items():
        edition = edition_of(form, own, book.sheets[name])
        if edition is not None and form.editions[edition].cells:
            found[own] = _mapped(form.editions[edition], own, book, names)
    return found


def read_across(form: Form, book: Workbook) -> OldWorkbook | None:
    """Return `book` as the form has it now, where one of its sheets is of another edition; None where none is."""
    sheets = across(form, book, {name: name for name in form.layouts if name in book.sheets})
    if not sheets:
        return None
    own = {name: _labelled(form, sheet) for name, sheet in sheets.items()}
    totals = {
        address: value
        for name, sheet in sheets.items()
        for place, cell in sheet.cells.items()
        if (address := Address(name, *place)) in form.formulas and isinstance(value := cell.value, Decimal)
    }
    return OldWorkbook(replace(book, sheets={**book.sheets, **own}, formulas_visible=False), totals)


def _labelled(form: Form, sheet: Sheet) -> Sheet:
    labels = {place: Cell(text) for place, text in form.layouts[sheet.name].texts.items()}
    return Sheet(sheet.name, {**labels, **sheet.cells})


def _mapped(edition: Edition, own: str, book: Workbook, names: Mapping[str, str]) -> Sheet:
    cells = {}
    for theirs, ours in edition.cells.items():
        there = book.sheets.get(names.get(theirs.sheet, theirs.sheet))
        if ours.sheet == own and there is not None:
            cell = there.cell(theirs.row, theirs.column)
            cells[ours.row, ours.column] = replace(cell, formula=None)
    return Sheet(own, {place: cell for place, cell in cells.items() if cell != BLANK})


def _stands(sheet: Sheet, address: Address, text: str) -> bool:
    value = sheet.cell(address.row, address.column).value
    return value == text or flat(shown(value)) == _flat_mark(text)


_flat_mark = lru_cache(maxsize=256)(flat)  # the same few for every workbook
