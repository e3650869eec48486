"""The records of a .xls or .et workbook stream: where cells stand, which show errors, whether it is encrypted.

Only the few records that calamine needs a guard for are looked at; [MS-XLS] 2.3 and 2.4 describe them.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.used_range import UsedRange

_LINKED = 0x1AE
_OWN = (b"\x01\x04", b"\x01\x3a")  # links to the workbook itself and to add-ins
_BOF, _EOF, _SHEET, _PASSWORD, _FORMULA, _BOOLEAN_OR_ERROR, _SEVERAL = 0x809, 0x0A, 0x85, 0x2F, 0x06, 0x205, 0xBD
_SHORTEST_CELL = 6  # row, column and style
_RANGE, _STRINGS = 0x200, 0xFC
_CELLS = {_FORMULA, _BOOLEAN_OR_ERROR, _SEVERAL, 0x203, 0x204, 0x27E, 0xD6, 0xFD}
_HEADER, _PAIR, _OFFSET = struct.Struct("<HH"), struct.Struct("<HH"), struct.Struct("<I")
_COUNTS = struct.Struct("<II")
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ERROR_RESULT = b"\xff\xff"


@dataclass(slots=True)
class Stream:
    """What a workbook stream says of itself.

    `errors` are by the sheet's number, from 0, and (row, column), from 1; `content` is the stream without the ranges
    that its sheets declare, for which calamine would make room.
    """

    content: bytearray
    encrypted: bool = False
    linked: bool = False
    errors: dict[int, dict[tuple[int, int], str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Record:
    offset: int
    kind: int
    body: bytes


def scanned(content: bytes) -> Stream:
    """Return what `content` says; raises `RefusedError`: F101 where it breaks off, F129 where it reaches too far."""
    stream, starts = Stream(bytearray(content)), dict[int, int]()
    sheet, reach = -1, UsedRange("")
    for record in _records(content):
        if record.kind == _BOF:
            sheet = starts.get(record.offset, -1)
            reach = UsedRange(str(sheet + 1))
        elif record.kind == _SHEET and len(record.body) >= _OFFSET.size:
            starts[_OFFSET.unpack_from(record.body)[0]] = len(starts)
        elif record.kind in _CELLS and len(record.body) >= _SHORTEST_CELL:
            _take(record, reach, stream.errors.setdefault(sheet, {}))
        else:
            _settle(record, stream)
        if stream.encrypted:  # what follows means something else
            break
    return stream


def _take(cell: _Record, reach: UsedRange, errors: dict[tuple[int, int], str]) -> None:
    row, column = _PAIR.unpack_from(cell.body)
    reach.include(row + 1, _last_column(cell, column) + 1)
    if error := _error(cell):
        errors[row + 1, column + 1] = error


def _settle(record: _Record, stream: Stream) -> None:
    """Take out a declared range, refuse more texts than there are bytes, and note what else the stream says."""
    if record.kind == _PASSWORD:
        stream.encrypted = True
    elif record.kind == _LINKED and len(record.body) >= _PAIR.size:
        stream.linked |= record.body[2:4] not in _OWN
    elif record.kind == _RANGE:
        start = record.offset + _HEADER.size
        stream.content[start : start + len(record.body)] = bytes(len(record.body))
    elif record.kind == _STRINGS and _COUNTS.unpack(record.body[: _COUNTS.size].ljust(8))[1] > len(stream.content):
        raise RefusedError("F101", f"BIFF: {len(stream.content)}")


def _records(content: bytes) -> Iterator[_Record]:
    offset = depth = 0
    while offset + _HEADER.size <= len(content):
        kind, length = _HEADER.unpack_from(content, offset)
        end = offset + _HEADER.size + length
        if end > len(content) and depth:
            raise RefusedError("F101", f"BIFF: {end} > {len(content)}")
        depth += (kind == _BOF) - (kind == _EOF)
        yield _Record(offset, kind, content[offset + _HEADER.size : end])
        offset = end
    if depth > 0:
        raise RefusedError("F101", f"BIFF: {len(content)}")


def _last_column(record: _Record, first: int) -> int:
    last: int = struct.unpack_from("<H", record.body, len(record.body) - 2)[0]
    return max(first, last) if record.kind == _SEVERAL else first


def _error(record: _Record) -> str | None:
    body = record.body
    if record.kind == _BOOLEAN_OR_ERROR and len(body) >= 8 and body[7]:
        return error_text(body[6:7])
    if record.kind == _FORMULA and body[12:14] == _ERROR_RESULT and body[6] == 2:
        return error_text(body[8:9])
    return None


def error_text(code: bytes) -> str:
    """Return the error that the one byte `code` stands for."""
    return _ERRORS.get(code[0] if code else -1, "#VALUE!")
