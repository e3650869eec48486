"""One pass over the sheets' XML for what calamine does not tell: formulas, their stored results, error values."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from openpyxl.formula.translate import Translator

from xlsreport.model.address import Address

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell with a formula or an error: its position, formula with `=`, stored result as text and its type."""

    row: int
    column: int
    formula: str | None
    stored: str | None
    type: str


def formula_cells(data: bytes) -> dict[str, tuple[FormulaCell, ...]]:
    """Return the formula and error cells of every worksheet by the sheet's name.

    Raises what zipfile and lxml raise for a package that is not sound.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = _sheet_parts(package)
        return {name: tuple(_cells(package.read(part))) for name, part in parts.items()}


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    targets = {each.get("Id"): each.get("Target", "") for each in _parse(package.read(_LINKS))}
    sheets = _parse(package.read(_WORKBOOK)).iter(f"{_MAIN}sheet")
    parts = {each.get("name", ""): targets.get(each.get(_RELATION), "") for each in sheets}
    present = set(package.namelist())
    resolved = {name: _resolve(target) for name, target in parts.items()}
    return {name: part for name, part in resolved.items() if part in present and "worksheets" in part}


def _resolve(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _cells(content: bytes) -> Iterator[FormulaCell]:
    shared: dict[str, tuple[str, str]] = {}
    for place, cell in _places(_parse(content)):
        formula = cell.find(f"{_MAIN}f")
        if formula is None and cell.get("t") != "e":
            continue
        value = cell.find(f"{_MAIN}v")
        yield FormulaCell(
            row=place.row,
            column=place.column,
            formula=_text(formula, place.cell, shared),
            stored=None if value is None else value.text or "",
            type=cell.get("t", "n"),
        )


def _places(sheet: etree._Element) -> Iterator[tuple[Address, etree._Element]]:
    """Yield every cell with its address; one that names none stands right of the one before it."""
    row = 0
    for line in sheet.iter(f"{_MAIN}row"):
        row, column = int(line.get("r", row + 1)), 0
        for cell in line.iter(f"{_MAIN}c"):
            named = cell.get("r")
            place = Address.parse(named, "") if named is not None else Address("", row, column + 1)
            column = place.column
            yield place, cell


def _text(formula: etree._Element | None, cell: str, shared: dict[str, tuple[str, str]]) -> str | None:
    """Return the formula's text; one that shares another's is written out for its own place."""
    if formula is None:
        return None
    text, index = formula.text or "", formula.get("si", "")
    if formula.get("t") == "shared":
        if text:
            shared[index] = (text, cell)
        elif index in shared:
            return _translated(*shared[index], cell)
    return f"={text}"


def _translated(text: str, origin: str, cell: str) -> str:
    return str(Translator(f"={text}", origin=origin).translate_formula(cell))


Formulas = Mapping[str, tuple[FormulaCell, ...]]
