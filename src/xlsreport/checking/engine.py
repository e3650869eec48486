"""The order of the checks, and what a review is made of."""

from collections.abc import Mapping
from decimal import Decimal

from xlsreport.checking.carried import known_cells, settle_carried
from xlsreport.checking.context import Case, plain
from xlsreport.checking.formulas import check_formulas
from xlsreport.checking.locate import Seen, located
from xlsreport.checking.numerals import visible
from xlsreport.checking.rules import check_rules
from xlsreport.checking.structure import judge_sheets
from xlsreport.checking.values import read_inputs
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.outcome import Consolidation
from xlsreport.model.review import Identity, Review
from xlsreport.model.workbook import Value, Workbook


def review(case: Case) -> Review:
    """Read a workbook against its form and return what it says and what is wrong with it."""
    sheets, structure = judge_sheets(case)
    if not sheets:
        return Review(findings=structure)
    reading = read_inputs(case, sheets).without(known_cells(case))
    values, carried = settle_carried(case, reading.values)
    results = case.form.engine.evaluate(values)
    judged = (
        *reading.findings,
        *check_formulas(case, sheets, results, reading),
        *check_rules(case, values, results, reading.unsure),
    )
    judged = located(Seen(case, sheets, reading, values, results), judged)
    findings = (*structure, *_period(case, values), *carried, *judged)
    return Review(identity_of(case.form, values), values, results, in_order(case.form, findings))


def own_texts(case: Case) -> Review:
    """Return the review of the whole's own workbook: its texts and identity; its figures are not read."""
    sheets, structure = judge_sheets(case)
    reading = read_inputs(case, sheets)
    figures = {field.address for field in case.form.figures}
    values = {cell: value for cell, value in reading.values.items() if cell not in figures}
    said = tuple(f for f in reading.findings if f.address not in figures)
    values, carried = settle_carried(case, values)
    findings = (*structure, *_period(case, values), *said, *carried)
    return Review(identity_of(case.form, values), values, {}, in_order(case.form, findings))


def review_joined(case: Case, own: Review, joined: Consolidation) -> Review:
    """Return the review of the whole: its own texts, and its joined figures judged by the form's own rules."""
    form = case.form
    blank = frozenset(f.address for f in form.figures if f.required and f.address not in joined.values)
    rules = check_rules(case, joined.values, joined.results, blank) if joined.departments else ()
    findings = in_order(form, (*own.findings, *rules))
    return Review(identity_of(form, joined.values), joined.values, joined.results, findings)


def identity_of(form: Form, values: Mapping[Address, Value]) -> Identity:
    """Return who a workbook says it is from."""
    cells = form.identity
    period = values.get(cells.period)
    return Identity(
        code=str(values.get(cells.code) or "").strip(),
        name=str(values.get(cells.name) or "").strip(),
        period=int(period) if isinstance(period, Decimal) else None,
    )


def claimed_identity(form: Form, book: Workbook) -> Identity:
    """Return who a workbook says it is from, before it is reviewed: what stands in its identity cells."""
    cells = form.identity
    period = visible(_shown(book.at(cells.period).value))
    return Identity(
        code=_shown(book.at(cells.code).value),
        name=_shown(book.at(cells.name).value),
        period=int(period) if period.isdecimal() else None,
    )


def _shown(value: Value) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return value.strip() if isinstance(value, str) else ""


def in_order(form: Form, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings by severity, then by their places in the order of the form's sheets."""
    sheets = {name: number for number, name in enumerate(form.layouts)}
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                f.severity.rank,
                sheets.get(f.sheet or "", -1),
                (f.address.row, f.address.column) if f.address else (0, 0),
                f.code,
            ),
        )
    )


def _period(case: Case, values: Mapping[Address, Value]) -> tuple[Finding, ...]:
    cell = case.form.identity.period
    found = values.get(cell)
    if case.period is None or found is None or found == case.period:
        return ()
    return (case.finding("S105", cell, found=found, expected=Decimal(case.period)),)
