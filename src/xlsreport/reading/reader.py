"""One file → `Workbook` or `Unreadable`: the type is told by content, and no exception of a library escapes.

Everything that reads a sender's file goes through `read_workbook`.
"""

from pathlib import Path

from xlsreport.content import Content, content_of, format_name, packed_as, text_of
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.reading.compound import read_xls
from xlsreport.reading.encryption import decrypted
from xlsreport.reading.file_bytes import bytes_of
from xlsreport.reading.guard import unpacked
from xlsreport.reading.ods import read_ods
from xlsreport.reading.ooxml import remarks
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.spreadsheet import spreadsheet
from xlsreport.reading.worksheets import worksheets
from xlsreport.reading.xlsb import read_xlsb

_ZIP, _HEAD = b"PK\x03\x04", 1024
_MOST_BYTES = 128 * 1024 * 1024  # of a file that is loaded at all


def read_workbook(path: Path, sha256: str = "", content: Content | None = None) -> Workbook | Unreadable:
    """Read the workbook at `path`, of any format; whatever is wrong with it comes back as a value.

    Where its `sha256` is given, only those bytes are read: a sync program may have put others there since. `content`
    is what they are, where that is known.
    """
    try:
        data = bytes_of(path, _MOST_BYTES, sha256)
        book = _read(data, content or content_of(data))
    except RefusedError as refusal:
        return refusal.unreadable
    except OSError as error:
        return Unreadable("F143", error.strerror or type(error).__name__)
    return book if book.sheets else Unreadable("F101", "0 ✗")


def _read(data: bytes, kind: Content) -> Workbook:
    match kind:
        case Content.XLSX:
            return _read_xlsx(data)
        case Content.XLSB:
            return read_xlsb(unpacked(data))
        case Content.ODS:
            return read_ods(unpacked(data))
        case Content.XLS:
            return read_xls(data)
        case Content.ENCRYPTED:
            data = decrypted(data)
            return _read(data, content_of(data))
        case _:
            raise _not_read(kind, data)


def _read_xlsx(data: bytes) -> Workbook:
    package = unpacked(data)
    book = spreadsheet(package)
    return Workbook(worksheets(book), remarks=remarks(package, book.cellless))


def _not_read(kind: Content, data: bytes) -> RefusedError:
    match kind:
        case Content.EMPTY:
            return RefusedError("F128")
        case Content.PACKED:
            return RefusedError("F113", packed_as(data))
        case Content.SHORTCUT | Content.SEALED:
            return RefusedError({Content.SHORTCUT: "F140", Content.SEALED: "F141"}[kind])
        case Content.WEB_PAGE:
            return RefusedError("F102", "MHT")
        case Content.UNKNOWN | Content.TEXT:
            return _unknown(data)
        case _:
            return RefusedError("F102", kind.value)


def _unknown(data: bytes) -> RefusedError:
    if not data.strip(b"\0"):
        return RefusedError("F101", f"{len(data)} × 0x00")  # room that a download had taken and did not fill
    if _ZIP in data[:_HEAD] and not data.startswith(_ZIP):
        return RefusedError("F101", "ZIP")  # something stands before it
    if name := format_name(data):
        return RefusedError("F102", name)
    return RefusedError("F102", "TXT/CSV") if text_of(data) is not None else RefusedError("F112")
