"""Whether a workbook is the form as it was sent out: nothing in it but what the coordinator knew beforehand."""

from collections.abc import Mapping

from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.form import Form
from xlsreport.model.labels import SheetLayout
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook


def is_untouched(form: Form, book: Workbook, prefilled: Mapping[Address, Value] | None) -> bool:
    """Whether `book` holds nothing of a sender's own: no input, no figure anywhere else, no further sheet.

    `prefilled` is what it was sent with in the cells that are filled beforehand, None where nobody knows.
    """
    if not form.layouts.keys() & book.sheets.keys():
        return False
    known = {*_of_the_desk(form), *form.carried, *(form.prefilled if prefilled is None else ())}
    given = {} if prefilled is None else prefilled
    if any(_says_something(book.at(each)) for each in form.fields if each not in known and each not in given):
        return False  # most workbooks, told by their first figure
    return all(_is_ours(form, each, known, given) for each in book.sheets.values()) and _totals_follow(form, book)


def _of_the_desk(form: Form) -> set[Address]:
    cells = form.identity
    return {each for each in (cells.name, cells.code, cells.period, cells.level) if each is not None}


def _is_ours(form: Form, sheet: Sheet, known: set[Address], given: Mapping[Address, Value]) -> bool:
    layout = form.layouts.get(sheet.name)
    if layout is None:
        return not any(_says_something(cell) for cell in sheet.cells.values())
    return all(
        _cell_is_ours(form, layout, Address(sheet.name, *place), cell, known, given)
        for place, cell in sheet.cells.items()
        if _says_something(cell)
    )


def _cell_is_ours(
    form: Form, layout: SheetLayout, address: Address, cell: Cell, known: set[Address], given: Mapping[Address, Value]
) -> bool:
    place = address.row, address.column
    if address in known or address in form.formulas:
        return True
    if address in form.fields:
        return same(given[address], cell.value)
    return place in layout.places and (not isinstance(cell.value, str) or _is_label(cell.value, layout))


def _is_label(text: str, layout: SheetLayout) -> bool:
    return "".join(text.split()) in {"".join(each.split()) for each in layout.texts.values()}


def _says_something(cell: Cell) -> bool:
    return bool(cell.value.strip()) if isinstance(cell.value, str) else cell.value is not None


def _totals_follow(form: Form, book: Workbook) -> bool:
    """Whether the form's formulas stand where they did, or show what they give of what was filled in beforehand."""
    typed = [each for each in form.formulas if book.at(each).formula is None and _says_something(book.at(each))]
    if not typed:
        return True
    results = form.engine.evaluate({each: book.at(each).value for each in form.fields})
    return all(same(results.get(each), book.at(each).value) for each in typed)
