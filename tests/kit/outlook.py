"""Outlook's saved mails, made by hand: a compound file of storages and streams, in its simplest shape."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

_SECTOR = 512
_SHORT = 4096  # a shorter stream would have to stand in a mini stream: zeros make it long enough
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Tree = Mapping[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """Return a compound file that holds `tree`: storages are mappings, streams are bytes."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, b""]]  # name, kind, first child, data
    siblings: dict[int, int] = {}
    _lay_out(tree, 0, entries, siblings)
    data = b"".join(_padded(entry[3]) for entry in entries if isinstance(entry[3], bytes))
    directory = -(-len(entries) * 128 // _SECTOR)
    sectors = directory + len(data) // _SECTOR
    tables = 1
    while tables * _SECTOR // 4 < sectors + tables:
        tables += 1
    fat = [_FAT] * tables + _chain(tables, directory)
    lines = []
    for number, (name, kind, child, content) in enumerate(entries):
        assert isinstance(content, bytes)
        start = len(fat) if content else _END
        fat += _chain(len(fat), len(_padded(content)) // _SECTOR)
        lines.append(_entry((str(name), kind, siblings.get(number, _FREE), child, start, len(content))))
    fat += [_FREE] * (tables * _SECTOR // 4 - len(fat))
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", *_header(tables))
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    listed = b"".join(lines).ljust(directory * _SECTOR, b"\0")
    return header + struct.pack(f"<{len(fat)}I", *fat) + listed + data


def message(subject: str, sender: str, attachments: Mapping[str, "bytes | Tree"], *, inside: bool = False) -> Tree:
    """Return the tree of a mail with `attachments` by name; one that is a tree is a mail in the mail.

    It was sent on 10 January 2024, 08:00 UTC; the day before where it lies inside another.
    """
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(24 if inside else 32) + _submitted(9 if inside else 10),
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_5D01001F": sender.encode("utf-16-le"),
        "__substg1.0_1035001F": f"<{sender}>".encode("utf-16-le"),
    }
    for number, (name, content) in enumerate(attachments.items()):
        held: dict[str, bytes | Tree] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            f"__substg1.0_3701{'0102' if isinstance(content, bytes) else '000D'}": content,
        }
        tree[f"__attach_version1.0_#{number:08X}"] = held
    return tree


def _submitted(day: int) -> bytes:
    moment = datetime(2024, 1, day, 8, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    ticks = int(moment.total_seconds()) * 10**7
    return struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks)


def _lay_out(tree: Tree, parent: int, entries: list[list[object]], siblings: dict[int, int]) -> None:
    before = None
    for name, content in tree.items():
        number = len(entries)
        data = content.ljust(_SHORT, b"\0") if isinstance(content, bytes) else b""
        entries.append([name, 2 if data else 1, _FREE, data])
        if before is None:
            entries[parent][2] = number
        else:
            siblings[before] = number
        before = number
        if not isinstance(content, bytes):
            _lay_out(content, number, entries, siblings)


def _header(tables: int) -> tuple[object, ...]:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    # version 3, sectors of 512 bytes
    return (magic, 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, _SHORT, _END, 0, _END, 0)


def _entry(values: tuple[str, object, int, object, int, int]) -> bytes:
    name, kind, sibling, child, start, size = values
    wide = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16xIQQIQ", wide, len(wide), kind, 1, _FREE, sibling, child, 0, 0, 0, start, size)


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END] if length else []


def _padded(data: object) -> bytes:
    assert isinstance(data, bytes)
    return data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0")
