"""The names in a ZIP's directory, read in one go where it is as plain as office programs write it."""

import io
import zipfile
from collections.abc import Sequence
from struct import Struct

_END = Struct("<4s4H2LH")  # PKWARE's APPNOTE, 4.3.16
_ENTRY = Struct("<4s6H3L5H2L")  # 4.3.12
_LOCATOR = b"PK\x06\x07"  # of a directory in the 64-bit form
_NEWEST = 20  # the version that plain deflation needs


def zip_names(data: bytes) -> Sequence[str]:
    """Return the names in the ZIP `data`; raises what `zipfile` raises where its directory is not sound."""
    names = plain_names(data)
    if names is not None:
        return names
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def plain_names(data: bytes) -> list[str] | None:
    """Return the names in the ZIP `data`, as zipfile gives them; None where it is anything but plain."""
    found = _directory(data)
    if found is None:
        return None
    at, end = found
    names = []
    while at < end:
        entry = _entry(data, at, end)
        if entry is None:
            return None
        name, at = entry
        names.append(name)
    return names


def has_name(data: bytes, name: bytes) -> bool:
    """Whether a directory that lies right before the end of `data` has a member of just this name, written so."""
    start, end = _directory(data) or (0, 0)
    at = start + _ENTRY.size
    while (at := data.find(name, at, end)) >= 0:
        head = _ENTRY.unpack_from(data, at - _ENTRY.size)
        if head[0] == b"PK\x01\x02" and head[10] == len(name):
            return True
        at += 1
    return False


def _directory(data: bytes) -> tuple[int, int] | None:
    """Return where the directory begins and ends, where it lies right before the end of `data`."""
    end = len(data) - _END.size
    if end < 0:
        return None
    mark, disk, first, here, count, size, start, comment = _END.unpack_from(data, end)
    plain = mark == b"PK\x05\x06" and here == count and not (disk or first or comment)
    if not plain or start + size != end or data[max(0, end - 20) : end].startswith(_LOCATOR):
        return None
    return start, end


def _entry(data: bytes, at: int, end: int) -> tuple[str, int] | None:
    if at + _ENTRY.size > end:
        return None
    mark, _, version, *_, length, extra, comment, _, _, _, _ = _ENTRY.unpack_from(data, at)
    begin = at + _ENTRY.size
    name, behind = data[begin : begin + length], begin + length
    if mark != b"PK\x01\x02" or version > _NEWEST or extra or comment or behind > end:
        return None
    return (name.decode("ascii"), behind) if name.isascii() and b"\0" not in name else None
