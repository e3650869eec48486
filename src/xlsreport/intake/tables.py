"""A coordinator's table: heads in row 1, a record in each row below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from xlsreport.model.address import Address
from xlsreport.model.workbook import Sheet, Value


@dataclass(frozen=True, slots=True)
class WorkbookTable:
    """One sheet whose columns are known by a key each; a key whose head is missing has no column."""

    sheet: Sheet
    columns: Mapping[str, int]

    @property
    def rows(self) -> list[int]:
        """The rows below the heads in which something stands in a known column."""
        known = set(self.columns.values())
        return sorted({row for row, column in self.sheet.cells if row > 1 and column in known and self._filled(row)})

    def value(self, row: int, key: str) -> Value:
        """Return what stands in the column `key`; None where there is no such column."""
        return self.sheet.cell(row, self.columns[key]).value if key in self.columns else None

    def text(self, row: int, key: str) -> str:
        """Return what stands in the column `key` as a text, empty where nothing does."""
        return text_of(self.value(row, key))

    def at(self, row: int, key: str) -> Address:
        """Return the cell of a row in the column `key`, in the first column where there is no such column."""
        return Address(self.sheet.name, row, self.columns.get(key, 1))

    def _filled(self, row: int) -> bool:
        return any(self.text(row, key) for key in self.columns)


def heads_of(sheet: Sheet) -> dict[str, int]:
    """Return the columns of the heads in row 1, without the star that marks a required one."""
    return {text_of(cell.value).rstrip("*＊ "): column for (row, column), cell in sheet.cells.items() if row == 1}


def text_of(value: Value) -> str:
    """Return a cell's value as people write it: a day without its midnight."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def several(text: str) -> tuple[str, ...]:
    """Return the parts of a cell in which several are named, one after the other."""
    for separator in "；;，,、\n":
        text = text.replace(separator, "\n")
    return tuple(part.strip() for part in text.splitlines() if part.strip())
