"""Repairs that would break a rule which does more than add are not proposed."""

from collections.abc import Mapping
from dataclasses import replace

from xlsreport.checking.locate.causes import Cause
from xlsreport.checking.locate.constraints import applied
from xlsreport.checking.locate.laws import ReviewState
from xlsreport.checking.locate.system import Repair, cells_of
from xlsreport.model.address import Address
from xlsreport.model.form import Rule
from xlsreport.model.workbook import Value


def sound(seen: ReviewState, cause: Cause) -> Cause:
    """Return `cause` without the repairs that break a rule which holds; as it is where every one does."""
    if not cause.listed:
        return cause
    rules = [
        rule for rule in seen.case.form.department_rules if not _adds(seen, rule) and _holds(seen, rule, seen.results)
    ]
    kept = tuple(repair for repair in cause.repairs if not _breaks(seen, rules, repair))
    return replace(cause, repairs=kept) if kept else cause


def _adds(seen: ReviewState, rule: Rule) -> bool:
    direct = seen.case.form.engine.direct
    return direct(rule.left) is not None and direct(rule.right) is not None


def _breaks(seen: ReviewState, rules: list[Rule], repair: Repair) -> bool:
    changed = set(cells_of(repair))
    concerned = [rule for rule in rules if changed & seen.case.form.leaves[rule.result]]
    if not concerned:
        return False
    results = seen.case.form.engine.evaluate(applied(seen.values, [repair]))
    return not all(_holds(seen, rule, results) for rule in concerned)


def _holds(seen: ReviewState, rule: Rule, results: Mapping[Address, Value]) -> bool:
    words = seen.case.form.rule_words
    return results[rule.result] in words.passed | words.not_applicable
