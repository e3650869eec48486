"""S: what is to be said of lists that go on below their prepared rows; their formulas read as the form has them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from xlsreport.checking.context import Case
from xlsreport.checking.layout.list_rows import Roomy
from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.engine import Equality
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.lists import FormList
from xlsreport.model.reference import Corner, quoted, sheet_and_cells, with_corners
from xlsreport.model.workbook import Sheet, Value, Workbook

_SHOWN = 10  # rows that a message names
_LACKING = "M305"  # a formula that is not there
_ONLY_BEHIND = ("M307", "M345")  # a stored result that is another than the recomputed one


def check_list_rows(case: Case, roomy: Roomy) -> Iterator[Finding]:
    """Yield which rows below a list were not read."""
    for each in roomy.form.lists:
        for code, told in (("S125", roomy.unread), ("S126", roomy.remarks)):
            if rows := told.get(each.name):
                words = {
                    "list": each.name,
                    "rows": _listed(case, rows),
                    "count": len(rows),
                    "last": each.rows[-1][0].row,
                }
                yield case.finding(code, each.rows[0][0], words)


def _listed(case: Case, rows: Sequence[int]) -> str:
    return case.language.text("comma").join(str(row) for row in rows[:_SHOWN])


def with_list_formulas(form: Form, book: Workbook) -> Workbook:
    """Return `book`, its formulas over lists reaching to the last rows that these have here."""
    listed = form.listed.keys()
    over = [a for a, leaves in form.leaves.items() if not leaves.isdisjoint(listed)] if listed else []
    changed: dict[str, dict[tuple[int, int], str]] = {}
    for address in over:
        formula = book.at(address).formula
        if formula is not None and form.engine.compare(formula, address) is Equality.DIFFERENT:
            further = form.engine.renamed(formula, _Reaching(form.lists, address.sheet))
            changed.setdefault(address.sheet, {})[address.row, address.column] = further
    return (
        replace(book, sheets={n: _with(each, changed.get(n, {})) for n, each in book.sheets.items()})
        if changed
        else book
    )


def _with(sheet: Sheet, formulas: Mapping[tuple[int, int], str]) -> Sheet:
    cells = {place: replace(sheet.cells[place], formula=formula) for place, formula in formulas.items()}
    return Sheet(sheet.name, {**sheet.cells, **cells}) if cells else sheet


class _Reaching:
    """Has references to a list's rows, the prepared ones or more, end with its last row."""

    def __init__(self, lists: Sequence[FormList], sheet: str) -> None:
        self._lists, self._sheet = lists, sheet

    def __call__(self, reference: str) -> str:
        named, cells = sheet_and_cells(reference)
        for each in self._lists:
            if each.sheet == (named or self._sheet):
                cells = with_corners(cells, partial(_corners, each))
        return f"{quoted(named)}!{cells}" if named else cells


def _corners(each: FormList, first: Corner, last: Corner) -> tuple[Corner, Corner]:
    begins, ends = each.rows[0][0], each.rows[-1][-1]
    is_within = first[1] <= ends.column and last[1] >= begins.column
    reaches = is_within and first[0] <= begins.row and last[0] >= each.rows[each.prepared - 1][0].row
    return (first, (ends.row, last[1])) if each.growing and reaches and first != last else (first, last)


def without_short_formulas(
    case: Case, prepared: Form, findings: Sequence[Finding], values: Mapping[Address, Value]
) -> tuple[Finding, ...]:
    """Return `findings` with one note for all that only come of rows that the sender added to lists.

    These are formulas that such rows lack, and results that leave the rows out. `prepared` is the form without them.
    """
    growing = [each for each in case.form.lists if each.growing]
    rows = {cell for form_list in growing for cell in form_list.cells}
    lacking = [f for f in findings if f.code == _LACKING and f.address in rows]
    short = prepared.engine.evaluate(values) if prepared is not case.form else {}
    differ = [f for f in findings if f.code in _ONLY_BEHIND and f.address in short]
    behind = lacking + [f for f in differ if f.address is not None and same(f.found, short[f.address])]
    if not behind:
        return tuple(findings)
    cells = case.language.text("comma").join(str(f.address) for f in behind[:_SHOWN])
    added = [each for each in growing if len(each.rows) > each.prepared] or growing
    names = case.language.text("comma").join(each.name for each in added)
    note = case.finding("S127", added[0].rows[0][0], {"list": names, "cells": cells, "count": len(behind)})
    gone = {id(each) for each in behind}
    return (*(each for each in findings if id(each) not in gone), note)
