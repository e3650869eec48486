"""A sender's workbook as a pure value: what stands in its cells, and nothing of how it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from xlsreport.model.address import Address


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An Excel error such as `#REF!`."""

    text: str

    def __str__(self) -> str:
        return self.text


UNKNOWN = ErrorValue("#N/A")  # what is not known, as Excel says it: whatever rests on it is not known either
CELL_CAPACITY = 32_767  # characters that a cell holds; openpyxl cuts longer texts in silence
Value = None | bool | Decimal | str | date | datetime | time | ErrorValue


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value (a formula's stored result) and its formula with the leading `=`, if it has one.

    `stored` is false for a formula cell without any stored result, as programs write that compute nothing.
    """

    value: Value = None
    formula: str | None = None
    stored: bool = True


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The non-blank cells of one sheet by (row, column), counted from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell, blank where nothing stands."""
        return self.cells.get((row, column), BLANK)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about a workbook that was read: a message code of the rule book and what it is about."""

    code: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one workbook in their order; `formulas_visible` is false for formats that hide formulas.

    `remarks` tell what is in the file beside its cells, such as macros, which are never run.
    """

    sheets: Mapping[str, Sheet]
    formulas_visible: bool = True
    remarks: tuple[Remark, ...] = ()

    def at(self, address: Address) -> Cell:
        """Return the cell at `address`, blank where the sheet or the cell is absent."""
        name, row, column = address
        sheet = self.sheets.get(name)
        return BLANK if sheet is None else sheet.cells.get((row, column), BLANK)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file could not be read: a message code of the rule book and what it is about."""

    code: str
    reason: str

    @property
    def is_ours(self) -> bool:
        """Whether the program itself failed at the file."""
        return self.code == OUR_FAULT


FROM_REPORT = "S140"  # the code of the note that what was read is a report, whose formulas nobody sees
OUR_FAULT = "X902"  # the code of what the program itself failed at: nobody else is to blame
