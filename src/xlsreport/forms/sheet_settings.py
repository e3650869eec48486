"""What form.toml says may stand in sheets of the workbook, for authors who know Excel: read into the same tables.

Such a sheet has `form.toml` in A1. In column A stand sections as in TOML (`[values]`, `[[summary.main]]`) and keys, to
the right of a key its values; a row without a key goes on with the values of the one above. Where names stand to the
right of a section, each row below is an entry that has them.
"""

import io
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from xlsreport.errors import FormError
from xlsreport.forms.settings_shape import Shape, shape_of
from xlsreport.language import bilingual
from xlsreport.model.address import Address

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "form.toml"
_COMMENT = "#"
_EMPTY = '""'  # a text of no letters, such as what parts two paragraphs of a draft
_PARTS = ("xl/sharedStrings.xml", "xl/worksheets/")  # where a mark would be
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """The tables that the sheets say, and the cell of each key by the names that lead to it."""

    tables: dict[str, Any] = field(default_factory=dict)
    places: dict[Names, Address] = field(default_factory=dict)

    def place_of(self, names: Sequence[str], said: str = "") -> Address | None:
        """Return the cell of a key, else of what it lies in; of the last key that `said` speaks of without names."""
        for length in range(len(names), 0, -1):
            if (cell := self.places.get(tuple(names[:length]))) is not None:
                return cell
        spoken = [cell for each, cell in self.places.items() if said and len(each[-1]) > 1 and each[-1] in said]
        return spoken[-1] if spoken else None


def settings_in(workbook: bytes) -> SheetSettings:
    """Return what the sheets of a workbook say in place of form.toml; raises `FormError` naming the cell."""
    found = SheetSettings()
    if _is_marked(workbook):
        book = load_workbook(io.BytesIO(workbook), read_only=False)
        for sheet in book.worksheets:
            if _text(sheet.cell(1, 1).value) == MARK:
                _Reading(sheet, found).read()
    return found


def joined_with(data: Mapping[str, Any], sheets: SheetSettings) -> dict[str, Any]:
    """Return the tables of form.toml with those of the sheets; raises `FormError` for a key that both have."""
    return _joined(data, sheets.tables, (), sheets)


def _joined(one: Mapping[str, Any], other: Mapping[str, Any], names: Names, sheets: SheetSettings) -> dict[str, Any]:
    whole = dict(one)
    for key, value in other.items():
        at = (*names, key)
        if key not in whole:
            whole[key] = value
        elif isinstance(whole[key], dict) and isinstance(value, dict):
            whole[key] = _joined(whole[key], value, at, sheets)
        else:
            raise FormError(bilingual("sheet_said_twice", at=sheets.place_of(at), key=".".join(at)))
    return whole


