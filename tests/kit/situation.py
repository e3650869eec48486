r"""A case folder's `case.toml`: what somebody sent, and what is to be said of it.

A case without an inbox is one workbook, and stays in memory: a clean submission with `filled` filled in (as Excel
would, so that its formulas follow), `moved` as a clerk moves lines, the figures of `totals` typed over their formulas,
the table `typed` typed over what stands there (nothing follows) and the sheets `without` deleted; with
`stored = false` no results are stored, with `formulas = false` its format hides formulas. `previous` are last year's
figures of the carried cells, `years` what the department reported in earlier years, the newest first. With `rounded`
the cells of these ranges were rounded to so many decimals.

    says = "A total is typed over."
    filled = { "表三!D6" = 3, "表三!D8" = 3 }
    typed = "表三 | J\n29 | 0"
    finding = { at = "表三!J29", severity = "error", message = "应为 3" }

A case with an `inbox` is a workspace of three departments (and those of `roster`) with the coordinator's decisions and
evidence; tests/kit/arrived.py makes what lies in it. With `joined` its form joins cells otherwise than by adding, and
allows `words` in them; `capacity` is how many characters a cell holds. With `lists` its form has a list,
with a total `beside` it ("total" above it, or "below").
`shut` is a folder of the inbox that cannot be read, `slow` what nested files do to their worker, and `together` how
many times the seconds of one file all files of one sender have.
What is said `besides` (`V201 表三!D8`) is listed whole: nothing else may be said.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from kit import shifted
from kit.filled import disclosure
from kit.submission import formulas_hidden, nothing_stored, reviewed, sent
from kit.table import cells, table
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.address import Address, cell_range
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form, Role
from xlsreport.model.review import Review
from xlsreport.model.workbook import Cell, ErrorValue, Sheet, Value, Workbook

_BOOK = {"filled", "moved", "typed", "without", "totals", "stored", "formulas", "workbook"}
_ALONE = {*_BOOK, "previous", "years", "period", "results", "rounded"}
_TOGETHER = {
    *(
        "inbox",
        "joined",
        "roster",
        "parents",
        "last_year",
        "decisions",
        "evidence",
        "whole",
        "limits",
        "together",
        "shut",
        "slow",
    ),
    *("lists", "words", "capacity", "parents", "beside"),
}
_KEYS = {"says", "finding", "besides", *_ALONE, *_TOGETHER}
_FINDING = {"at", "of", "severity", "message", "code"}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding and whose it is: a department's code, None where it is about the whole or a file of nobody."""

    finding: Finding
    of: str | None = None
    file: str = "file"

    @property
    def at(self) -> str:
        """Where it is: the cell, else the sheet, else the file."""
        return str(self.finding.address or self.finding.sheet or self.file)

    def __str__(self) -> str:
        return f"{self.finding.code} {self.at}"


def case_in(folder: Path) -> Mapping[str, Any]:
    """Return what `case.toml` in `folder` says; a word that nobody knows is a mistake of the case."""
    case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    assert case.keys() <= _KEYS, case.keys() - _KEYS
    assert case.get("finding", {}).keys() <= _FINDING, case["finding"].keys() - _FINDING
    assert not (case.keys() & _ALONE and case.keys() & _TOGETHER), "one workbook, or a workspace"
    return case


def said_of_workbook(case: Mapping[str, Any]) -> list[Said]:
    """Return what is said of the one workbook of `case`."""
    book = book_of(case)
    if "results" in case:
        return [Said(each) for each in _with_results(book, case["results"]).findings]
    form = rounding(case["rounded"]) if "rounded" in case else None
    found = reviewed(book, case.get("previous"), case.get("period"), case.get("years", ()), form=form)
    return [Said(each) for each in found.findings]


def rounding(decimals: Mapping[str, int]) -> Form:
    """Return the form with the cells of these ranges rounded to so many decimals."""
    form = disclosure()
    halves = {cell: number for cells, number in decimals.items() for cell in cell_range(cells)}
    own = {
        cell: replace(form.fields[cell], measure=replace(form.fields[cell].measure, decimals=number, rounded=True))
        for cell, number in halves.items()
    }
    return replace(form, fields={**form.fields, **own})


