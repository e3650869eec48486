"""Joining submissions: pure, exact, and the same in whatever order and grouping it is done."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from xlsreport.model.address import Address
from xlsreport.model.exact import PRECISION
from xlsreport.model.form import Field, Form, Joining
from xlsreport.model.outcome import Consolidation, Hole
from xlsreport.model.workbook import UNKNOWN, Value

_DOUBLE = Context(prec=15, rounding=ROUND_HALF_UP)  # the digits that a workbook keeps
Values = Mapping[Address, Value]


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
    holes = _holes(form, values, parts) if parts else {}
    unknown = form.unknown(frozenset(holes))
    results = {**form.engine.evaluate(values), **dict.fromkeys(unknown, UNKNOWN)}
    return Consolidation(values, results, len(parts), holes, unknown)


_UNKNOWN_BY = {Joining.NONE: Hole.NOT_JOINED, Joining.SAME: Hole.DIFFERS, Joining.MEAN: Hole.NO_MEAN}


def _holes(form: Form, values: Values, parts: Sequence[Values]) -> dict[Address, Hole]:
    """Return the cells that are blank because they are not known; what nobody gave is nothing, as in a sum."""
    missing = (field for field in form.figures if field.address not in values and field.joining in _UNKNOWN_BY)
    joined = {field.address: _UNKNOWN_BY[field.joining] for field in missing if _wanted(field, parts)}
    return joined | {cell: Hole.NO_LAST_YEAR for cell in form.carried if cell not in values}


def _wanted(field: Field, parts: Sequence[Values]) -> bool:
    """Whether there is something to join; of what is never joined, parts that are wholes have nothing any more."""
    asked = [field.address] + ([field.weight] if field.weight else [])
    return field.joining is Joining.NONE or any(part.get(cell) for part in parts for cell in asked)


def join(field: Field, parts: Sequence[Values]) -> Decimal | None:
    """Return the one figure of `field` over all `parts`; None where none has it, or where they may not be joined.

    Parts of parts give the whole, in any order: for a mean where its weights are summed, but for its rounding to what
    its cell shows, and for what must be the same as long as it is the same.
    """
    given = [(value, part) for part in parts if isinstance(value := part.get(field.address), Decimal)]
    numbers = [value for value, _ in given]
    if not numbers:
        return None
    with localcontext(prec=PRECISION):
        match field.joining:
            case Joining.SUM:
                return sum(numbers, Decimal(0))
            case Joining.MAX:
                return max(numbers)
            case Joining.MIN:
                return min(numbers)
            case Joining.MEAN:
                return _weighted_mean(field, parts)
            case Joining.SAME:
                return numbers[0] if len(set(numbers)) == 1 else None
            case Joining.NONE:
                return None


def _weighted_mean(field: Field, parts: Sequence[Values]) -> Decimal | None:
    """Return the mean by weight; None where a part that weighs something does not say its value.

    Its weight is in the summed weights, so a mean without it would count for more than it stands for when it is
    joined again.
    """
    total = products = Decimal(0)
    for part in parts:
        weight = part.get(field.weight) if field.weight else None
        if not isinstance(weight, Decimal) or not weight:
            continue
        value = part.get(field.address)
        if not isinstance(value, Decimal):
            return None
        total += weight
        products += value * weight
    return _rounded(products / total, field.decimals) if total else None


def _rounded(mean: Decimal, decimals: int | None) -> Decimal:
    """Return `mean` as its cell shows it: what is printed is what is stored, and what the level above is told."""
    if decimals is None:
        return _DOUBLE.plus(mean)
    return mean.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