def _is_marked(workbook: bytes) -> bool:
    """Whether a mark may stand in a workbook, without reading it; what is no workbook has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as package:
            names = [name for name in package.namelist() if name.startswith(_PARTS)]
            return any(MARK.encode() in package.read(name) for name in names)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return False


class _Reading:
    """One sheet while it is read, row by row."""

    def __init__(self, sheet: "Worksheet", found: SheetSettings) -> None:
        self.sheet, self.found = sheet, found
        self.section: Names = ()
        self.heads: list[str] = []
        self.is_list = False
        self.last: tuple[Names, list[Any]] | None = None

    def read(self) -> None:
        """Take all rows below the mark."""
        for row in range(2, self.sheet.max_row + 1):
            cells = [self.sheet.cell(row, column).value for column in range(1, self.sheet.max_column + 1)]
            key, rest = _text(cells[0]), cells[1:]
            if key.startswith(_COMMENT) or not any(_text(each) for each in cells):
                continue
            if key.startswith("["):
                self._begin(row, key, rest)
            elif not self.section:
                raise FormError(bilingual("sheet_no_section", at=self._at(row, 1), key=key))
            elif self.heads:
                self._entry(row, key, rest)
            elif key:
                self._key(row, key, rest)
            else:
                self._go_on(row, rest)

    def _begin(self, row: int, head: str, rest: Sequence[Any]) -> None:
        try:
            table: Any = tomllib.loads(head)
        except tomllib.TOMLDecodeError:
            raise FormError(bilingual("sheet_no_section", at=self._at(row, 1), key=head)) from None
        names: list[str] = []
        while isinstance(table, dict) and table:
            name, table = next(iter(table.items()))
            names.append(name)
        self.section, self.is_list = tuple(names), isinstance(table, list)
        self.heads, self.last = [_text(each) for each in rest if _text(each)], None
        if self.is_list:
            self._table(self.section[:-1], row, 1).setdefault(self.section[-1], [])
        else:
            self._table(self.section, row, 1)

    def _entry(self, row: int, key: str, rest: Sequence[Any]) -> None:
        """Take a row of a table with heads: an entry by its key, or one of a list."""
        names = self.section if self.is_list else (*self.section, key)
        told = {head: each for head, each in zip(self.heads, rest, strict=False) if _text(each)}
        entry = {}
        for number, (head, each) in enumerate(zip(self.heads, rest, strict=False), 2):
            if head in told:
                entry[head] = self._value((*names, head), [each], self._at(row, number))
        if self.is_list:
            self._table(self.section[:-1], row, 1)[self.section[-1]].append(entry)
            self.found.places[names] = self._at(row, 1)
        else:
            self._put(names, entry, self._at(row, 1))

    def _key(self, row: int, key: str, rest: Sequence[Any]) -> None:
        names, values = (*self.section, key), [each for each in rest if _text(each)]
        self.last = (names, values)
        self._put(names, self._value(names, values, self._at(row, 2)), self._at(row, 2))

    def _go_on(self, row: int, rest: Sequence[Any]) -> None:
        if self.last is None:
            raise FormError(bilingual("sheet_no_key", at=self._at(row, 2)))
        names, values = self.last
        values += [each for each in rest if _text(each)]
        self._table(names[:-1], row, 1)[names[-1]] = self._value(names, values, self._at(row, 2))

    def _put(self, names: Names, value: Any, at: Address) -> None:
        table = self._table(names[:-1], at.row, at.column)
        if names[-1] in table:
            raise FormError(bilingual("sheet_said_twice", at=at, key=".".join(names)))
        table[names[-1]] = value
        self.found.places[names] = at

    def _table(self, names: Names, row: int, column: int) -> dict[str, Any]:
        table: dict[str, Any] = self.found.tables
        for name in names:
            table = table.setdefault(name, {})
            if not isinstance(table, dict):
                raise FormError(bilingual("sheet_said_twice", at=self._at(row, column), key=".".join(names)))
        self.found.places.setdefault(names, self._at(row, column))
        return table

    def _value(self, names: Names, values: Sequence[Any], at: Address) -> Any:
        """Return what the cells of a key say: a list where the settings have one there, else the one value."""
        shape = shape_of(names)
        if shape is Shape.TEXTS:
            return ["" if _text(each) == _EMPTY else _text(each) for each in values]
        if len(values) != 1:
            raise FormError(bilingual("sheet_one_value", at=at, key=".".join(names)))
        return _text(values[0]) if shape is Shape.TEXT else _scalar(values[0], at)

    def _at(self, row: int, column: int) -> Address:
        return Address(self.sheet.title, row, column)


def _scalar(value: Any, at: Address) -> Any:
    """Return a number or a truth as it is, a text as it is written in TOML where it begins like a list or a table."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str) or not value.strip().startswith(("[", "{")):
        return value.strip() if isinstance(value, str) else value
    try:
        return tomllib.loads(f"x = {value.strip()}")["x"]
    except tomllib.TOMLDecodeError as error:
        raise FormError(bilingual("not_toml", at=at, error=error)) from None


def _text(value: Any) -> str:
    """Return a cell as a text; a number that is whole without a point, as a year is typed."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
