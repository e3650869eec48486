"""The guard before every reader of a ZIP-based workbook: nothing is parsed that was not unpacked and judged here.

The libraries never see the sender's ZIP. They are given the parts that passed, packed anew (`repack`), so that no
two programs can take the same bytes for different workbooks.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.xml_normalise import checked_xml

_MIB = 1024 * 1024
_UNSAFE_NAME = re.compile(r"\\|\0|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_BINARY = ".bin"
_MANIFEST, _ENCRYPTION = "META-INF/manifest.xml", b"encryption-data"  # of an OpenDocument with a password
_MIMETYPE = "mimetype"
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


@dataclass(frozen=True, slots=True)
class Package:
    """The names of all members, and the unpacked parts that a reader may need; its XML is UTF-8."""

    names: tuple[str, ...]
    parts: Mapping[str, bytes]


def unpacked(data: bytes, limits: PackageLimits = DEFAULT_LIMITS) -> Package:
    """Return the package `data` with every member unpacked once and judged.

    Raises `RefusedError`: F101 for what is not sound, F103 for a password, F107 for what is too large or lies about
    its size, F108 for a document type or entity, F130 for members that no office program writes.
    """
    contents = {each.filename: _content(data, each) for each in _members(data, limits)}
    if _ENCRYPTION in contents.get(_MANIFEST, b""):
        raise RefusedError("F103")
    parts = {}
    for name, content in contents.items():
        is_xml = name.lower().endswith(_XML_ENDINGS) or content[:64].lstrip().startswith(b"<")
        if is_xml or name.lower().endswith(_BINARY) or name == _MIMETYPE:
            parts[name] = checked_xml(name, content) if is_xml else content
    return Package(tuple(contents), parts)


def _members(data: bytes, limits: PackageLimits) -> list[zipfile.ZipInfo]:
    if len(data) > limits.packed:
        raise RefusedError("F107", _beyond("ZIP", len(data), limits.packed))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
        raise RefusedError("F101", f"ZIP: {error}") from None
    for number, reason in _excesses(members, limits):
        raise RefusedError(number, reason)
    return [each for each in members if not each.is_dir()]


def _excesses(members: list[zipfile.ZipInfo], limits: PackageLimits) -> Iterator[tuple[str, str]]:
    """Yield what the directory alone shows to be wrong."""
    if len(members) > limits.members:
        yield "F107", f"{len(members)} > {limits.members}"
    if (total := sum(each.file_size for each in members)) > limits.unpacked:
        yield "F107", _beyond("ZIP", total, limits.unpacked)
    seen: set[str] = set()
    for each in members:
        name = ascii(each.orig_filename[:100])
        if (folded := each.orig_filename.casefold()) in seen:  # part names are compared without case
            yield "F130", f"{name} × 2"
        seen.add(folded)
        yield from _oddities(each)
        if each.file_size > limits.ratio_from and each.file_size > limits.ratio * max(each.compress_size, 1):
            yield "F107", f"{name}: {each.file_size} / {each.compress_size}"


def _oddities(each: zipfile.ZipInfo) -> Iterator[tuple[str, str]]:
    """Yield what no office program writes of a member."""
    name = ascii(each.orig_filename[:100])
    if _UNSAFE_NAME.search(each.orig_filename):
        yield "F130", name
    if each.flag_bits & _ENCRYPTED:
        yield "F130", f"{name}: encrypted"
    if each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield "F130", f"{name}: compression {each.compress_type}"


def _content(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return the member unpacked; never more than it declares, for what it declares was judged."""
    start = _start(data, info)
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        content, ended = packed, True
    else:
        content, ended = _inflated(packed, info)
    if len(content) > info.file_size:
        raise RefusedError("F107", f"{info.filename}: > {info.file_size}")
    if not ended or len(content) < info.file_size or zlib.crc32(content) != info.CRC:
        raise RefusedError("F101", f"ZIP: {info.filename}")
    return content


def _start(data: bytes, info: zipfile.ZipInfo) -> int:
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise RefusedError("F101", f"ZIP: {info.filename}")
    signature, length, extra = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437", "replace")
    if signature != _LOCAL_SIGNATURE or data[start : start + length] != name:
        raise RefusedError("F101", f"ZIP: {info.filename}")
    return start + int(length) + int(extra)


def _inflated(packed: bytes, info: zipfile.ZipInfo) -> tuple[bytes, bool]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(packed, info.file_size + 1)
    except zlib.error:
        raise RefusedError("F101", f"ZIP: {info.filename}") from None
    return content, stream.eof


def _beyond(name: str, size: int, limit: int) -> str:
    return f"{name}: {size / _MIB:.0f} > {limit // _MIB} MiB"
