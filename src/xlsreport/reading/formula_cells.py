"""One pass over a sheet's XML for what calamine does not tell: formulas, their stored results, error values.

It also tells how far the sheet reaches before calamine makes room for it: a declared range is never trusted.
"""

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from xlsreport.model.address import Address
from xlsreport.reading.ooxml import MAIN
from xlsreport.reading.refusal import ill_formed
from xlsreport.reading.shared_formulas import SharedFormulas, formula_of
from xlsreport.reading.used_range import UsedRange

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
    shared = SharedFormulas()
    return tuple(_formula_cell(each, shared) for each in _numbered(name, content))


class _Placed(NamedTuple):
    row: int
    column: int
    element: etree._Element


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
        at = position(place) if place else (row, column + 1)
        column = at[1]
        if len(cell):  # one that has a look alone takes no room
            reach.include(*at)
        if cell.get("t") == "e" or cell.find(_F) is not None:
            yield _Placed(*at, cell)


def _formula_cell(cell: _Placed, shared: "SharedFormulas") -> FormulaCell:
    element, value, text = cell.element, None, None
    for child in element:  # quicker than to look for them by name
        tag = child.tag
        if tag == _F:
            text = shared.text(formula_of(child), cell.row, cell.column)
        elif tag == _V:
            value = child
    return FormulaCell(cell.row, cell.column, text, _result(element, value), element.get("t", "n"))


def _result(cell: etree._Element, value: etree._Element | None) -> str | None:
    """Return the stored result as text; an empty element is none, but for a formula that gave an empty text."""
    if value is None:
        return None
    return value.text or ("" if cell.get("t") == "str" else None)


@lru_cache(maxsize=8192)
def position(place: str) -> tuple[int, int]:
    """Return the row and column, from 1, of a cell's name."""
    address = Address.parse(place, "")
    return address.row, address.column


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= len(str(_EDGE)) else 0
