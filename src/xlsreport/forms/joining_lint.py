"""Whether cells can be joined as `[consolidate]` says."""

from collections.abc import Iterator, Mapping

from xlsreport.errors import FormError
from xlsreport.forms.joinings import Joinings
from xlsreport.forms.schema import FILE
from xlsreport.language import bilingual
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Kind
from xlsreport.model.joining import Joining, JoinRule, Ranking

_AT = f"{FILE} [consolidate]"
_OF_NUMBERS = (Joining.SUM, Joining.MAX, Joining.MIN, Joining.MEAN, Joining.SAME, Joining.RATIO)


def check_joined(joinings: Joinings, fields: Mapping[Address, Field], formulas: Mapping[Address, str]) -> None:
    """Raise `FormError` naming the cell that cannot be joined so, or what it is joined by; all of them are inputs."""
    for address, rule in joinings.rules.items():
        kind = fields[address].kind
        if rule.how in _OF_NUMBERS and not kind.numeric:
            raise FormError(bilingual("form_no_number", at=_AT, address=address))
        if rule.how is Joining.TEXT and kind is not Kind.TEXT:
            raise FormError(bilingual("form_no_text", at=_AT, address=address))
        _check_operands(address, rule, fields, formulas)
    for ranking in joinings.rankings:
        _check_ranking(ranking, fields)


def _check_operands(
    address: Address, rule: JoinRule, fields: Mapping[Address, Field], formulas: Mapping[Address, str]
) -> None:
    weighed = rule.weight in formulas or (rule.weight in fields and rule.weight and fields[rule.weight].kind.numeric)
    if rule.how is Joining.MEAN and not weighed:
        raise FormError(bilingual("form_weight", at=_AT, address=address, weight=rule.weight))
    for cell in (rule.ratio.above, rule.ratio.below) if rule.ratio else ():
        if cell not in formulas and not (cell in fields and fields[cell].kind.numeric):
            raise FormError(bilingual("form_no_figure", at=_AT, address=cell))


def _check_ranking(ranking: Ranking, fields: Mapping[Address, Field]) -> None:
    """Raise `FormError` for an entry that is not ordered by a number, or by the day that a text names."""
    for place in ranking.places:
        kind = fields[place[0]].kind
        if ranking.order.by_day and kind is not Kind.TEXT:
            raise FormError(bilingual("form_no_text", at=_AT, address=place[0]))
        if not ranking.order.by_day and not kind.numeric:
            raise FormError(bilingual("form_no_number", at=_AT, address=place[0]))


def check_derived(form: Form) -> None:
    """Raise `FormError` for what is joined by totals that could not be told so: weights of means, parts of ratios."""
    _check_weights(form)
    _check_ratios(form)


def _check_weights(form: Form) -> None:
    """Raise `FormError` for a mean by a formula that does not only add figures that are summed themselves."""
    for field in form.figures:
        weight = field.weight
        if weight in form.formulas and not (weight and _adds_up(form, weight)):
            raise FormError(bilingual("form_weight", at=_AT, address=field.address, weight=weight))


def _adds_up(form: Form, total: Address) -> bool:
    """Whether a total of the whole is the sum of the departments' totals."""
    linear = form.engine.linear(form.formulas[total], total.sheet)
    return linear is not None and not linear.constant and all(_summed(form, cell) for cell in linear.terms)


def _summed(form: Form, cell: Address) -> bool:
    return cell in form.fields and form.fields[cell].joining is Joining.SUM


def _check_ratios(form: Form) -> None:
    """Raise `FormError` for a ratio whose parts rest on ratios themselves: it could not be told in one step."""
    ratios = {field.address for field in form.figures if field.ratio}
    for field in form.figures:
        for cell in _parts(field):
            if {cell, *form.leaves.get(cell, ())} & ratios:
                raise FormError(bilingual("form_ratio_of_ratios", at=_AT, address=field.address, cell=cell))


def _parts(field: Field) -> Iterator[Address]:
    if field.ratio:
        yield from (field.ratio.above, field.ratio.below)
