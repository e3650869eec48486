"""Office packages (.xlsx, .docx) whose bytes depend on their content alone.

openpyxl and python-docx stamp the wall clock into the ZIP directory and into the core properties. A document
that is archived must come out the same when it is made again, on another day and in another time zone.
"""

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import IO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP directory can hold
_STAMP = b"2000-01-01T00:00:00Z"  # stands for every created/modified date in the core properties
_CORE = "docProps/core.xml"
_PIECE = 1 << 20  # bytes
_LENGTHS = 26  # bytes of a member's head before the lengths of its name and its extra field
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)([^<]*)(</dcterms:)")
_DAMAGED = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError, zlib.error)


def settled(
    data: bytes, streamed: Mapping[str, Iterable[bytes]] = MappingProxyType({}), *, host_lines: bool = False
) -> bytes:
    """Return the package `data` with the same members in the same order, and without any date of its making.

    A member in `streamed` gets that content instead, piece by piece: it may be larger than is good for memory.
    `host_lines` says that a library wrote it through text files, whose lines end as they do on the host.
    """
    out = io.BytesIO()
    settle(io.BytesIO(data), out, streamed, host_lines=host_lines)
    return out.getvalue()


def settle(
    data: IO[bytes],
    into: IO[bytes],
    streamed: Mapping[str, Iterable[bytes]] = MappingProxyType({}),
    *,
    host_lines: bool = False,
) -> None:
    """Write into a file the package that is in another one, as `settled` returns it; no member is whole in memory."""
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            member = zipfile.ZipInfo(info.filename, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # ZipInfo records the host's system otherwise
            member.external_attr = 0
            given = streamed.get(info.filename)
            if given is None and host_lines and os.linesep == "\n" and info.filename != _CORE:
                member.compress_type = zipfile.ZIP_STORED
                with target.open(member, "w") as part:
                    part.writelines(_packed(data, info))
                _as_packed(into, member, info)  # a library that uses the same zlib packed it: not again
                continue
            with target.open(member, "w") as part:
                part.writelines(_content(source, info, host_lines=host_lines) if given is None else given)


def _packed(data: IO[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member of the package `data` in pieces, packed as it is."""
    data.seek(info.header_offset + _LENGTHS)
    data.seek(sum(struct.unpack("<HH", data.read(4))), os.SEEK_CUR)
    left = info.compress_size
    while piece := data.read(min(left, _PIECE)):
        left -= len(piece)
        yield piece


def _as_packed(into: IO[bytes], member: zipfile.ZipInfo, info: zipfile.ZipInfo) -> None:
    """Have the head of `member`, whose bytes were written as they are, say how they are packed."""
    member.compress_type, member.CRC, member.file_size = info.compress_type, info.CRC, info.file_size
    end = into.tell()
    into.seek(member.header_offset)
    into.write(member.FileHeader())
    into.seek(end)


def _content(source: zipfile.ZipFile, info: zipfile.ZipInfo, *, host_lines: bool) -> Iterator[bytes]:
    """Yield a member in pieces, without dates and the host's ends of lines."""
    if info.filename == _CORE:
        content = _DATES.sub(rb"\g<1>" + _STAMP + rb"\g<3>", source.read(info))
        yield content.replace(b"\r\n", b"\n") if host_lines else content
        return
    with source.open(info) as member:
        while piece := member.read(_PIECE):
            while host_lines and piece.endswith(b"\r") and (more := member.read(1)):
                piece += more
            yield piece.replace(b"\r\n", b"\n") if host_lines else piece


def is_settled(data: bytes) -> bool:
    """Return whether the package `data` is as `settled` leaves one; whatever program saves it gives it a date."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            core = package.read(_CORE) if _CORE in package.namelist() else b""  # a form may be made without it
            dates = {said for _, said, _ in _DATES.findall(core)}
            return dates <= {_STAMP} and all(info.date_time == _EPOCH for info in package.infolist())
    except _DAMAGED:
        return False


def members(data: bytes) -> dict[str, bytes]:
    """Return every member of the package `data` unpacked, by name: what two builds are compared by."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def unlike(found: bytes, expected: bytes) -> tuple[str, ...] | None:
    """Return the members in which two packages differ, none where only their packing does, which zlib decides.

    None where they differ and `found` or `expected` is no package. `found` is nobody's that we know: no member of it
    is unpacked further than that of `expected` is long.
    """
    if found == expected:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(found)) as one, zipfile.ZipFile(io.BytesIO(expected)) as other:
            return tuple(_unlike(one, other))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def _unlike(found: zipfile.ZipFile, expected: zipfile.ZipFile) -> Iterator[str]:
    names, ours = found.namelist(), expected.namelist()
    for name in dict.fromkeys((*ours, *names)):
        if names.count(name) != 1 or ours.count(name) != 1 or not _is_member(found, name, expected.read(name)):
            yield name


def _is_member(package: zipfile.ZipFile, name: str, content: bytes) -> bool:
    """Return whether the member `name` of `package` unpacks to `content`."""
    try:
        with package.open(name) as member:
            return member.read(len(content) + 1) == content
    except _DAMAGED:
        return False
