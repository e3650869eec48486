""".xls and .et: a compound file whose stream of records is walked, and made anew, before calamine reads it."""

import io
from dataclasses import dataclass

from olefile import OleFileIO

from xlsreport.content import format_name
from xlsreport.model.workbook import Remark, Workbook
from xlsreport.reading.biff import scanned
from xlsreport.reading.calamine import opened
from xlsreport.reading.compound_file import compound_file
from xlsreport.reading.encryption import decrypted
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.values import sheets_alone

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")
_MACROS = "_vba_project_cur"
_BARE = {b"\x09\x08\x10\x00\x00\x06": "Workbook", b"\x09\x08\x08\x00\x00\x05": "Book"}  # BIFF8 and BIFF5 alone


@dataclass(frozen=True, slots=True)
class _Found:
    """The stream of records by its name, and whether macros lie beside it."""

    name: str
    content: bytes
    macros: bool


def read_xls(data: bytes) -> Workbook:
    """Read a .xls or .et workbook; raises `RefusedError`: F101 damage, F103 a password, F129 too many cells."""
    found = _found(data)
    stream = scanned(found.content)
    if stream.encrypted:
        found = _found(_unlocked(data))
        stream = scanned(found.content)
    with opened(compound_file(found.name, bytes(stream.content))) as values:
        sheets = sheets_alone(values, stream.errors)
    told = (("F109", found.macros), ("F110", stream.linked))
    return Workbook(sheets, formulas_visible=False, remarks=tuple(Remark(code) for code, said in told if said))


def _unlocked(data: bytes) -> bytes:
    """Return the workbook without its password; one that says that it has one is not called damaged."""
    try:
        return decrypted(data)
    except RefusedError:
        raise RefusedError("F103") from None


def _found(data: bytes) -> _Found:
    if not data.startswith(_OLE):
        return _bare(data)
    try:
        with OleFileIO(io.BytesIO(data)) as file:
            names = {entry[0].casefold() for entry in file.listdir(streams=True, storages=True)}
            name = next((each for each in _STREAMS if file.exists(each)), "")
            content = file.openstream(name).read() if name else b""
            whole = not name or len(content) == file.get_size(name)
    except RefusedError:
        raise
    except Exception:  # olefile raises whatever a damaged file leads it to
        raise RefusedError("F101", "OLE ✗") from None
    if not name or not whole:
        raise RefusedError("F101", f"OLE: {name or 'Workbook'} ✗")
    return _Found(name, content, _MACROS in names)


def _bare(data: bytes) -> _Found:
    """Return the stream of records that some programs write without a compound file around it."""
    name = next((name for mark, name in _BARE.items() if data.startswith(mark)), "")
    if not name:
        raise RefusedError("F102", format_name(data) or "BIFF")  # of Excel 4 and before: one sheet by itself
    return _Found(name, data, macros=False)
