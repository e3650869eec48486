"""The order of the checks, and what a review is made of."""

from collections.abc import Mapping

from xlsreport.checking.carried import settle_carried
from xlsreport.checking.context import Case
from xlsreport.checking.formulas import check_formulas
from xlsreport.checking.rules import check_rules
from xlsreport.checking.structure import judge_sheets
from xlsreport.checking.values import read_inputs
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.review import Identity, Review
from xlsreport.model.workbook import Value, Workbook

_NO_BOOK = Workbook({})


def review(case: Case) -> Review:
    """Read a workbook against its form and return what it says and what is wrong with it."""
    sheets, structure = judge_sheets(case)
    if not sheets:
        return Review(findings=structure)
    reading = read_inputs(case, sheets)
    values, carried = settle_carried(case, reading.values)
    results = case.form.engine.evaluate(values)
    findings = (
        *structure,
        *_period(case, values),
        *reading.findings,
        *carried,
        *check_formulas(case, sheets, results, reading.unsure),
        *check_rules(case, values, results, reading.unsure),
    )
    return Review(identity_of(case.form, values), values, results, in_order(case.form, findings))


def review_filled(form: Form, language: Language, values: Mapping[Address, Value]) -> Review:
    """Return the review of figures that were never in a workbook: the form's own rules alone judge them."""
    results = form.engine.evaluate(values)
    case = Case(form, language, _NO_BOOK)
    blank = frozenset(f.address for f in form.figures if f.required and f.address not in values)
    findings = check_rules(case, values, results, blank)
    return Review(identity_of(form, values), values, results, in_order(form, findings))


def identity_of(form: Form, values: Mapping[Address, Value]) -> Identity:
    """Return who a workbook says it is from."""
    cells = form.identity
    period = values.get(cells.period)
    return Identity(
        code=str(values.get(cells.code) or "").strip(),
        name=str(values.get(cells.name) or "").strip(),
        period=int(str(period)) if period is not None else None,
    )


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
    if case.period is None or found is None or str(found) == str(case.period):
        return ()
    return (case.finding("S105", cell, found=found, expected=str(case.period)),)
