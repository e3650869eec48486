"""Rules tried on fillings: whether the result says what the relation says, and whether anything breaks a rule."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches

from xlsreport.forms.checking.collected import in_workbook
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.checking.rule_laws import touched
from xlsreport.forms.checking.rule_logic import said
from xlsreport.forms.checking.rule_rows import has_gap
from xlsreport.forms.checking.trial_fillings import trial_fillings
from xlsreport.model.address import Address
from xlsreport.model.form import Form, Rule
from xlsreport.model.form_finding import FormFault, Saying
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import ErrorValue, Value

_ENOUGH = 24  # fillings in which a rule says what it should are proof enough


def trial_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield rules whose result is no word, contradicts their relation, or is never that it is broken."""
    form = inspected.form
    words: set[str] = set()
    for rule in form.rules:
        if not touched(form, rule, inspected.spoiled):
            yield from _tried(form, rule, words)
    if not any(touched(form, rule, inspected.spoiled) for rule in form.rules) and not has_gap(inspected):
        yield from _unused_words(inspected, words)


def _tried(form: Form, rule: Rule, words: set[str]) -> Iterator[FormFault]:
    """Try a rule on fillings until it was seen to hold and to be broken, and to say so."""
    broken = False
    for number, filling in enumerate(trial_fillings(form, rule)):
        results = form.engine.evaluate(filling)
        result = results[rule.result]
        fault = _fault(form, rule, filling, results)
        if fault is not None:
            yield fault
            return
        words.add(str(result))
        broken = broken or not _is_known(form, result)
        if broken and number > _ENOUGH:
            return
    if not broken:
        yield FormFault("L414", in_workbook(rule.result), {"id": rule.id})


def _is_known(form: Form, result: Value) -> bool:
    return str(result) in form.rule_words.passed | form.rule_words.not_applicable


def _fault(
    form: Form, rule: Rule, filling: Mapping[Address, Value], results: Mapping[Address, Value]
) -> FormFault | None:
    left, right, result = (results[cell] for cell in (rule.left, rule.right, rule.result))
    if isinstance(result, ErrorValue) or not str(result or "").strip():
        when = Saying("lint_when_filled", {"filling": _said(filling)})
        words = {"id": rule.id, "result": as_text(result), "when": when}
        return FormFault("L416", in_workbook(rule.result), words)
    if str(result) in form.rule_words.not_applicable:
        return None
    one, other = _number(left), _number(right)
    if one is None or other is None or _holds(one, rule.relation, other) is (str(result) in form.rule_words.passed):
        return None
    words = {"id": rule.id, "relation": rule.relation, "left": one, "right": other, "result": result}
    return FormFault("L415", in_workbook(rule.result), words)


def _number(value: Value) -> Decimal | None:
    if value is None:
        return Decimal(0)
    return value if isinstance(value, Decimal) else None


def _holds(left: Decimal, relation: str, right: Decimal) -> bool:
    return {"=": left == right, "≥": left >= right, "≤": left <= right}[relation]


def _said(filling: Mapping[Address, Value]) -> str:
    return said({cell: value for cell, value in filling.items() if isinstance(value, Decimal)})


def _unused_words(inspected: Inspected, seen: set[str]) -> Iterator[FormFault]:
    """Yield words of `[rules]` that no rule was seen to give and no formula of a result holds."""
    form = inspected.form
    written = "".join(form.formulas[rule.result] for rule in form.rules)
    for key, words in (("passed", form.rule_words.passed), ("not_applicable", form.rule_words.not_applicable)):
        for word in sorted(words):
            if word not in seen and f'"{word}"' not in written:
                told = {"word": word, "advice": _near(word, written)}
                yield FormFault("L122", inspected.settings.where.place(("rules", key)), told)


def _near(word: str, written: str) -> Saying:
    """Return the word of the formulas that was meant, where one is like it."""
    near = get_close_matches(word, re.findall(r'"([^"]*)"', written), n=1)
    return Saying("lint_nearest", {"name": near[0]}) if near else Saying("lint_none_near")
