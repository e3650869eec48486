"""T: the form's own rules, evaluated by the form's own formulas from the sender's inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from xlsreport.checking.context import Case
from xlsreport.checking.totals.explanations import with_explanations
from xlsreport.checking.totals.statements import answer_to_rule
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_error
from xlsreport.model.engine import Linear
from xlsreport.model.finding import Finding, Operand, Severity
from xlsreport.model.form import Kind, Rule
from xlsreport.model.rounding import room_of_rule
from xlsreport.model.workbook import Value

_PREFIX = "T-"


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that does not hold, by how much, and its difference over the inputs where it only adds."""

    rule: Rule
    difference: Decimal | None
    residual: Linear | None


def check_rules(
    case: Case,
    values: Mapping[Address, Value],
    results: Mapping[Address, Value],
    unsure: frozenset[Address],
    rules: Sequence[Rule] | None = None,
) -> tuple[Finding, ...]:
    """Return a finding for each of `rules` that does not hold, save those that only follow from others.

    They are those for departments where none are given. A rule that rests on an `unsure` input is not judged, nor one
    whose result is unsure itself.
    """
    broken: list[BrokenRule] = []
    failed: list[Finding] = []
    for rule in case.form.department_rules if rules is None else rules:
        if rule.result in unsure or _holds(case, rule, results) or _rests_on(case, rule) & unsure:
            continue
        if any(is_error(results[cell]) for cell in (rule.left, rule.right, rule.result)):
            failed.append(case.finding("X901", rule.result, {"rule": rule.id}, found=results[rule.result]))
        elif not is_rounding((each := _broken(case, rule, results)), case):
            broken.append(each)
    own = [each for each in broken if not _follows(each, broken, case)]
    found = [_explained(case, _finding(case, each, values, results), values.get(each.rule.explanation)) for each in own]
    return (*failed, *with_explanations(case.language, found))


def check_trials(
    case: Case,
    values: Mapping[Address, Value],
    results: Mapping[Address, Value],
    unsure: frozenset[Address],
    rules: Sequence[Rule],
) -> tuple[Finding, ...]:
    """Return a note for each of `rules`, which are on trial, that does not hold; nothing follows from it."""
    found = []
    for rule in rules:
        error = any(is_error(results[cell]) for cell in (rule.left, rule.right, rule.result))
        if (
            is_rounding(_broken(case, rule, results), case)
            or rule.result in unsure
            or error
            or _holds(case, rule, results)
            or _rests_on(case, rule) & unsure
        ):
            continue
        finding = _finding(case, _broken(case, rule, results), values, results)
        message = finding.message + case.language.text("rule_on_trial")
        found.append(replace(finding, severity=Severity.NOTE, message=message, trial=True))
    return tuple(found)


def is_judged(case: Case, rule: Rule, results: Mapping[Address, Value], unsure: frozenset[Address]) -> bool:
    """Whether what a rule rests on is known, and it applies."""
    if rule.result in unsure or _rests_on(case, rule) & unsure:
        return False
    return results[rule.result] not in case.form.rule_words.not_applicable


def _explained(case: Case, finding: Finding, written: Value) -> tuple[Finding, Value]:
    """Return the finding with its explanation: on the rules sheet, else in the list that came back."""
    said = answer_to_rule(finding.code, case.statements)
    is_query = finding.severity is Severity.QUERY
    if not said or not is_query or (isinstance(written, str) and written.strip()):
        return finding, written
    return replace(finding, said=said), said


def eased(
    case: Case, findings: Sequence[Finding], results: Mapping[Address, Value], departments: int
) -> tuple[Finding, ...]:
    """Return `findings` about the whole with those rules as notes that fail only because `departments` are still out.

    `results` are the form's with last year's figures of those departments alone that are counted.
    """
    holding = {f"{_PREFIX}{rule.id}" for rule in case.form.rules if _holds(case, rule, results)}
    said = case.language.text("departments_still_out", count=departments)
    return tuple(
        replace(each, severity=Severity.NOTE, message=each.message + said) if each.code in holding else each
        for each in findings
    )


def _rests_on(case: Case, rule: Rule) -> frozenset[Address]:
    leaves = case.form.leaves
    return (leaves[rule.left] | leaves[rule.right] | leaves[rule.result]) - {rule.explanation}


def _holds(case: Case, rule: Rule, results: Mapping[Address, Value]) -> bool:
    words = case.form.rule_words
    return results[rule.result] in words.passed | words.not_applicable


