"""What is wrong with the rows of the rules sheet, as they are written."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlsreport.forms.checking.collected import in_workbook
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.formulas import read_by
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form, Rule
from xlsreport.model.form_finding import FormFault, Saying

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FIRST_ROW, _NUMBER, _RESULT = 5, 1, 8
_CELL = r"[!！]\$?([A-Z]{1,3})\$?([1-9]\d{0,4})"


def rule_row_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield what is wrong with the rows of the rules sheet and with the words that settle what they mean."""
    form = inspected.form
    yield from _gap(inspected.workbook.book[form.rules_sheet], form)
    explained = sum(rule.explanation in form.fields for rule in form.rules)
    for rule in form.rules:
        if {rule.left, rule.right, rule.result} & inspected.spoiled:
            continue
        if not rule.text:
            yield FormFault("L407", in_workbook(_cell_of(rule, 3)), {"id": rule.id})
        if rule.explanation not in form.fields and (rule.severity is Severity.QUERY or 2 * explained > len(form.rules)):
            yield FormFault("L408", in_workbook(rule.explanation), {"id": rule.id})
        yield from _elsewhere(form, rule)
    if not has_gap(inspected):  # else the words may be those of the rules below
        yield from _severities(inspected)


def _cell_of(rule: Rule, column: int) -> Address:
    return Address(rule.result.sheet, rule.result.row, column)


def has_gap(inspected: Inspected) -> bool:
    """Whether rules stand below a row without a number."""
    return any(_gap(inspected.workbook.book[inspected.form.rules_sheet], inspected.form))


def _gap(sheet: "Worksheet", form: Form) -> Iterator[FormFault]:
    """Yield the first row without a number where rules stand from it on."""
    row = _FIRST_ROW + len(form.rules)
    below = [each for each in range(row, sheet.max_row + 1) if _is_rule(sheet, each)]
    if below:
        yield FormFault("L406", in_workbook(Address(form.rules_sheet, row, _NUMBER)), {"count": len(below)})


def _is_rule(sheet: "Worksheet", row: int) -> bool:
    cells: list[Any] = [sheet.cell(row, column) for column in (4, 6, _RESULT)]
    return all(cell.data_type == "f" for cell in cells)


def _elsewhere(form: Form, rule: Rule) -> Iterator[FormFault]:
    """Yield a rule whose difference or result is computed in another row, or whose text names what it does not read."""
    for column in (7, _RESULT):
        cell = _cell_of(rule, column)
        own = {each for each in read_by(form.formulas.get(cell, ""), cell.sheet) if each.sheet == cell.sheet}
        rows = sorted(each.row for each in own if each.row != cell.row and each.column >= 4)
        if rows:
            what = Saying("lint_reads_other_row", {"cell": cell.cell, "row": rows[0]})
            yield FormFault("L409", in_workbook(cell), {"id": rule.id, "what": what})
            return
    read = _all_read(form, rule)
    for cell in _named(rule.text, form):
        if cell not in read:
            what = Saying("lint_text_names", {"cell": cell})
            yield FormFault("L409", in_workbook(_cell_of(rule, 3)), {"id": rule.id, "what": what})
            return


def _all_read(form: Form, rule: Rule) -> set[Address]:
    formulas = [cell for cell in (rule.left, rule.right, rule.result) if cell in form.formulas]
    read = {cell for formula in formulas for cell in read_by(form.formulas[formula], formula.sheet)}
    parts = {part for cell in formulas for part in form.engine.parts(cell)}
    return read | parts | {leaf for cell in formulas for leaf in form.leaves[cell]}


def _named(text: str, form: Form) -> Iterator[Address]:
    """Yield the cells that a rule's text names by sheet and address."""
    for sheet in form.layouts:
        for letters, row in re.findall(re.escape(sheet) + _CELL, text):
            yield Address.parse(f"{letters}{row}", sheet)


def _severities(inspected: Inspected) -> Iterator[FormFault]:
    """Yield words of `[rules] severity` that no rule of the sheet has."""
    form, settings = inspected.form, inspected.settings
    if settings.settings is None or inspected.spoiled & {_cell_of(rule, 2) for rule in form.rules}:
        return
    sheet = inspected.workbook.book[form.rules_sheet]
    used = {str(sheet.cell(rule.result.row, 2).value or "").strip() for rule in form.rules}
    for word in settings.settings.severities:
        if word not in used:
            yield FormFault("L123", settings.where.place(("rules", "severity")), {"word": word})
