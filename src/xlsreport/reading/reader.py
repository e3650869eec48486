"""One file → `Workbook` or `Unreadable`: the type is told by content, and no exception of a library escapes.

Everything that reads a sender's file goes through `read_workbook`.
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from xlsreport.content import Content, content_of
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.reading.biff12 import scanned_part, sheet_links
from xlsreport.reading.calamine import opened
from xlsreport.reading.compound import read_xls
from xlsreport.reading.encryption import decrypted
from xlsreport.reading.formula_cells import formula_cells
from xlsreport.reading.guard import unpacked
from xlsreport.reading.ods import read_ods
from xlsreport.reading.ooxml import read_parts, remarks, spreadsheet
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.repack import repacked
from xlsreport.reading.values import joined, sheets_alone

_BINARY_BOOK = "xl/workbook.bin"
_HEAD = 4096  # bytes that tell a text
_MOST_BYTES = 128 * 1024 * 1024  # of a file that is loaded at all


def read_workbook(path: Path) -> Workbook | Unreadable:
    """Read the workbook at `path`, of any format; whatever is wrong with it comes back as a value."""
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            return Unreadable("F107", f"{size // 2**20} > {_MOST_BYTES // 2**20} MiB")
        book = _read(path.read_bytes())
    except RefusedError as refusal:
        return refusal.unreadable
    except OSError as error:
        return Unreadable("F101", error.strerror or type(error).__name__)
    return book if book.sheets else Unreadable("F101", "0 ✗")


def _read(data: bytes) -> Workbook:
    match kind := content_of(data):
        case Content.XLSX:
            return _read_xlsx(data)
        case Content.XLSB:
            return _read_xlsb(data)
        case Content.ODS:
            return read_ods(unpacked(data))
        case Content.XLS:
            return read_xls(data)
        case Content.ENCRYPTED:
            return _read(decrypted(data))
        case _:
            raise _not_read(kind, data)


def _read_xlsx(data: bytes) -> Workbook:
    package = unpacked(data)
    said = remarks(package)
    book = spreadsheet(package)
    formulas = {name: formula_cells(name, part) if part else () for name, part in book.sheets.items()}
    with opened(book.data) as values:
        names = dict(zip(book.sheets, values.sheet_names, strict=True))
        sheets = {name: joined(values.get_sheet_by_name(names[name]), name, formulas[name]) for name in book.sheets}
    return Workbook(sheets, remarks=said)


def _read_xlsb(data: bytes) -> Workbook:
    package = unpacked(data)
    targets = read_parts(package, _BINARY_BOOK)
    scanned = {name: scanned_part(name, package.parts[name]) for name in targets.values()}
    links = sheet_links(_BINARY_BOOK, package.parts[_BINARY_BOOK])
    errors = {number: scanned.get(targets.get(link, ""), {}) for number, link in enumerate(links)}
    with opened(repacked(package.parts)) as values:
        return Workbook(sheets_alone(values, errors), formulas_visible=False, remarks=remarks(package))


def _not_read(kind: Content, data: bytes) -> RefusedError:
    match kind:
        case Content.EMPTY:
            return RefusedError("F128")
        case Content.PACKED:
            return RefusedError("F113")
        case Content.UNKNOWN:
            return RefusedError("F102", "TXT/CSV/HTML/XML") if _is_text(data) else RefusedError("F112")
        case _:
            return RefusedError("F102", kind.value)


def _is_text(data: bytes) -> bool:
    """Whether bytes of no known kind are a text; all others look as if the office's software had encrypted them."""
    whole = len(data) <= _HEAD
    for encoding in ("utf-16",) if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ("utf-8", "gb18030"):
        try:
            text = data[:_HEAD].decode(encoding, "strict" if whole else "ignore")
        except UnicodeError:
            continue
        if not any(each == "\ufffd" or (each < " " and each not in "\t\r\n\f") for each in text):
            return True
    return False
