"""A ZIP's directory, read in one go where it is as plain as office programs write it, else by zipfile."""

import io
import zipfile
from collections.abc import Sequence
from struct import Struct
from typing import NamedTuple

_END = Struct("<4s4H2LH")  # PKWARE's APPNOTE, 4.3.16
_ENTRY = Struct("<4s6H3L5H2L")  # 4.3.12
_LOCATOR = b"PK\x06\x07"  # of a directory in the 64-bit form
_NEWEST = 20  # the version that plain deflation needs


class ZipMember(NamedTuple):
    """A member as the directory tells it: its name as it stands there, sizes in bytes, and where its head begins."""

    name: str
    flags: int
    method: int
    check: int
    packed: int
    size: int
    offset: int


def zip_members(data: bytes) -> Sequence[ZipMember]:
    """Return the members of the ZIP `data`; raises what `zipfile` raises where its directory is not sound."""
    members = plain_members(data)
    if members is not None:
        return members
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [_member(each) for each in package.infolist()]


def _member(info: zipfile.ZipInfo) -> ZipMember:
    sizes = info.compress_size, info.file_size
    return ZipMember(info.orig_filename, info.flag_bits, info.compress_type, info.CRC, *sizes, info.header_offset)


def plain_members(data: bytes) -> list[ZipMember] | None:
    """Return the members of the ZIP `data`, as zipfile has them; None where its directory is anything but plain."""
    found = _directory(data)
    if found is None:
        return None
    at, end = found
    members = []
    while at < end:
        entry = _entry(data, at, end)
        if entry is None:
            return None
        member, at = entry
        members.append(member)
    return members


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


def lists(data: bytes, name: bytes) -> bool:
    """Whether `name` stands in the directory of `data`; wherever in it, where no plain directory ends it."""
    start, _ = _directory(data) or (0, 0)
    return data.find(name, start) >= 0


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


def _entry(data: bytes, at: int, end: int) -> tuple[ZipMember, int] | None:
    if at + _ENTRY.size > end:
        return None
    mark, _, version, flags, method, _, _, check, packed, size, length, extra, comment, _, _, _, offset = (
        _ENTRY.unpack_from(data, at)
    )
    begin = at + _ENTRY.size
    name, behind = data[begin : begin + length], begin + length
    if mark != b"PK\x01\x02" or version > _NEWEST or extra or comment or behind > end:
        return None
    if not name.isascii() or b"\0" in name:
        return None
    return ZipMember(name.decode("ascii"), flags, method, check, packed, size, offset), behind
