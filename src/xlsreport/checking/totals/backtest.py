"""Each rule of a form alone against figures that are known, whatever else is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.checking.context import Case
from xlsreport.checking.totals.rules import check_rules, check_trials, is_judged
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Rule
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """Whether a rule could be judged over some figures, and what it finds there; None where it holds."""

    rule: Rule
    judged: bool
    finding: Finding | None = None


def tried(case: Case, values: Mapping[Address, Value], rules: Sequence[Rule]) -> Iterator[RuleTrial]:
    """Yield for each of `rules` what it says of `values`: the inputs, and the cells carried from the year before.

    A required figure that lacks leaves unjudged what rests on it, and so does a missing year before.
    """
    form = case.form
    results = form.engine.evaluate(values)
    lacking = frozenset(each.address for each in form.figures if each.required and each.address not in values)
    unknown = form.unknown(frozenset(cell for cell in form.carried if values.get(cell) is None))
    unsure = lacking | unknown.keys()
    for rule in rules:
        if not is_judged(case, rule, results, unsure):
            yield RuleTrial(rule, judged=False)
            continue
        check = check_trials if rule.trial else check_rules
        found = check(case, values, results, unsure, (rule,))
        yield RuleTrial(rule, judged=True, finding=found[0] if found else None)
