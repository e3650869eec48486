"""Cells of a sheet's XML: found or made in their place, a value typed, a formula's result stored."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from lxml import etree

from xlsreport.forms.copying.parts import Element, made, main, needed, without
from xlsreport.forms.copying.sheet_order import SHEET
from xlsreport.model.address import Address, column_letters
from xlsreport.model.workbook import CELL_CAPACITY, ErrorValue, Value

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A


class Cells:
    """The cells of one sheet, by row and column."""

    def __init__(self, sheet: Element) -> None:
        """Take the rows of `sheet`, each once: programs need not say which row or cell they mean, only count on."""
        self.sheet = sheet
        self._data = needed(sheet, "sheetData", SHEET)
        self._rows: dict[int, Element] = {}
        self._cells: dict[int, dict[int, Element]] = {}
        number = 0
        for row in self._data.iterchildren(main("row")):
            number = int(row.get("r") or number + 1)
            self._rows[number] = row
            self._cells[number] = dict(_placed(row))

    def get(self, row: int, column: int) -> Element | None:
        """Return the cell where there is one."""
        return self._cells.get(row, {}).get(column)

    def row(self, row: int) -> Element:
        """Return the row, made in its place where there is none."""
        if row not in self._rows:
            self._data.insert(bisect_left(sorted(self._rows), row), element := _new("row", r=str(row)))
            self._rows[row], self._cells[row] = element, {}
        return self._rows[row]

    def at(self, row: int, column: int) -> Element:
        """Return the cell, made in its place where there is none, looking as its row or column does."""
        line = self.row(row)
        if column not in self._cells[row]:
            cell = _new("c", r=f"{column_letters(column)}{row}")
            if style := self._style_of(line, column):
                cell.set("s", style)
            line.insert(bisect_left(sorted(self._cells[row]), column), cell)
            without(line, "spans")  # a hint of how far the row reaches
            self._cells[row][column] = cell
            self._reach(row, column)
        return self._cells[row][column]

    def in_row(self, row: int) -> Iterator[tuple[int, Element]]:
        """Yield the cells of a row with their columns."""
        yield from sorted(self._cells.get(row, {}).items())

    def with_formulas(self) -> Iterator[tuple[int, int, Element]]:
        """Yield the row, the column and the cell of each formula."""
        for row, cells in self._cells.items():
            yield from ((row, column, cell) for column, cell in cells.items() if formula_in(cell) is not None)

    @property
    def last_column(self) -> int:
        """The last column with a cell."""
        return max((column for row in self._cells.values() for column in row), default=1)

    def _style_of(self, line: Element, column: int) -> str | None:
        if line.get("customFormat") in ("1", "true"):
            return line.get("s")
        for group in self.sheet.iterfind(f"{main('cols')}/{main('col')}"):
            if int(group.get("min", 0)) <= column <= int(group.get("max", 0)):
                return group.get("style")
        return None

    def _reach(self, row: int, column: int) -> None:
        """Have the sheet say that it reaches to this cell, where it says how far it reaches."""
        dimension = self.sheet.find(main("dimension"))
        if dimension is None:
            return
        top, left, bottom, right = corners(dimension.get("ref", "A1"))
        first = Address("S", min(top, row), min(left, column))
        dimension.set("ref", f"{first.cell}:{Address('S', max(bottom, row), max(right, column)).cell}")


def type_value(cell: Element, value: Value, address: Address, *, mac: bool = False) -> None:
    """Type `value` into `cell`, in the place of whatever stands there; raises `ValueError` for a text too long."""
    _emptied(cell, ())
    match value:
        case None:
            pass
        case str():
            if len(text := clean(value)) > CELL_CAPACITY:
                raise ValueError(f"{address}: {len(text)} > {CELL_CAPACITY}")
            type_text(cell, text)
        case _:
            _store(cell, value, mac=mac)


def type_text(cell: Element, text: str) -> None:
    """Type a text, which stays one whatever it begins with."""
    _emptied(cell, ())
    cell.set("t", "inlineStr")
    _text(made(made(cell, "is"), "t"), text)


def store_result(cell: Element, value: Value) -> None:
    """Store the result of the formula in `cell`, which stays."""
    _emptied(cell, (main("f"),))
    if isinstance(value, str):
        cell.set("t", "str")
        _text(made(cell, "v"), clean(value))
    elif value is not None:
        _store(cell, value)


def clean(text: str) -> str:
    """Return `text` without what no workbook may hold."""
    return _NOT_IN_XML.sub("", text)


def formula_in(cell: Element) -> Element | None:
    """Return the formula of `cell`."""
    return cell.find(main("f"))


def corners(area: str) -> tuple[int, int, int, int]:
    """Return the first row and column and the last row and column of `A1:C3`; raises `ValueError` for what is none."""
    ends = [Address.parse(each, "S") for each in area.split(":")]
    return ends[0].row, ends[0].column, ends[-1].row, ends[-1].column


def merged_areas(sheet: Element) -> list[tuple[int, int, int, int]]:
    """Return the corners of each merged area of `sheet`."""
    return [corners(each.get("ref", "")) for each in sheet.iter(main("mergeCell"))]


def _store(cell: Element, value: Value, *, mac: bool = False) -> None:
    match value:
        case bool():
            cell.set("t", "b")
            made(cell, "v", str(int(value)))
        case Decimal():
            whole = value == value.to_integral_value()
            made(cell, "v", str(int(value)) if whole else repr(float(value)))
        case ErrorValue():
            cell.set("t", "e")
            made(cell, "v", value.text)
        case datetime() | date() | time():
            made(cell, "v", repr(_day_number(value, mac=mac)))


def _day_number(value: datetime | date | time, *, mac: bool) -> float:
    from openpyxl.utils import datetime as days  # noqa: PLC0415 - loads all of openpyxl, and few cells hold a day

    number: float = days.to_excel(value, days.CALENDAR_MAC_1904 if mac else days.CALENDAR_WINDOWS_1900)  # type: ignore[no-untyped-call]
    return number


def _emptied(cell: Element, kept: tuple[str, ...]) -> None:
    for child in [each for each in cell if each.tag not in kept]:
        cell.remove(child)
    without(cell, "t", "vm", *(() if kept else ("cm",)))


def _text(holder: Element, text: str) -> None:
    holder.text = _ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
    holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _placed(row: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in row.iterchildren(main("c")):
        column = Address.parse(place, "S").column if (place := cell.get("r")) else column + 1
        yield column, cell


def _new(name: str, **attributes: str) -> Element:
    return etree.Element(main(name), dict(attributes))