def book_of(case: Mapping[str, Any]) -> Workbook:
    """Return the one workbook of `case`."""
    if "workbook" in case:
        return table(case["workbook"])
    book = sent(case.get("filled"), without=case.get("without", ()))
    for move, *arguments in case.get("moved", ()):
        book = _MOVES[move](book, *arguments)
    book = _totals_typed(book, case.get("totals", ()))
    book = _typed(book, case["typed"]) if "typed" in case else book
    book = nothing_stored(book) if case.get("stored") is False else book
    return formulas_hidden(book) if case.get("formulas") is False else book


def with_expected(book: Workbook, finding: Finding) -> Workbook | None:
    """Return `book` with what `finding` expects in its cell: a value, its formula, or the figure in a text.

    A rule may compare a sum whose first cell alone is named: that cell makes up the difference.
    None where no cell is typed into so: a rule about a total, or a text that holds no such figure.
    """
    address, form, rule = finding.address, disclosure(), finding.code.startswith("T-")
    assert address is not None
    before, formula = book.at(address).value, form.formulas.get(address)
    if formula is not None:
        return None if rule else _set(book, address, Cell(_evaluated(book)[address], formula))
    if rule and isinstance(before, Decimal) and finding.difference is not None:
        return _set(book, address, Cell(before - finding.difference))
    if form.fields[address].role is not Role.PROSE:
        return _set(book, address, Cell(finding.expected))
    found, text = str(finding.found), str(before)
    return _set(book, address, Cell(text.replace(found, str(finding.expected)))) if found in text else None


def _evaluated(book: Workbook) -> Mapping[Address, Value]:
    form = disclosure()
    return form.engine.evaluate({address: book.at(address).value for address in form.fields})


def _set(book: Workbook, address: Address, cell: Cell) -> Workbook:
    sheet = book.sheets[address.sheet]
    kept = {**sheet.cells, (address.row, address.column): cell}
    return replace(book, sheets={**book.sheets, address.sheet: Sheet(address.sheet, kept)})


def _totals_typed(book: Workbook, totals: Sequence[str]) -> Workbook:
    """Return `book` with the figures of `totals` typed over their formulas, as they are."""
    for total in map(Address.parse, totals):
        book = _set(book, total, Cell(book.at(total).value))
    return book


def _typed(book: Workbook, text: str) -> Workbook:
    sheets = dict(book.sheets)
    for address, cell in cells(text).items():
        before = sheets.get(address.sheet, Sheet(address.sheet)).cells
        sheets[address.sheet] = Sheet(address.sheet, {**before, (address.row, address.column): cell})
    return replace(book, sheets=sheets)


def _copied(book: Workbook, sheet: str, name: str) -> Workbook:
    return replace(book, sheets={**book.sheets, name: Sheet(name, book.sheets[sheet].cells)})


_MOVES = {
    "rows inserted": shifted.rows_inserted,
    "columns inserted": shifted.columns_inserted,
    "row deleted": shifted.row_deleted,
    "column deleted": shifted.column_deleted,
    "rows swapped": shifted.rows_swapped,
    "renamed": shifted.renamed,
    "copied": _copied,
}


@dataclass(frozen=True, slots=True)
class _Given:
    """The form's engine, but for the results that it is made to give."""

    results: Mapping[Address, Value]

    def __getattr__(self, name: str) -> Any:
        return getattr(disclosure().engine, name)

    def evaluate(self, inputs: Mapping[Address, Value]) -> Mapping[Address, Value]:
        """Return what the form gives, and the given results in place of its own."""
        return {**disclosure().engine.evaluate(inputs), **self.results}


def _with_results(book: Workbook, results: Mapping[str, Any]) -> Review:
    """Return the review of `book` by an engine that gives `results`: what no submission makes the form's own give."""
    engine = _Given({Address.parse(cell): _value(value) for cell, value in results.items()})
    return review(Case(replace(disclosure(), engine=engine), language_named("zh"), book))


def _value(value: Any) -> Value:
    if isinstance(value, str) and value.startswith("#"):
        return ErrorValue(value)
    return Decimal(str(value)) if isinstance(value, int | float) else value
