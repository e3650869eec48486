"""The guard before every reader of a ZIP-based workbook: nothing is parsed that was not unpacked and judged here.

The libraries never see the sender's ZIP. They are given the parts that passed, packed anew (`repack`), so that no
two programs can take the same bytes for different workbooks.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xlsreport.content.zip_directory import ZipMember, zip_members
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.short_memory import remembering
from xlsreport.reading.xml_normalise import checked_xml

_MIB = 1024 * 1024
_UNSAFE_NAME = re.compile(r"\0|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DRAWN = (".svg", ".emf", ".wmf")
_BINARY = ".bin"
_MIMETYPE = "mimetype"
_MANIFEST, _ENCRYPTION = "META-INF/manifest.xml", b"encryption-data"  # of an OpenDocument with a password
_ENCRYPTED = 0x1 | 0x40  # general purpose flags: encrypted, strongly encrypted
_UTF8_NAME = 0x800
_LOCAL_SIGNATURE = b"PK\3\4"
_LOCAL_HEADER = struct.Struct("<4s22xHH")


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """What a workbook may be at most; sizes in bytes.

    A workbook of 32 MiB passes, whether pictures fill it or figures. `ratio` is unpacked to packed size, and is
    judged in members of more than `ratio_from` bytes only: a short sheet of equal rows packs well and is harmless.
    """

    packed: int = 64 * _MIB
    unpacked: int = 320 * _MIB
    members: int = 10_000
    ratio: int = 250
    ratio_from: int = 4 * _MIB


DEFAULT_LIMITS = PackageLimits()
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # no office program packs otherwise


@dataclass(frozen=True, slots=True)
class Package:
    """The names of all members, and the unpacked parts that a reader may need; its XML is UTF-8.

    What is only damaged is no matter until somebody needs it, and costs no figure before: a thumbnail, a drawing.
    """

    names: tuple[str, ...]
    parts: Mapping[str, bytes]
    damaged: Mapping[str, RefusedError] = field(default_factory=dict)

    def part(self, name: str) -> bytes:
        """Return the part `name`; raises `RefusedError` (F101) where it is damaged or missing."""
        if name in self.damaged:
            raise self.damaged[name]
        if name not in self.parts:
            raise RefusedError("F101", f"ZIP: {name[:100]} ✗")
        return self.parts[name]

    def named(self) -> Mapping[str, str]:
        """Return the names of the parts, sound or damaged, by their names without case."""
        return {name.casefold(): name for name in (*self.parts, *self.damaged)}


def unpacked(data: bytes, limits: PackageLimits = DEFAULT_LIMITS) -> Package:
    """Return the package `data` with every member unpacked once and judged.

    Raises `RefusedError`: F101 where its directory is not sound, F103 for a password, F107 for what is too large or
    lies about its size, F108 for a document type or entity, F130 for members that no office program writes. A member
    that is damaged is told when it is asked for.
    """
    parts: dict[str, bytes] = {}
    damaged: dict[str, RefusedError] = {}
    members = _members(data, limits)
    for name, member in members:
        try:
            content = _content(_packed(data, member), name, member.method, member.size, member.check)
            if content is not None:
                parts[name] = content
        except RefusedError as refusal:
            if refusal.unreadable.code != "F101" and member.method in _METHODS:
                raise
            damaged[name] = refusal
    return Package(tuple(name for name, _ in members), parts, damaged)


def _is_read(name: str, content: bytes) -> bool:
    return _is_xml(name, content) or name.lower().endswith(_BINARY) or name == _MIMETYPE


def _is_xml(name: str, content: bytes) -> bool:
    if name.lower().endswith(_DRAWN):  # a picture, which nothing here opens; its programs do declare document types
        return False
    return name.lower().endswith(_XML_ENDINGS) or content[:64].lstrip().startswith(b"<")


def _members(data: bytes, limits: PackageLimits) -> list[tuple[str, ZipMember]]:
    """Return the members with the names of their parts: some programs write them with backslashes."""
    if len(data) > limits.packed:
        raise RefusedError("F107", _beyond("ZIP", len(data), limits.packed))
    try:
        members = [(each.name.replace("\\", "/"), each) for each in zip_members(data)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        raise RefusedError("F101", "ZIP") from None
    for number, reason in _excesses(members, limits):
        raise RefusedError(number, reason)
    return [(name, each) for name, each in members if name and not name.endswith("/")]


def _excesses(members: list[tuple[str, ZipMember]], limits: PackageLimits) -> Iterator[tuple[str, str]]:
    """Yield what the directory alone shows to be wrong."""
    if len(members) > limits.members:
        yield "F107", f"{len(members)} > {limits.members}"
    if (total := sum(each.size for _, each in members)) > limits.unpacked:
        yield "F107", _beyond("ZIP", total, limits.unpacked)
    seen: set[str] = set()
    for name, each in members:
        shown = ascii(name[:100])
        if (folded := name.casefold()) in seen:  # part names are compared without case
            yield "F130", f"{shown} × 2"
        seen.add(folded)
        yield from _oddities(name, each)
        if each.size > limits.ratio_from and each.size > limits.ratio * max(each.packed, 1):
            yield "F107", f"{shown}: {each.size} / {each.packed}"


def _oddities(name: str, each: ZipMember) -> Iterator[tuple[str, str]]:
    """Yield what no office program writes of a member."""
    shown = ascii(name[:100])
    if _UNSAFE_NAME.search(name):
        yield "F130", shown
    if each.flags & _ENCRYPTED:
        yield "F130", f"{shown}: encrypted"


def _packed(data: bytes, member: ZipMember) -> bytes:
    if member.method not in _METHODS:
        raise RefusedError("F130", f"{member.name[:100]!a}: compression {member.method}")
    start = _start(data, member)
    return data[start : start + member.packed]


@remembering(64, 64 * 1024)  # styles, themes, links: the same in most workbooks of a form
def _content(packed: bytes, name: str, method: int, size: int, check: int) -> bytes | None:
    """Return the part `name`, judged, None where no reader needs it."""
    content = _unpacked(packed, name, method, size, check)
    if name == _MANIFEST and _ENCRYPTION in content:
        raise RefusedError("F103")
    if not _is_read(name, content):
        return None
    return checked_xml(name, content) if _is_xml(name, content) else content


def _unpacked(packed: bytes, name: str, method: int, size: int, check: int) -> bytes:
    """Return the member unpacked; never more than it declares, for what it declares was judged."""
    content, ended = (packed, True) if method == zipfile.ZIP_STORED else _inflated(packed, name, size)
    if len(content) > size:
        raise RefusedError("F107", f"{name}: > {size}")
    if not ended or len(content) < size or zlib.crc32(content) != check:
        raise RefusedError("F101", f"ZIP: {name}")
    return content


def _start(data: bytes, member: ZipMember) -> int:
    header = data[member.offset : member.offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise RefusedError("F101", f"ZIP: {member.name}")
    signature, length, extra = _LOCAL_HEADER.unpack(header)
    start = member.offset + _LOCAL_HEADER.size
    name = member.name.encode("utf-8" if member.flags & _UTF8_NAME else "cp437", "replace")
    if signature != _LOCAL_SIGNATURE or data[start : start + length] != name:
        raise RefusedError("F101", f"ZIP: {member.name}")
    return start + int(length) + int(extra)


def _inflated(packed: bytes, name: str, size: int) -> tuple[bytes, bool]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(packed, size + 1)
    except zlib.error:
        raise RefusedError("F101", f"ZIP: {name}") from None
    return content, stream.eof


def _beyond(name: str, size: int, limit: int) -> str:
    return f"{name}: {size / _MIB:.0f} > {limit // _MIB} MiB"
