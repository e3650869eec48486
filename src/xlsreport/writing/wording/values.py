"""Values as outputs show them."""

from decimal import Decimal
from typing import Any

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import UNKNOWN, Value


def as_json(value: Value) -> Any:
    """Return a value for JSON: numbers exact, everything else as text."""
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else Decimal(plain_decimal(value))
        case _:
            return str(value)


def known_value(total: Consolidation, language: Language, address: Address) -> Value:
    """Return the figure at `address` as a document prints it: of one that is not known, that it is not."""
    value = total.value(address)
    return language.text("unknown") if value == UNKNOWN else value
