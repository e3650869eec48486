"""Witnesses: workbooks filled so that one rule alone is broken, and one that breaks none.

Figures are found by HiGHS over the rules that only add, or by lot; whatever is found is evaluated by our own engine
and is a witness only if it says so.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.forms.checking import milp
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.checking.milp import Between
from xlsreport.forms.checking.rule_laws import RuleLaw, laws_of, numbers_of
from xlsreport.forms.checking.trial_fillings import drawn
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Kind, Role, Rule
from xlsreport.model.workbook import Value

_DRAWS = 150
_FEW = 4
_YEAR = 2024  # where the edition names none
_SAMPLE = "…"


@dataclass(frozen=True, slots=True)
class Witness:
    """A filled workbook that breaks `rule` alone, or none where it is None.

    `besides` are rules that cannot hold where this one is broken, as one about a total of its column.
    """

    rule: Rule | None
    workbook: bytes
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Those that were found, and the rules of which none was."""

    found: tuple[Witness, ...]
    missing: tuple[Rule, ...]


def witnesses_of(inspected: Inspected) -> Witnesses:
    """Return the witnesses of a form without errors."""
    form, laws = inspected.form, laws_of(inspected)
    whole = _kept(form, laws)
    found = [] if whole is None else [Witness(None, form.engine.fill(whole))]
    missing = []
    for rule in form.rules:
        values = _breaking(form, rule, laws, whole or dict(_plain(form, every=False)))
        if values is None:
            missing.append(rule)
        else:
            besides = tuple(sorted(broken_rules(form, values) - {rule.id}))
            found.append(Witness(rule, form.engine.fill(values), besides))
    return Witnesses(tuple(found), tuple(missing))


def broken_rules(form: Form, values: Mapping[Address, Value]) -> frozenset[str]:
    """Return the rules that a filling breaks, an explanation or not."""
    results = form.engine.evaluate(values)
    fine = form.rule_words.passed | form.rule_words.not_applicable
    return frozenset(rule.id for rule in form.rules if str(results[rule.result]) not in fine)


def _plain(form: Form, *, every: bool) -> Iterator[tuple[Address, Value]]:
    """Yield what is filled in beside the figures of rules, with as little as may be: `every` one, or those required."""
    who = form.identity
    for address, field in form.fields.items():
        if field.role is Role.EXPLANATION:
            continue
        if address == who.period:
            yield address, _period(form, field)
        elif field.kind.numeric and (field.required or every):
            yield address, _within(field, Decimal(1))
        elif (not field.kind.numeric and field.required) or address in (who.name, who.code):
            yield address, _text(field)


def _period(form: Form, field: Field) -> Value:
    year = Decimal(form.edition) if form.edition.isdecimal() and len(form.edition) == 4 else Decimal(_YEAR)
    return _within(field, year) if field.kind.numeric else str(year)


def _within(field: Field, figure: Decimal) -> Decimal:
    figure = figure if field.minimum is None else max(figure, field.minimum)
    return figure if field.maximum is None else min(figure, field.maximum)


def _text(field: Field) -> Value:
    if field.kind is Kind.CHOICE:
        return field.choices[0] if field.choices else None
    text = str(field.label) or _SAMPLE
    least, most = int(field.minimum or 0), int(field.maximum or len(text))
    return text[:most].ljust(least, _SAMPLE)


def _kept(form: Form, laws: Sequence[RuleLaw]) -> Mapping[Address, Value] | None:
    """Return a filling that breaks no rule: of the required cells alone if that may be, else of all figures."""
    for every in (False, True):
        blank = dict(_plain(form, every=every))
        for start in (*_solved(form, [law.kept for law in laws], blank), blank):
            broken = broken_rules(form, start)
            if not broken:
                return start
            rules = [rule for rule in form.rules if rule.id in broken]
            if len(rules) <= _FEW and (found := _by_lot(form, start, frozenset(), rules)) is not None:
                return found
    return None


def _breaking(
    form: Form, rule: Rule, laws: Sequence[RuleLaw], whole: Mapping[Address, Value]
) -> Mapping[Address, Value] | None:
    """Return a filling that breaks `rule`, and of the others no more than cannot hold then."""
    wanted = frozenset({rule.id})
    own = next((law for law in laws if law.rule is rule), None)
    others = [law for law in laws if law.rule is not rule]
    for breach in own.breaches if own and milp.available() else ():
        firm = _compatible(form, others, breach)
        spared = {law.rule.id for law in others} - {law.rule.id for law in firm}
        for values in _solved(form, [*(law.kept for law in firm), breach], whole):
            if broken_rules(form, values) - spared == wanted:
                return values
    found = _by_lot(form, whole, wanted, (rule,))
    return found if found is not None else _by_lot(form, whole, wanted, (rule,), blanks=True)


def _compatible(form: Form, laws: Sequence[RuleLaw], breach: Between) -> list[RuleLaw]:
    """Return `laws` without those that cannot hold beside `breach`: of each conflict the mildest and last is let go."""
    numbers, firm = numbers_of(form), list(laws)
    for _ in range(_FEW):
        if numbers.filling([*(law.kept for law in firm), breach]) is not None:
            break
        core = list(firm)
        for law in firm:
            rest = [other for other in core if other is not law]
            if numbers.filling([*(other.kept for other in rest), breach]) is None:
                core = rest
        if not core:
            break
        firm.remove(max(core, key=lambda law: (law.rule.severity.rank, laws.index(law))))
    return firm


def _solved(form: Form, laws: Sequence[Between], rest: Mapping[Address, Value]) -> Iterator[Mapping[Address, Value]]:
    """Yield `rest` with figures that keep to `laws`, first such that nothing is 0."""
    if not milp.available() or not laws:
        return
    for least in (1, 0):
        if (figures := numbers_of(form).filling(laws, least=least)) is not None:
            yield {**rest, **figures}


def _by_lot(
    form: Form, start: Mapping[Address, Value], wanted: frozenset[str], rules: Sequence[Rule], *, blanks: bool = False
) -> Mapping[Address, Value] | None:
    """Return a filling that breaks just the `wanted`, found by changing what `rules` read, the same in every run.

    With `blanks` a cell that must be filled may be left blank: some rules are broken in no other way.
    """
    lots = random.Random("".join(sorted(wanted)))  # noqa: S311 - no secret: figures to try
    sides = [side for rule in rules for side in (rule.left, rule.right, rule.result)]
    read = sorted({leaf for side in sides for leaf in form.leaves[side]} - {rule.explanation for rule in rules})
    for _ in range(_DRAWS if read else 0):
        changed = {cell: drawn(form.fields[cell], lots) for cell in lots.sample(read, lots.randint(1, len(read)))}
        values = {
            **start,
            **{cell: value for cell, value in changed.items() if blanks or _may_be(form.fields[cell], value)},
        }
        if broken_rules(form, values) == wanted:
            return values
    return None


def _may_be(field: Field, value: Value) -> bool:
    return value is not None or not field.required
