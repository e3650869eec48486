"""What lies in a .zip: its members one by one, never more than the bounds allow."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.intake.labels import decoded, is_litter, label
from xlsreport.model.workbook import Unreadable

MOST_MEMBERS = 20_000
MOST_BYTES = 1024**3  # of everything that one file of the inbox holds, unpacked
LARGEST = 256 * 1024**2  # one member
_RATIO = 200  # unpacked to packed; workbooks in a zip reach about 20
_SMALL = 10 * 1024**2  # below it, the ratio proves nothing
_UTF8, _LOCKED = 0x800, 0x1 | 0x40
_METHODS = {9: "Deflate64", 20: "Zstandard", 93: "Zstandard", 95: "XZ", 98: "PPMd"}  # of those that are not read
_CHUNK = 1024**2
_ENTRY = b"PK\x01\x02"
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError, IndexError)


class TooLargeError(Exception):
    """More is packed than may be unpacked; its text says of what there is too much."""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one file of the inbox, everything nested in it included."""

    members: int = MOST_MEMBERS
    bytes: int = MOST_BYTES

    def take(self, members: int = 0, size: int = 0) -> None:
        """Use up some of it; raises `TooLargeError` where it is used up."""
        self.members -= members
        self.bytes -= size
        if self.members < 0:
            raise TooLargeError(f"> {MOST_MEMBERS} files")
        if self.bytes < 0:
            raise TooLargeError(f"> {MOST_BYTES // 1024**2} MiB")


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of a container: its bytes, or why they could not be had."""

    name: str
    data: bytes | Unreadable


def opened_zip(data: bytes, budget: Budget) -> zipfile.ZipFile:
    """Return the archive `data`, its directory read.

    Raises `TooLargeError` where its number of members, declared sizes or their ratio are beyond bounds, and
    `zipfile.BadZipFile` where it has no readable directory.
    """
    if data.count(_ENTRY) > budget.members:
        raise TooLargeError(f"> {MOST_MEMBERS} files")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, NotImplementedError) as error:
        raise zipfile.BadZipFile(str(error)) from None
    _within_bounds([info for info in archive.infolist() if not _is_folder(info)], budget)
    return archive


def zip_members(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Member]:
    """Yield the files of `archive` in their order, folders and litter passed over, and close it.

    A member that is damaged or locked is yielded as such; raises `TooLargeError` where the real sizes use up the
    budget.
    """
    with archive:
        for number, info in enumerate(archive.infolist(), 1):
            name = _name(info)
            if not _is_folder(info) and not is_litter(name):
                yield Member(label(name) or str(number), _content(archive, info, budget))


def _within_bounds(infos: list[zipfile.ZipInfo], budget: Budget) -> None:
    declared, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    budget.take(members=len(infos))
    if declared > budget.bytes:
        raise TooLargeError(f"> {MOST_BYTES // 1024**2} MiB")
    largest = max((info.file_size for info in infos), default=0)
    if largest > LARGEST:
        raise TooLargeError(f"> {LARGEST // 1024**2} MiB")
    if declared > _SMALL and declared > _RATIO * max(packed, 1):
        raise TooLargeError(f"1 : {declared // max(packed, 1)}")


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes | Unreadable:
    if info.flag_bits & _LOCKED:
        return Unreadable("F103", "")
    out = io.BytesIO()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                budget.take(size=len(chunk))
                out.write(chunk)
    except NotImplementedError:
        return Unreadable("F113", f".zip ({_METHODS.get(info.compress_type, info.compress_type)})")
    except _BROKEN as error:
        return Unreadable("F118", type(error).__name__)
    return out.getvalue()


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.orig_filename.endswith(("/", "\\"))  # a member may have no name at all, and then ZipInfo fails


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag zipfile reads cp437, while Windows here writes GBK."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        return decoded(info.orig_filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.orig_filename
