"""Fillings on which a rule is tried: for one that adds, figures that keep and break it; for others many, by lot."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlsreport.forms.checking import milp
from xlsreport.forms.checking.rule_laws import RuleLaw, law_of, numbers_of
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Kind, Rule
from xlsreport.model.workbook import Value

_DRAWS = 240
_FIGURES = tuple(map(Decimal, (0, 1, 2, 3, 5, 10, 100)))
_LONGEST = 12


def trial_fillings(form: Form, rule: Rule) -> Iterator[Mapping[Address, Value]]:
    """Yield fillings of the cells that a rule reads, the same in every run."""
    fields = [form.fields[cell] for cell in sorted(_read(form, rule)) if cell in form.fields]
    others = [field for field in fields if not field.kind.numeric and field.address != rule.explanation]
    law = law_of(form, rule)
    if law is not None and milp.available():
        blank = {field.address: Decimal(0) for field in fields if field.kind.numeric}
        for figures in _targeted(law, form):
            for texts in _texts(others):
                yield {**blank, **figures, **texts}
    lots = random.Random(rule.id)  # noqa: S311 - no secret: figures to try
    for _ in range(_DRAWS):
        yield {field.address: drawn(field, lots) for field in fields if field.address != rule.explanation}


def _read(form: Form, rule: Rule) -> set[Address]:
    return {leaf for cell in (rule.left, rule.right, rule.result) for leaf in form.leaves[cell]}


def _targeted(law: RuleLaw, form: Form) -> Iterator[Mapping[Address, Decimal]]:
    numbers = numbers_of(form)
    above, below = law.exceeding
    for wanted in (law.kept, above, below):
        for least in (0, 1):
            if (found := numbers.filling([wanted], least=least)) is not None:
                yield found


def _texts(fields: list[Field]) -> Iterator[Mapping[Address, Value]]:
    """Yield what may stand in the cells that take no number: nothing, then each choice in its turn."""
    yield {}
    for field in fields:
        for choice in field.choices[:6]:
            yield {field.address: choice}


def drawn(field: Field, lots: random.Random) -> Value:
    """Return something that a cell accepts, now and then nothing."""
    if lots.random() < 0.15:
        return None
    if field.kind.numeric:
        figure = lots.choice(_FIGURES)
        figure = figure if field.minimum is None else max(figure, field.minimum)
        return figure if field.maximum is None else min(figure, field.maximum)
    if field.kind is Kind.CHOICE:
        return lots.choice(field.choices) if field.choices else None
    return "x" * lots.randint(1, _LONGEST)
