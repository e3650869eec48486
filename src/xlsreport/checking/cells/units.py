"""V: what a figure is measured in: units typed beside it, too many decimals, and the wrong unit."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from xlsreport.checking.cells.typed_numbers import number_in, visible
from xlsreport.checking.cells.written_numbers import PERCENT, number_as_shown
from xlsreport.checking.context import Case
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.comparison import certain
from xlsreport.model.finding import CellChange, Finding, Operand
from xlsreport.model.form import Field
from xlsreport.model.form_parts import Measure
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Value

_SLIP = 100  # times last year's figure: so much is seldom true, and a wrong unit makes more of it


def measured(text: str, measure: Measure, units: Collection[str], shown: str = "") -> Decimal | None:
    """Return the number that `text` certainly means in the unit of `measure`; None where it is not certain.

    A figure that names its own unit, be it the one typed by mistake, is certain, and so is one that is written as the
    cell's number format `shown` writes it.
    """
    number = number_as_shown(text, measure.unit, shown) if measure.unit or shown else None
    if number is None and measure.unit != PERCENT and PERCENT not in shown:
        number = number_in(text, (*units, measure.unit) if measure.unit else units)
    elif number is None:
        number = number_in(text, ())
    if number is not None or not measure.instead or measure.factor is None:
        return number
    other = number_in(text, (measure.instead,))
    return None if other is None else other / measure.factor


def check_decimals(case: Case, field: Field, number: Decimal) -> Iterator[Finding]:
    """Yield a query for a figure with more decimals than its unit allows; what a double adds is not counted."""
    allowed = field.measure.decimals
    if allowed is not None and (decimals := _decimals(number)) > allowed:
        words = {"decimals": decimals, "allowed": allowed, "unit": field.measure.unit}
        yield case.finding("V213", field.address, words, found=number)


def check_units(case: Case, values: Mapping[Address, Value]) -> tuple[Finding, ...]:
    """Return a query for each figure that its sender may have typed in the smaller unit, or that is not plausible.

    The former are those far above last year's.
    """
    slips = tuple(_slips(case, values)) if case.years else ()
    named = {each.address for each in slips}
    return (*slips, *(each for each in _implausible(case, values) if each.address not in named))


def _implausible(case: Case, values: Mapping[Address, Value]) -> Iterator[Finding]:
    level = str(values.get(case.form.identity.level, "") if case.form.identity.level else "")
    for address, field in case.form.fields.items():
        if not field.measure.plausible:
            continue
        found, kept = values.get(address), field.measure.plausible_at(level)
        if kept is None or not isinstance(found, Decimal) or kept.least <= found <= kept.most:
            continue
        words = {"least": case.shown(kept.least), "most": case.shown(kept.most), "unit": field.measure.unit}
        of_level = case.language.text("of_level", level=level) if level in field.measure.plausible and level else ""
        slip = in_smaller_unit(case.language, field.measure, found, kept.most)
        yield case.finding("V215", address, {**words, "of_level": of_level, "slip": slip}, found=found)


def in_smaller_unit(language: Language, measure: Measure, found: Decimal, most: Decimal) -> str:
    """Return in words what `found` would be if it was typed in the smaller unit; nothing if that is still over `most`.

    As a part of a sentence, blank where the cell has no unit that is typed by mistake.
    """
    if measure.factor is None or found / measure.factor > most:
        return ""
    shown = plain_decimal(found / measure.factor)
    return language.text("perhaps_in_smaller_unit", instead=measure.instead, unit=measure.unit, value=shown)


def _slips(case: Case, values: Mapping[Address, Value]) -> Iterator[Finding]:
    for address, field in case.form.fields.items():
        factor, found = field.measure.factor, values.get(address)
        if factor is None or not isinstance(found, Decimal):
            continue
        before = case.years[0].get(address)
        if isinstance(before, Decimal) and before > 0 and found >= _SLIP * before:
            yield _slip(case, field, found, before)


def _slip(case: Case, field: Field, found: Decimal, before: Decimal) -> Finding:
    address, measure = field.address, field.measure
    expected = found / (measure.factor or 1)
    words = {
        "before": plain_decimal(before),
        "unit": measure.unit,
        "instead": measure.instead,
        "times": plain_decimal(found // before),
    }
    return case.finding(
        "V214",
        address,
        words,
        found=found,
        expected=expected,
        difference=found - expected,
        operands=(Operand(address, found),),
        suggestions=((CellChange(address, found, expected),),),
    )


def is_percentage(text: str) -> bool:
    """Whether `text` is a number with a percent sign."""
    return number_in(visible(text), ("%",)) is not None and visible(text).endswith("%")


def _decimals(number: Decimal) -> int:
    exponent = certain(number).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
