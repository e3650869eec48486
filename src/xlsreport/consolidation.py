"""Joining submissions: pure, exact, and the same in whatever order and grouping it is done."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext

from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Joining
from xlsreport.model.outcome import Consolidation
from xlsreport.model.workbook import Value

Values = Mapping[Address, Value]

_PRECISION = 60  # digits: more than any sum of workbook numbers needs, so that nothing is rounded


def consolidate(form: Form, parts: Sequence[Values], own: Values | None = None) -> Consolidation:
    """Join the inputs of `parts` as the form says, and evaluate the form's formulas from them.

    `own` are the whole's own texts, identity and carried cells; a figure among them is left out.
    """
    figures = {field.address for field in form.figures}
    values: dict[Address, Value] = {a: v for a, v in (own or {}).items() if a not in figures}
    for field in form.figures:
        joined = join(field, parts)
        if joined is not None:
            values[field.address] = joined
    return Consolidation(values, form.engine.evaluate(values), len(parts))


def join(field: Field, parts: Sequence[Values]) -> Decimal | None:
    """Return the one figure of `field` over all `parts`; None where none has it, or where they may not be joined."""
    given = [(value, part) for part in parts if isinstance(value := part.get(field.address), Decimal)]
    numbers = [value for value, _ in given]
    if not numbers:
        return None
    with localcontext(prec=_PRECISION):
        match field.joining:
            case Joining.SUM:
                return sum(numbers, Decimal(0))
            case Joining.MAX:
                return max(numbers)
            case Joining.MIN:
                return min(numbers)
            case Joining.MEAN:
                return _weighted_mean(given, field.weight)
            case Joining.SAME:
                return numbers[0] if len(set(numbers)) == 1 else None
            case Joining.NONE:
                return None


def _weighted_mean(given: Sequence[tuple[Decimal, Values]], weight: Address | None) -> Decimal | None:
    weights = [part.get(weight) if weight else None for _, part in given]
    pairs = [(value, w) for (value, _), w in zip(given, weights, strict=True) if isinstance(w, Decimal)]
    total = sum((w for _, w in pairs), Decimal(0))
    return sum((value * w for value, w in pairs), Decimal(0)) / total if total else None