def _broken(case: Case, rule: Rule, results: Mapping[Address, Value]) -> BrokenRule:
    left, right = results[rule.left], results[rule.right]
    difference = left - right if isinstance(left, Decimal) and isinstance(right, Decimal) else None
    return BrokenRule(rule, difference, _residual(case, rule))


def is_rounding(broken: BrokenRule, case: Case) -> bool:
    """Whether two sides differ by no more than the rounding of their figures allows."""
    if not broken.difference:
        return False
    return abs(broken.difference) <= room_of_rule(case.form, broken.rule)


def _residual(case: Case, rule: Rule) -> Linear | None:
    """Return left minus right over the inputs of this year alone."""
    formulas, engine = case.form.formulas, case.form.engine
    left = engine.linear(formulas[rule.left], rule.left.sheet)
    right = engine.linear(formulas[rule.right], rule.right.sheet)
    if left is None or right is None:
        return None
    terms = dict(left.terms)
    for cell, factor in right.terms.items():
        terms[cell] = terms.get(cell, Decimal(0)) - factor
    return Linear({c: f for c, f in terms.items() if f and c not in case.form.carried}, left.constant - right.constant)


def _follows(each: BrokenRule, broken: Sequence[BrokenRule], case: Case) -> bool:
    """Whether a rule about a total is broken by just what breaks the rules about its parts."""
    parts = [part for part in broken if _is_part(part, each)]
    for size in range(1, min(len(parts), 8) + 1):
        for some in combinations(parts, size):
            if _disjoint(some) and sum((p.difference or Decimal(0) for p in some), Decimal(0)) == each.difference:
                return True
    return False


def _is_part(part: BrokenRule, whole: BrokenRule) -> bool:
    if part.residual is None or whole.residual is None or part.rule.severity is not whole.rule.severity:
        return False
    inner, outer = part.residual.terms, whole.residual.terms
    return len(inner) < len(outer) and all(outer.get(cell) == factor for cell, factor in inner.items())


def _disjoint(some: Sequence[BrokenRule]) -> bool:
    cells = [cell for broken in some if broken.residual for cell in broken.residual.terms]
    return len(cells) == len(set(cells))


def _finding(
    case: Case, broken: BrokenRule, values: Mapping[Address, Value], results: Mapping[Address, Value]
) -> Finding:
    rule, form = broken.rule, case.form
    left, right = _read_by(case, rule.left), _read_by(case, rule.right)
    operands = tuple(Operand(cell, _used(case, cell, values, results)) for cell in (*left, *right))
    place = left[0] if left else rule.left
    return Finding(
        code=f"{_PREFIX}{rule.id}",
        severity=rule.severity,
        message=_sentence(case, broken, results),
        sheet=place.sheet,
        address=place,
        label=form.label(place) or None,
        found=results[rule.left],
        expected=results[rule.right],
        difference=broken.difference,
        operands=operands,
    )


def _used(case: Case, cell: Address, values: Mapping[Address, Value], results: Mapping[Address, Value]) -> Value:
    value = values.get(cell, results.get(cell))
    field = case.form.fields.get(cell)
    optional = field is not None and field.kind in (Kind.COUNT, Kind.AMOUNT)
    return Decimal(0) if value is None and optional else value


def _sentence(case: Case, broken: BrokenRule, results: Mapping[Address, Value]) -> str:
    rule = broken.rule
    gap = case.language.text("bracketed", text=case.gap(broken.difference)) if broken.difference else ""
    return case.language.message(
        "T",
        text=rule.text.rstrip("。．."),
        left=_side(case, rule.left, results, "rule_left_in_words"),
        relation=case.language.text(f"relation_{rule.relation}"),
        right=_side(case, rule.right, results, "rule_right_in_words"),
        difference=gap,
    )


def _side(case: Case, address: Address, results: Mapping[Address, Value], in_words: str) -> str:
    """Return a rule's figure as the sentence shows it, `Data!D6+Data!D7 = 4`, by `in_words` where it is no sum.

    A formula such as `IF(OR(…` is for Excel alone: the rule's own text says in words what it works out.
    """
    formula, value = case.form.formulas[address], case.shown(results[address])
    if "(" in formula and case.form.engine.linear(formula, address.sheet) is None:
        return case.language.text(in_words, value=value)
    return case.language.text("rule_side", formula=formula.removeprefix("="), value=value)


def _read_by(case: Case, address: Address) -> tuple[Address, ...]:
    return tuple(sorted(case.form.engine.precedents(case.form.formulas[address], address.sheet)))
