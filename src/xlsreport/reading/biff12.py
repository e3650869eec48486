"""The records of a .xlsb sheet: where cells stand and which show errors, before calamine makes room for them.

[MS-XLSB] 2.1.4 describes how records are written, 2.4 what they hold.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from xlsreport.reading.biff import error_text
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.used_range import UsedRange

_ROW, _LAST_CELL, _SHEET, _SHARED_STRINGS = 0, 11, 156, 159
_ERRORS = (3, 11)  # an error typed in, an error that a formula gives
_NUMBER = struct.Struct("<I")
_PLACE_LENGTH = 8  # column and style, which every cell begins with
_EDGE = (1_048_576, 16_384)


class _Record(NamedTuple):
    kind: int
    body: bytes


def scanned_part(name: str, content: bytes) -> dict[tuple[int, int], str]:
    """Return the errors by (row, column) of a .bin part, from 1; what is no sheet has none.

    Raises `RefusedError`: F101 for a record that breaks off or counts texts that are not there, F129 for a sheet that
    reaches too far.
    """
    errors: dict[tuple[int, int], str] = {}
    reach, row = UsedRange(name), 0
    for kind, body in _records(name, content):
        if kind == _SHARED_STRINGS and _numbers(name, body, 2)[1] > len(content):  # the first counts their uses
            raise RefusedError("F101", name)
        if kind == _ROW:
            row = _numbers(name, body, 1)[0] + 1
        elif 0 < kind <= _LAST_CELL:
            column = _numbers(name, body, 2)[0] + 1
            if row > _EDGE[0] or column > _EDGE[1]:
                raise RefusedError("F101", name)
            reach.include(row, column)
            if kind in _ERRORS:
                errors[row, column] = error_text(body[_PLACE_LENGTH : _PLACE_LENGTH + 1])
    return errors


def sheet_links(name: str, content: bytes) -> tuple[str, ...]:
    """Return the relationship ids of the sheets of the workbook part `content`, in their order."""
    return tuple(_link(name, body) for kind, body in _records(name, content) if kind == _SHEET)


def _link(name: str, body: bytes) -> str:
    length = _numbers(name, body, 3)[2]
    return body[12 : 12 + 2 * length].decode("utf-16-le", "replace")


def _records(name: str, content: bytes) -> Iterator[_Record]:
    offset = 0
    while offset < len(content):
        kind, start = _varying(content, offset, 2)
        length, start = _varying(content, start, 4)
        if start + length > len(content):
            raise RefusedError("F101", name)
        yield _Record(kind, content[start : start + length])
        offset = start + length


def _varying(content: bytes, offset: int, most: int) -> tuple[int, int]:
    """Return a number of up to `most` bytes, of which all but the last have their high bit set, and where it ends."""
    number = 0
    for place, byte in enumerate(content[offset : offset + most]):
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return number, offset + place + 1
    return number, offset + most


def _numbers(name: str, body: bytes, count: int) -> tuple[int, ...]:
    if len(body) < _NUMBER.size * count:
        raise RefusedError("F101", name)
    return struct.unpack_from(f"<{count}I", body)
