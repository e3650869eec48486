"""One pass over a sheet's XML for what calamine does not tell: formulas, their stored results, error values.

It also tells how far the sheet reaches before calamine makes room for it: a declared range is never trusted.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from xlsreport.model.address import Address
from xlsreport.reading.fast_formula_cells import PLAIN_RESULT, sheet_of, told_alone
from xlsreport.reading.ooxml import MAIN
from xlsreport.reading.refusal import RefusedError, ill_formed
from xlsreport.reading.used_range import UsedRange
from xlsreport.reading.xml_normalise import parsed

_MOST_REMEMBERED = 2048  # bytes of a formula that is worth remembering: a sentence of verdicts has over a thousand
_MOST_FORMULA_TEXT = 2 * 1024 * 1024  # letters that shared formulas may be written out to: seconds of work
_EDGE = 1_048_576  # rows of a sheet; nothing stands beyond
_C, _F, _V, _ROW = (f"{{{MAIN}}}{name}" for name in ("c", "f", "v", "row"))


class FormulaCell(NamedTuple):
    """A cell with a formula or an error: its position, formula with `=`, stored result as text and its type."""

    row: int
    column: int
    formula: str | None
    stored: str | None
    type: str


def formula_cells(name: str, content: bytes) -> tuple[FormulaCell, ...]:
    """Return the formula and error cells of a worksheet's XML, which `checked_xml` has passed.

    Raises `RefusedError`: F101 for what is not well formed, F129 for a sheet that reaches too far.
    """
    told = told_alone(content)
    if told is None:
        return _formula_cells(_numbered(name, content))
    shared = _SharedFormulas()
    plain = [_plain_cell(each, shared) for each in told]
    if None in plain:
        return _formula_cells(_placed(parsed(name, sheet_of(told))))
    return tuple(plain)  # type: ignore[arg-type]


def _formula_cells(cells: Iterable["_Placed"]) -> tuple[FormulaCell, ...]:
    shared = _SharedFormulas()
    return tuple(_formula_cell(each, shared) for each in cells)


def _plain_cell(cell: bytes, shared: "_SharedFormulas") -> FormulaCell | None:
    """Return a formula cell that is written plainly; None for one that only a parser reads right.

    Up to its stored result it is the same in every workbook of a form, and is parsed once.
    """
    start, sign, end = cell.partition(b"</f>")
    if not sign:  # it shares another's formula
        start, sign, end = cell.partition(b"/>")
    result = PLAIN_RESULT.fullmatch(end)
    beginning = _beginning(start + sign) if result is not None and len(start) <= _MOST_REMEMBERED else None
    if result is None or beginning is None:
        return None
    row, column, kind, formula = beginning
    text = result[1] and result[1].decode("utf-8")
    stored = text or ("" if text is not None and kind == "str" else None)
    return FormulaCell(row, column, shared.text(formula, row, column), stored, kind)


class _Formula(NamedTuple):
    """A formula as it is written: its text, and the index under which several cells share it, if they do."""

    text: str
    group: str | None


def _formula(element: etree._Element) -> _Formula:
    return _Formula(element.text or "", element.get("si", "") if element.get("t") == "shared" else None)


@lru_cache(maxsize=4096)
def _beginning(start: bytes) -> tuple[int, int, str, _Formula] | None:
    """Return position, type and formula of the cell that begins with `start`; None where that is not certain."""
    try:
        cell = parsed("", sheet_of([start + b"</c>"]))[0]
    except RefusedError:
        return None
    if len(cell) != 1 or cell[0].tag != _F:
        return None
    return *_position(cell.get("r", "")), cell.get("t", "n"), _formula(cell[0])


class _Placed(NamedTuple):
    row: int
    column: int
    element: etree._Element


def _placed(root: etree._Element) -> Iterator[_Placed]:
    for element in root:
        yield _Placed(*_position(element.get("r", "")), element)


def _numbered(name: str, content: bytes) -> Iterator[_Placed]:
    """Yield the formula and error cells, row by row; a cell that names no place stands after the one before it."""
    row = 0
    reach = UsedRange(name)
    try:
        for _, element in etree.iterparse(io.BytesIO(content), tag=_ROW, resolve_entities=False, no_network=True):
            row = _number(element.get("r")) or row + 1
            yield from _row(element, row, reach)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.LxmlError, ValueError) as error:
        raise ill_formed(name, error) from None


def _row(element: etree._Element, row: int, reach: UsedRange) -> Iterator[_Placed]:
    column = 0
    for cell in element.iterchildren(_C):
        place = cell.get("r")
        at = _position(place) if place else (row, column + 1)
        column = at[1]
        if len(cell):  # one that has a look alone takes no room
            reach.include(*at)
        if cell.get("t") == "e" or cell.find(_F) is not None:
            yield _Placed(*at, cell)


def _formula_cell(cell: _Placed, shared: "_SharedFormulas") -> FormulaCell:
    element, value, text = cell.element, None, None
    for child in element:  # quicker than to look for them by name
        tag = child.tag
        if tag == _F:
            text = shared.text(_formula(child), cell.row, cell.column)
        elif tag == _V:
            value = child
    return FormulaCell(cell.row, cell.column, text, _result(element, value), element.get("t", "n"))


def _result(cell: etree._Element, value: etree._Element | None) -> str | None:
    """Return the stored result as text; an empty element is none, but for a formula that gave an empty text."""
    if value is None:
        return None
    return value.text or ("" if cell.get("t") == "str" else None)


@dataclass(slots=True)
class _SharedFormulas:
    """Formulas that several cells of a sheet share, by their index: the text and the cell where it stands."""

    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    written: int = 0

    def text(self, formula: _Formula, row: int, column: int) -> str:
        """Return the formula's text; one that shares another's is written out for its own place."""
        text, index = formula.text, formula.group
        if index is None:
            return f"={text}"
        place = Address("", row, column).cell
        if text:
            self.known[index] = (text, place)
        elif index in self.known:
            return self._written_out(*self.known[index], place)
        return f"={text}"

    def _written_out(self, text: str, origin: str, cell: str) -> str:
        self.written += len(text)
        if self.written > _MOST_FORMULA_TEXT:
            raise RefusedError("F107", f"{cell}: {self.written} > {_MOST_FORMULA_TEXT}")
        return _translated(text, origin, cell)


@lru_cache(maxsize=2048)
def _translated(text: str, origin: str, cell: str) -> str:
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - loads all of openpyxl, and few files need it

    return str(Translator(f"={text}", origin=origin).translate_formula(cell))


@lru_cache(maxsize=8192)
def _position(place: str) -> tuple[int, int]:
    address = Address.parse(place, "")
    return address.row, address.column


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= len(str(_EDGE)) else 0
