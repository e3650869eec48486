"""What is wrong with formulas that load: what they read cannot be seen, they give errors, they are never known."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlsreport.forms.checking.collected import in_workbook
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.formulas import functions, parsed
from xlsreport.forms.tag_cells import cells_in
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form
from xlsreport.model.form_finding import FormFault, Saying
from xlsreport.model.joining import Joining
from xlsreport.model.workbook import ErrorValue, Value

_UNSEEN = ("INDIRECT", "OFFSET")
_EXCEL_ERRORS = ("#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#N/A")
_BROKEN = "#REF!"  # a cell that was taken out
_FILLINGS = ("lint_when_blank", "lint_when_zeros", "lint_when_ones")


def formula_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield what is wrong with the formulas of a form, those left out that rest on what was mended."""
    form = inspected.form
    sound = [cell for cell in form.formulas if not _rests_on(form, cell, inspected.spoiled)]
    yield from _unseen(form, sound)
    yield from _errors(inspected, sound)
    yield from _never_known(inspected, sound)


def _rests_on(form: Form, cell: Address, spoiled: frozenset[Address]) -> bool:
    return bool({cell, *form.engine.parts(cell), *form.leaves[cell]} & spoiled)


def _unseen(form: Form, cells: list[Address]) -> Iterator[FormFault]:
    """Yield formulas on which something rests and that put the addresses they read together."""
    for cell in cells:
        tree = parsed(form.formulas[cell])
        named = [name.upper() for name in functions(tree)] if tree else []
        for name in dict.fromkeys(name for name in named if name in _UNSEEN):
            if name == "INDIRECT" or not form.leaves[cell]:
                yield FormFault("L307", in_workbook(cell), {"said": Saying("form_unseen", {"name": name})})


def fillings(form: Form) -> Mapping[str, Mapping[Address, Value]]:
    """Return the three ways of filling a form that every formula should stand, by the key of their name."""
    numbers = [field for field in form.fields.values() if field.kind.numeric]
    blank: Mapping[Address, Value] = {}
    same = [{field.address: Decimal(number) for field in numbers} for number in (0, 1)]
    return dict(zip(_FILLINGS, (blank, *same), strict=True))


def _errors(inspected: Inspected, cells: list[Address]) -> Iterator[FormFault]:
    """Yield formulas with an error in an ordinary filling; of those that rest on each other the first alone."""
    form = inspected.form
    shown = _shown(inspected)
    told: set[Address] = set()
    for key, values in fillings(form).items():
        results = form.engine.evaluate(values)
        wrong = {cell for cell in cells if isinstance(results[cell], ErrorValue) or _is_spilt(results[cell])}
        for cell in (each for each in cells if each in wrong and each not in told):
            if form.engine.parts(cell) & wrong:
                continue
            told.add(cell)
            yield _error(cell, results[cell], key, shown)


def _error(cell: Address, result: Value, key: str, shown: frozenset[Address]) -> FormFault:
    words = {"error": str(getattr(result, "text", result)), "when": Saying(key)}
    if _is_spilt(result) or words["error"] == _BROKEN or str(words["error"]) not in _EXCEL_ERRORS:
        return FormFault("L311", in_workbook(cell), words)
    if words["error"] == "#NAME?":
        return FormFault("L312", in_workbook(cell), words)
    return FormFault("L308" if cell in shown else "L313", in_workbook(cell), words)


def _is_spilt(result: Value) -> bool:
    """Whether a formula gives a whole range, which one cell cannot hold."""
    return isinstance(result, str) and result.startswith("[") and result.endswith("]")


def _shown(inspected: Inspected) -> frozenset[Address]:
    """Return the formulas that somebody sees: in the report, among the main figures, or as the side of a rule."""
    form = inspected.form
    seen = {each.address for each in form.main}
    seen |= {cell for rule in form.rules for cell in (rule.left, rule.right, rule.result)}
    if inspected.template is not None:
        seen |= {cell for tree in inspected.template.trees for cell in cells_in(tree, form)}
    read = {cell for formula in seen & form.formulas.keys() for cell in form.engine.parts(formula)}
    return frozenset(seen | read)


def _never_known(inspected: Inspected, cells: list[Address]) -> Iterator[FormFault]:
    """Yield totals that rest on what no whole can know: figures that are not joined.

    Of formulas that do more than add only those that are shown: one that looks up need not read the figure.
    """
    form, shown = inspected.form, _shown(inspected)
    holes = frozenset(field.address for field in form.figures if _is_hole(field))
    unknown = form.unknown(holes)
    for cell in cells:
        adds = form.engine.linear(form.formulas[cell], cell.sheet) is not None
        if not (adds or cell in shown) or cell.sheet == form.rules_sheet:
            continue
        if cell in unknown and not form.engine.parts(cell) & unknown.keys():
            roots = sorted(unknown[cell])
            named = ", ".join(map(str, roots[:3])) + (" …" if len(roots) > 3 else "")
            yield FormFault("L310", in_workbook(cell), {"cells": named})


def _is_hole(field: Field) -> bool:
    return field.joining is Joining.NONE
