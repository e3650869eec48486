"""One file → `Workbook` or `Unreadable`: the type is told by content, and no exception of a library escapes.

This is the seam for guards, other formats and worker processes: everything that reads a sender's file goes
through `read_workbook`.
"""

import io
import zipfile
from pathlib import Path

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.reading.markup import FormulaCell, formula_cells
from xlsreport.reading.values import joined

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_PART = "xl/workbook.xml"


def read_workbook(path: Path) -> Workbook | Unreadable:
    """Read the .xlsx workbook at `path`; whatever is wrong with it comes back as a value."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Unreadable("F101", error.strerror or type(error).__name__)
    return _unsupported(data) or _read(data)


def _unsupported(data: bytes) -> Unreadable | None:
    if data.startswith(_OLE):
        return Unreadable("F103", "") if _ENCRYPTED_STREAM in data else Unreadable("F102", ".xls/.et/.msg")
    if not data.startswith(_ZIP):
        return Unreadable("F102", repr(data[:4])[2:-1] or "0 bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return Unreadable("F101", "ZIP")
    return None if _WORKBOOK_PART in names else Unreadable("F102", "ZIP")


def _read(data: bytes) -> Workbook | Unreadable:
    try:
        formulas = formula_cells(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return Workbook({name: joined(name, book, formulas.get(name, ())) for name in book.sheet_names})
    except (CalamineError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, OSError) as error:
        return Unreadable("F101", _first_line(error))
    except BaseException as error:  # a panic of calamine is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return Unreadable("F101", type(error).__name__)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200] or type(error).__name__


__all__ = ["FormulaCell", "read_workbook"]
