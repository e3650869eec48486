"""V: which numbers an input takes."""

from collections.abc import Iterator
from decimal import Decimal

from xlsreport.checking.context import Case
from xlsreport.model.form import Field, Kind
from xlsreport.model.wording import plain_decimal

LARGEST = Decimal(10**15 - 1)  # a workbook keeps 15 digits; what is larger is no longer certain
_NOUGHT, _ONE = Decimal(0), Decimal(1)


def is_plain_count(number: Decimal) -> bool:
    """Whether every count that is open upwards takes `number`. Nearly all inputs do: this must stay fast."""
    return _NOUGHT <= number <= LARGEST and number % _ONE == _NOUGHT


def is_within(number: Decimal, field: Field) -> bool:
    """Whether `field` takes a number, or a text of that many characters."""
    return not (
        (field.minimum is not None and number < field.minimum) or (field.maximum is not None and number > field.maximum)
    )


def bounds_in_words(case: Case, field: Field, number: Decimal) -> str:
    """Return what `field` takes as a sentence says it, `number` being outside."""
    return case.language.text("comma").join(_bounds(case, field, number))


def _bounds(case: Case, field: Field, number: Decimal) -> Iterator[str]:
    if field.kind is Kind.COUNT:
        yield case.language.text("whole_number")
    if field.minimum is not None:
        yield f"≥ {plain_decimal(field.minimum)}"
    if field.maximum is not None:
        yield f"≤ {plain_decimal(field.maximum)}"
    elif number > LARGEST:
        yield f"≤ {plain_decimal(LARGEST)}"
