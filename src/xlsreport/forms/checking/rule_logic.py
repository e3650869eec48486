"""Rules that are none: always true, never true, against each other, implied; proved over those that only add."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlsreport.forms.checking import milp
from xlsreport.forms.checking.collected import in_workbook
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.checking.milp import Between, Numbers
from xlsreport.forms.checking.rule_laws import RuleLaw, laws_of, numbers_of
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form
from xlsreport.model.form_finding import FormFault
from xlsreport.model.wording import plain_decimal

_MOST_CELLS = 4  # of a filling that are named in a sentence


def rule_logic_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield rules that say nothing or too much, with the filling that shows it; nothing without the solver."""
    if not milp.available():
        return
    laws, numbers = laws_of(inspected), numbers_of(inspected.form)
    sound = []
    for law in laws:
        if not any(_possible(numbers, [breach]) for breach in law.breaches):
            yield _always(law, inspected.form)
        elif not _possible(numbers, [law.kept]):
            yield _never(law, numbers)
        else:
            sound.append(law)
    against = list(_contradictions(sound, numbers))
    yield from against
    if not against:
        yield from _implied(sound, numbers)


def _possible(numbers: Numbers, laws: Sequence[Between]) -> bool:
    return numbers.filling(laws) is not None


def _always(law: RuleLaw, form: Form) -> FormFault:
    sides = [form.formulas[cell].removeprefix("=") for cell in (law.rule.left, law.rule.right)]
    words = {"id": law.rule.id, "left": sides[0], "relation": law.rule.relation, "right": sides[1]}
    return FormFault("L410", in_workbook(law.rule.result), words)


def _never(law: RuleLaw, numbers: Numbers) -> FormFault:
    """Return a rule that cannot hold, with the filling that comes nearest to it."""
    filling = _nearest(law, numbers) or {}
    gap = abs(law.gap.over(filling))
    words = {"id": law.rule.id, "witness": said(filling), "gap": plain_decimal(gap)}
    return FormFault("L411", in_workbook(law.rule.result), words)


def _nearest(law: RuleLaw, numbers: Numbers) -> Mapping[Address, Decimal] | None:
    """Return a filling with the least breach, narrowed down by halves."""
    low, high, best = Decimal(0), Decimal(milp.MOST), None
    for _ in range(40):
        half = (low + high) / 2
        least = None if law.rule.relation == "≤" else -half
        most = None if law.rule.relation == "≥" else half
        found = numbers.filling([Between(law.gap, least, most)])
        low, high, best = (low, half, found) if found is not None else (half, high, best)
    return best


def _contradictions(laws: Sequence[RuleLaw], numbers: Numbers) -> Iterator[FormFault]:
    """Yield rules that must hold and cannot all: of the fewest that are against each other the last."""
    strict = [law for law in laws if law.rule.severity is Severity.ERROR]
    if _possible(numbers, [law.kept for law in strict]):
        return
    core = list(strict)
    for law in strict:
        rest = [each for each in core if each is not law]
        if not _possible(numbers, [each.kept for each in rest]):
            core = rest
    *others, last = core
    words = {"id": last.rule.id, "other": ", ".join(each.rule.id for each in others)}
    yield FormFault("L412", in_workbook(last.rule.result), words)


def _implied(laws: Sequence[RuleLaw], numbers: Numbers) -> Iterator[FormFault]:
    """Yield rules that hold wherever others do, which must hold as strictly; of two alike the later."""
    gone: set[str] = set()
    for law in reversed(laws):
        others = [each for each in laws if each is not law and each.rule.id not in gone]
        firm = [each for each in others if each.rule.severity.rank <= law.rule.severity.rank]
        if not _holds_with(law, firm, numbers):
            continue
        for each in list(firm):
            rest = [other for other in firm if other is not each]
            if _holds_with(law, rest, numbers):
                firm = rest
        gone.add(law.rule.id)
        words = {"id": law.rule.id, "others": ", ".join(each.rule.id for each in firm)}
        yield FormFault("L413", in_workbook(law.rule.result), words)


def _holds_with(law: RuleLaw, others: Sequence[RuleLaw], numbers: Numbers) -> bool:
    kept = [each.kept for each in others]
    return not any(_possible(numbers, [*kept, breach]) for breach in law.breaches)


def said(filling: Mapping[Address, Decimal]) -> str:
    """Return a filling in few words: the cells that are not 0."""
    cells = [f"{cell} = {plain_decimal(value)}" for cell, value in sorted(filling.items()) if value]
    return ", ".join(cells[:_MOST_CELLS]) + (" …" if len(cells) > _MOST_CELLS else "") or "0"
