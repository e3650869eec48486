""".ods: how often cells and rows are repeated is bounded before calamine writes them all out."""

import io

from lxml import etree

from xlsreport.model.workbook import Remark, Workbook
from xlsreport.reading.calamine import opened
from xlsreport.reading.guard import Package
from xlsreport.reading.reach import Reach
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.repack import repacked
from xlsreport.reading.values import sheets_alone

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_DIGITS = 9
_CELL_KINDS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def read_ods(package: Package) -> Workbook:
    """Return the workbook in `package`; raises `RefusedError`: F101 for damage, F129 for too many cells."""
    content = package.parts.get(_CONTENT)
    if content is None:
        raise RefusedError("F101", f"ZIP: {_CONTENT} ✗")
    _judge(content)
    remarks = (Remark("F109"),) if any(name.startswith(("Basic/", "Scripts/")) for name in package.names) else ()
    with opened(repacked(package.parts)) as values:
        return Workbook(sheets_alone(values), formulas_visible=False, remarks=remarks)


def _judge(content: bytes) -> None:
    reach, row = Reach("", 1, 1, 1, 1), 0
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
                    reach, row = Reach(element.get(f"{_TABLE}name", "")[:100], 1, 1, 1, 1), 0
            elif event == "end":
                row = _row(element, row, reach)
                element.clear()
    except (etree.LxmlError, ValueError) as error:
        raise RefusedError("F101", f"{_CONTENT}: {error}"[:200]) from None


def _row(element: etree._Element, above: int, reach: Reach) -> int:
    """Take the filled cells of a row into `reach` and return the number of the last row that it stands for."""
    last, column = above + _times(element, "rows"), 0
    for cell in element.iterchildren(*_CELL_KINDS):
        first, column = column + 1, column + _times(cell, "columns")
        if len(cell) or cell.get("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"):
            reach.include(above + 1, first)
            reach.include(last, column)
    return last


def _times(element: etree._Element, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 10**_MOST_DIGITS
