"""Binary workbooks of one sheet, written record by record: no library of the tests writes .xls or .xlsb.

[MS-XLS] and [MS-XLSB] describe the records.
"""

import struct
from collections.abc import Mapping

from kit.package import packed
from xlsreport.model.workbook import ErrorValue
from xlsreport.reading.compound_file import compound_file

Shown = str | float | ErrorValue

_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK, _END_BOOK, _SHEETS, _END_SHEETS, _SHEET = 131, 132, 143, 144, 156
_STRINGS, _END_STRINGS = 159, 160
_BEGIN, _END, _DIMENSION, _DATA, _END_DATA, _ROW, _ERROR, _NUMBER, _TEXT = 129, 130, 148, 145, 146, 0, 3, 5, 6


def xlsb(name: str, cells: Mapping[tuple[int, int], Shown], chart: str = "", uses: int = 0) -> bytes:
    """Return a workbook whose sheet `name` holds `cells` by (row, column), counted from 1.

    `chart` is the name of a chart sheet before it; `uses` how often its shared texts are used, of which it has none.
    """
    links = [("worksheet", "worksheets/sheet1.bin"), ("chartsheet", "chartsheets/sheet1.bin")]
    texts = {"xl/sharedStrings.bin": _record(_STRINGS, struct.pack("<II", uses, 0)) + _record(_END_STRINGS)}
    return packed(
        {
            "_rels/.rels": _links(("officeDocument", "xl/workbook.bin")),
            "xl/_rels/workbook.bin.rels": _links(*links, ("sharedStrings", "sharedStrings.bin")),
            "xl/workbook.bin": _record(_BOOK)
            + _record(_SHEETS)
            + (_record(_SHEET, struct.pack("<II", 0, 2) + _text("rId2") + _text(chart)) if chart else b"")
            + _record(_SHEET, struct.pack("<II", 0, 1) + _text("rId1") + _text(name))
            + _record(_END_SHEETS)
            + _record(_END_BOOK),
            "xl/worksheets/sheet1.bin": _sheet(cells),
            **(texts if uses else {}),
        }
    )


def _sheet(cells: Mapping[tuple[int, int], Shown]) -> bytes:
    rows, columns = [place[0] - 1 for place in cells], [place[1] - 1 for place in cells]
    out = _record(_BEGIN) + _record(_DIMENSION, struct.pack("<IIII", 0, max(rows), 0, max(columns))) + _record(_DATA)
    for row in sorted(set(rows)):
        out += _record(_ROW, struct.pack("<I", row) + bytes(21))
        out += b"".join(_cell(column - 1, value) for (at, column), value in sorted(cells.items()) if at - 1 == row)
    return out + _record(_END_DATA) + _record(_END)


def _cell(column: int, value: Shown) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, ErrorValue):
        return _record(_ERROR, place + bytes([{"#DIV/0!": 7, "#REF!": 23, "#N/A": 42}[value.text]]))
    if isinstance(value, str):
        return _record(_TEXT, place + _text(value))
    return _record(_NUMBER, place + struct.pack("<d", value))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
    return head + size + body


def _links(*links: tuple[str, str]) -> str:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f"<Relationships {_RELATIONS}>{body}</Relationships>"


def xls(*records: bytes, before: bytes = b"") -> bytes:
    """Return a .xls workbook whose one sheet S holds `records`; `before` stands among those of the whole workbook."""
    bof = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6))
    sheet = biff(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 1997, 0, 6)) + b"".join(records) + biff(0x0A)
    start = len(bof) + len(before) + len(biff(0x85, bytes(9))) + len(biff(0x0A))
    listed = biff(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"S")
    return compound_file("Workbook", bof + before + listed + biff(0x0A) + sheet)


def biff(kind: int, body: bytes = b"") -> bytes:
    """Return a record of a .xls workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int, value: float) -> bytes:
    """Return the record of a number, at a place counted from 1."""
    return biff(0x203, struct.pack("<HHHd", row - 1, column - 1, 0, value))
