"""A workbook as a text table, so that a test shows what stands in the cells.

    表三 | D | E | J
    6    | 3 | 1 | =SUM(D6:I6) -> 4

The first line of a block names the sheet and its columns, the others begin with a row's number; a blank line ends a
block. `3` is a number, `"3"` and any other word is text, `#REF!` an error, `TRUE` a logical value, `=F -> 4` a formula
with its stored result and `=F` one without; an empty place is a blank cell.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from xlsreport.model.address import Address, column_number
from xlsreport.model.workbook import BLANK, Cell, ErrorValue, Sheet, Value, Workbook

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def table(text: str) -> Workbook:
    """Return the workbook that `text` shows."""
    sheets: dict[str, dict[tuple[int, int], Cell]] = {}
    for address, cell in cells(text).items():
        sheets.setdefault(address.sheet, {})[address.row, address.column] = cell
    return Workbook({name: Sheet(name, found) for name, found in sheets.items()})


def cells(text: str) -> dict[Address, Cell]:
    """Return the cells that `text` shows, blank ones included."""
    return dict(_cells(text))


def _cells(text: str) -> Iterator[tuple[Address, Cell]]:
    for block in re.split(r"\n\s*\n", text.strip()):
        (sheet, *columns), *rows = ([part.strip() for part in line.split("|")] for line in block.splitlines())
        for number, *row in rows:
            for letters, shown in zip(columns, row, strict=True):
                yield Address(sheet, int(number), column_number(letters)), _cell(shown)


def _cell(shown: str) -> Cell:
    if not shown:
        return BLANK
    if not shown.startswith("="):
        return Cell(_value(shown))
    formula, arrow, result = (part.strip() for part in shown.partition("->"))
    return Cell(_value(result), formula, stored=bool(arrow))


def _value(shown: str) -> Value:
    if not shown:
        return None
    if _NUMBER.fullmatch(shown):
        return Decimal(shown)
    if shown in ("TRUE", "FALSE"):
        return shown == "TRUE"
    return ErrorValue(shown) if shown.startswith("#") else shown.strip('"')
