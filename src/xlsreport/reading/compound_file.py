"""An OLE compound file of one stream, made anew: what calamine is given in place of the sender's.

[MS-CFB] describes the format; this is its version 4, of the fewest parts.
"""

import struct

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 4096
_ENTRIES = _SECTOR // 4
_END, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_MOST_TABLES = 109  # that the header has room for; 436 MiB
_SMALLEST = 4096  # bytes of a stream that stands in sectors of its own
_ROOT, _STREAM = 5, 2
_HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
_ENTRY = struct.Struct("<64sHBBIII36xIQ")


def compound_file(name: str, content: bytes) -> bytes:
    """Return a compound file that holds the stream `name` alone; a short one is filled up with zeros."""
    content = content.ljust(_SMALLEST, b"\0")
    sectors = -(-len(content) // _SECTOR)
    tables = -(-(sectors + 3) // (_ENTRIES - 1))
    if tables > _MOST_TABLES:
        raise ValueError(len(content))
    small, first = tables + 1, tables + 2  # after the tables and the directory
    chain = [_TABLE] * tables + [_END, _END] + list(range(first + 1, first + sectors)) + [_END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    head = _HEADER.pack(_MAGIC, 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, _SMALLEST, _END, 0, _END, 0)
    places = struct.pack(f"<{tables}I", *range(tables)).ljust(4 * _MOST_TABLES, b"\xff")
    entries = _entry("Root Entry", _ROOT, small, _SECTOR, child=1) + _entry(name, _STREAM, first, len(content))
    body = bytes(_SECTOR) + content.ljust(sectors * _SECTOR, b"\0")  # calamine wants the root to have a sector
    return (head + places).ljust(_SECTOR, b"\0") + table + _directory(entries) + body


def _directory(entries: bytes) -> bytes:
    unused = _ENTRY.pack(b"", 0, 0, 0, _NONE, _NONE, _NONE, 0, 0)
    return entries + unused * ((_SECTOR - len(entries)) // _ENTRY.size)


def _entry(name: str, kind: int, start: int, size: int, child: int = _NONE) -> bytes:
    encoded = name.encode("utf-16-le")
    return _ENTRY.pack(encoded, len(encoded) + 2, kind, 1, _NONE, _NONE, child, start, size)
