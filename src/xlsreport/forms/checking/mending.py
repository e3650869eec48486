"""What is done to a cell in memory so that reading goes on after a mistake: the least that makes the form one."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from xlsreport.forms.settings import Settings
from xlsreport.model.address import Address

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

Mend = Callable[["Workbook", Address, Settings], None]


def mended_cell(book: "Workbook", key: str, address: Address, reader: Address, settings: Settings) -> None:
    """Mend what the refusal `key` is about: the cell at `address`, or the formula at `reader` that reads it."""
    if key == "form_text_reckoned":
        _as_number(book, address, settings)
    elif key in _MENDS:
        _MENDS[key](book, address, settings)
    else:
        _as_zero(book, reader, settings)


def _as_zero(book: "Workbook", address: Address, _: Settings) -> None:
    cell = _cell(book, address)
    cell.value, cell.protection = "=0", Protection(locked=True)


def _as_number(book: "Workbook", address: Address, _: Settings) -> None:
    _accept(book, address, DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True))


def _as_text(book: "Workbook", address: Address, _: Settings) -> None:
    _accept(book, address, DataValidation("textLength", operator="lessThanOrEqual", formula1="500", allow_blank=True))


def _as_choice(book: "Workbook", address: Address, _: Settings) -> None:
    _accept(book, address, DataValidation("list", formula1='"1,2"', allow_blank=True))


def _as_severity(book: "Workbook", address: Address, settings: Settings) -> None:
    known = list(settings.severities)
    near = get_close_matches(str(_cell(book, address).value or ""), known, n=1, cutoff=0.0)
    _cell(book, address).value = (near or known)[0]


def _as_equals(book: "Workbook", address: Address, _: Settings) -> None:
    _cell(book, address).value, _cell(book, address).data_type = "=", "s"


def _as_other_id(book: "Workbook", address: Address, _: Settings) -> None:
    _cell(book, address).value = f"{_cell(book, address).value}/{address.row}"


def _as_blank(book: "Workbook", address: Address, _: Settings) -> None:
    _cell(book, address).value = None


def _as_open(book: "Workbook", address: Address, _: Settings) -> None:
    _cell(book, address).protection = Protection(locked=False)


def _cell(book: "Workbook", address: Address) -> Any:
    return book[address.sheet].cell(address.row, address.column)


def _accept(book: "Workbook", address: Address, rule: DataValidation) -> None:
    """Have a cell accept what `rule` says, whatever it accepted before."""
    rule.add(address.cell)
    held = book[address.sheet].data_validations
    held.dataValidation = [*held.dataValidation, rule]  # of several for one cell the last counts


_MENDS: dict[str, Mend] = {
    "form_validation": _as_text,
    "form_bounds": _as_number,
    "form_list": _as_choice,
    "form_rule_severity": _as_severity,
    "form_rule_relation": _as_equals,
    "form_rule_twice": _as_other_id,
    "form_rule_scope": _as_blank,
    "form_prose_locked": _as_open,
}
