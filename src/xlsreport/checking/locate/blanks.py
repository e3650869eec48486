"""Figures that were not read, where the laws leave just one value for them."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from xlsreport.checking.locate.advice import with_advice
from xlsreport.checking.locate.constraints import as_decimal
from xlsreport.checking.locate.laws import Declaration, ReviewState
from xlsreport.checking.locate.system import Law, Variable, is_decimal
from xlsreport.model.address import Address
from xlsreport.model.finding import CellChange, Finding
from xlsreport.model.form import Kind

_VALUES = "V"


def with_inferred(seen: ReviewState, declaration: Declaration, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` with a proposal for each unread figure that all its laws agree on."""
    found = dict(_inferred(seen, declaration))
    return tuple(_told(seen, finding, found) for finding in findings)


def _told(seen: ReviewState, finding: Finding, found: dict[Address, tuple[Fraction, list[str]]]) -> Finding:
    cell = finding.address
    if cell is None or cell not in found or finding.code[0] != _VALUES:
        return finding
    value, laws = found[cell]
    text, after = seen.case.language.text, as_decimal(value)
    held = text("locate_hold_all" if len(laws) > 1 else "locate_hold_one", laws=text("comma").join(laws))
    advice = text("locate_blank", after=seen.case.shown(after), held=held)
    change = CellChange(cell, seen.case.book.at(cell).value, after)
    return replace(finding, message=with_advice(seen.case, finding, advice), suggestions=((change,),))


def _inferred(seen: ReviewState, declaration: Declaration) -> list[tuple[Address, tuple[Fraction, list[str]]]]:
    laws: dict[Address, list[Law]] = {}
    for law in declaration.open:
        unread = [cell for cell in law.terms if cell not in declaration.system.figures]
        if len(unread) == 1 and unread[0] in seen.reading.unsure:
            laws.setdefault(unread[0], []).append(law)
    values = declaration.system.values
    each = ((cell, {_value(law, cell, values) for law in own}, [law.name for law in own]) for cell, own in laws.items())
    return [(cell, (value, names)) for cell, (value, *more), names in each if not more and _accepts(seen, cell, value)]


def _value(law: Law, cell: Address, values: dict[Address, Fraction]) -> Fraction:
    return -law.gap({**values, cell: Fraction(0)}) / law.terms[cell]


def _accepts(seen: ReviewState, cell: Address, value: Fraction) -> bool:
    field = seen.case.form.fields[cell]
    low = None if field.minimum is None else Fraction(field.minimum)
    high = None if field.maximum is None else Fraction(field.maximum)
    return is_decimal(value) and Variable(value, low, high, whole=field.kind is Kind.COUNT).accepts(value)
