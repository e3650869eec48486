"""Submissions as pure values: the disclosure form filled as Excel stores it, and no file anywhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kit.filled import disclosure, values
from kit.table import cells
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook


def sent(filled: Mapping[str, Any] | None = None, typed: str = "", without: Collection[str] = ()) -> Workbook:
    """Return a clean submission with `filled` filled in, its formulas' results stored.

    Then, as somebody who breaks the form would, the cells of the text table `typed` are typed over what stands
    there (nothing is computed again), and the sheets `without` are deleted.
    """
    content = content_of(disclosure(), values(filled))
    content |= cells(typed) if typed else {}
    return book_of({address: cell for address, cell in content.items() if address.sheet not in without})


def content_of(form: Form, inputs: Mapping[Address, Value]) -> dict[Address, Cell]:
    """Return every cell of `form` as Excel stores it with `inputs` filled in."""
    content = {Address(name, *place): Cell(text) for name, each in form.layouts.items() for place, text in texts(each)}
    results = form.engine.evaluate(inputs)
    content |= {address: Cell(results[address], formula) for address, formula in form.formulas.items()}
    return content | {address: Cell(value) for address, value in inputs.items()}


def texts(layout: Any) -> Collection[tuple[tuple[int, int], str]]:
    """Return the texts of a sheet's layout by their places."""
    return tuple(layout.texts.items())


def book_of(content: Mapping[Address, Cell]) -> Workbook:
    """Return the workbook that holds `content`."""
    names = dict.fromkeys(address.sheet for address in content)
    return Workbook(
        {
            name: Sheet(name, {(a.row, a.column): cell for a, cell in content.items() if a.sheet == name})
            for name in names
        }
    )


def nothing_stored(book: Workbook) -> Workbook:
    """Return `book` as a program writes it that computes nothing."""
    return _each(book, lambda cell: Cell(None, cell.formula, stored=False) if cell.formula else cell)


def formulas_hidden(book: Workbook) -> Workbook:
    """Return `book` as a format shows it that hides formulas."""
    return replace(_each(book, lambda cell: Cell(cell.value)), formulas_visible=False)


def _each(book: Workbook, change: Any) -> Workbook:
    return Workbook(
        {n: Sheet(n, {place: change(c) for place, c in sheet.cells.items()}) for n, sheet in book.sheets.items()}
    )


def reviewed(
    book: Workbook,
    previous: Mapping[str, Any] | None = None,
    period: int | None = None,
    years: Sequence[Mapping[str, Any]] = (),
    evidence: Mapping[str, int] | None = None,
    form: Form | None = None,
) -> Review:
    """Return the review of `book`; `previous` are last year's values of the carried cells, `years` all earlier ones."""
    form = form or disclosure()
    known = None if previous is None else {Address.parse(c): _decimal(v) for c, v in previous.items()}
    before = tuple({Address.parse(c): _decimal(v) for c, v in year.items()} for year in years)
    told = {Address.parse(cell): Decimal(figure) for cell, figure in (evidence or {}).items()}
    return review(Case(form, language_named(form.language), book, known, period, years=before, evidence=told))


def said(found: Review) -> list[str]:
    """Return what a review says, in its order: `M301 表三!J29`, or the sheet, or `file`, in place of the cell."""
    return [f"{f.code} {f.address or f.sheet or 'file'}" for f in found.findings]


def only(found: Review) -> Finding:
    """Return the one finding of a review that has just one."""
    assert len(found.findings) == 1, said(found)
    return found.findings[0]


def _decimal(value: Any) -> Value:
    return Decimal(str(value)) if isinstance(value, int | float) else value
