""".ods: how often cells and rows are repeated is bounded before calamine writes them all out."""

import io
from dataclasses import dataclass, field

from lxml import etree

from xlsreport.model.workbook import Remark, Workbook
from xlsreport.reading.calamine import opened
from xlsreport.reading.guard import Package
from xlsreport.reading.refusal import ill_formed
from xlsreport.reading.repack import repacked
from xlsreport.reading.used_range import UsedRange
from xlsreport.reading.values import sheets_alone

_CONTENT = "content.xml"
_KEPT = ("mimetype", "META-INF/manifest.xml", _CONTENT)  # what calamine looks at
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TYPES = (  # LibreOffice calls an error a text, and in its own attribute an error
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type",
    "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type",
)
_ERROR = "error"
_MOST_DIGITS = 9
_CELL_KINDS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def read_ods(package: Package) -> Workbook:
    """Return the workbook in `package`; raises `RefusedError`: F101 for damage, F129 for too many cells."""
    content = package.part(_CONTENT)
    errors = _errors(content)
    remarks = (Remark("F109"),) if any(name.startswith(("Basic/", "Scripts/")) for name in package.names) else ()
    with opened(repacked({name: package.parts[name] for name in _KEPT if name in package.parts})) as values:
        return Workbook(sheets_alone(values, errors), formulas_visible=False, remarks=remarks)


@dataclass(slots=True)
class _Sheet:
    """What is known of a sheet so far: how far it reaches, its last row, its errors."""

    reach: UsedRange
    row: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def _errors(content: bytes) -> dict[int, dict[tuple[int, int], str]]:
    """Return the errors by the sheet's number and place; raises `RefusedError` where repeats lead too far."""
    sheets: list[_Sheet] = []
    try:
        rows = etree.iterparse(
            io.BytesIO(content),
            events=("start", "end"),
            tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
            resolve_entities=False,
            no_network=True,
        )
        for event, element in rows:
            if element.tag == f"{_TABLE}table":
                if event == "start":
                    sheets.append(_Sheet(UsedRange(element.get(f"{_TABLE}name", "")[:100], 1, 1, 1, 1)))
            elif event == "end" and sheets:
                _take(element, sheets[-1])
                element.clear()
    except (etree.LxmlError, ValueError) as error:
        raise ill_formed(_CONTENT, error) from None
    return {number: sheet.errors for number, sheet in enumerate(sheets)}


def _take(element: etree._Element, sheet: _Sheet) -> None:
    """Take in the filled cells of a row, which may stand for several."""
    above, column = sheet.row, 0
    sheet.row = above + _times(element, "rows")
    for cell in element.iterchildren(*_CELL_KINDS):
        first, column = column + 1, column + _times(cell, "columns")
        kinds = [cell.get(each) for each in _TYPES]
        if len(cell) or any(kinds):
            sheet.reach.include(above + 1, first)
            sheet.reach.include(sheet.row, column)
        if _ERROR in kinds:
            sheet.errors[above + 1, first] = "".join(str(text) for text in cell.itertext())


def _times(element: etree._Element, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 10**_MOST_DIGITS
