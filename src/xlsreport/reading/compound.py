""".xls and .et: a compound file whose stream of records is walked before calamine makes room for what it claims."""

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from olefile import STGTY_ROOT, OleFileIO

from xlsreport.model.workbook import Remark, Workbook
from xlsreport.reading.calamine import opened
from xlsreport.reading.encryption import decrypted
from xlsreport.reading.reach import Reach
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.values import sheets_alone

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")
_MACROS = "_vba_project_cur"
_HEAD = struct.Struct("<HH")  # of a record: its kind, the length of its body
_BEGIN, _END, _PASSWORD, _LINKED = 0x0809, 0x000A, 0x002F, 0x01AE
_CELLS = {0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}  # begin with row and column
_SEVERAL = 0x00BD  # numbers side by side; it ends with the last column
_OWN = (b"\x01\x04", b"\x01\x3a")  # links to the workbook itself and to add-ins


@dataclass(slots=True)
class _Walk:
    """What the records of a workbook stream tell."""

    encrypted: bool = False
    linked: bool = False
    reach: Reach = field(default_factory=Reach)


def read_xls(data: bytes) -> Workbook:
    """Read a .xls or .et workbook; raises `RefusedError`: F101 damage, F103 a password, F129 too many cells."""
    stream, macros = _stream(data)
    walk = _walked(stream)
    if walk.encrypted:
        return read_xls(decrypted(data))
    with opened(data) as values:
        sheets = sheets_alone(values)
    told = (("F109", macros), ("F110", walk.linked))
    return Workbook(sheets, formulas_visible=False, remarks=tuple(Remark(code) for code, said in told if said))


def _stream(data: bytes) -> tuple[bytes, bool]:
    """Return the stream of records, and whether macros lie beside it."""
    if not data.startswith(_OLE):
        raise RefusedError("F102", "BIFF")  # of Excel 4 and before: one sheet without a compound file around it
    try:
        with OleFileIO(io.BytesIO(data)) as file:
            _judge_chains(file)
            names = {entry[0].casefold() for entry in file.listdir(streams=True, storages=True)}
            stream = next((file.openstream(name).read() for name in _STREAMS if file.exists(name)), None)
    except RefusedError:
        raise
    except Exception as error:  # olefile raises whatever a damaged file leads it to
        raise RefusedError("F101", f"OLE: {error}"[:200]) from None
    if stream is None:
        raise RefusedError("F101", "OLE: Workbook ✗")
    return stream, _MACROS in names


def _judge_chains(file: OleFileIO) -> None:
    """Raise `RefusedError` (F101) where a chain of sectors that calamine follows to its end has none."""
    file.loadminifat()
    _judge_chain(file.fat, file.first_dir_sector)
    _judge_chain(file.fat, file.first_mini_fat_sector)
    for each in file.direntries:
        if each is not None and (each.name in _STREAMS or each.entry_type == STGTY_ROOT):
            small = each.size < file.minisectorcutoff and each.entry_type != STGTY_ROOT
            _judge_chain(file.minifat if small else file.fat, each.isectStart)


def _judge_chain(table: Sequence[int], start: int) -> None:
    sector, steps = start, 0
    while sector < len(table):
        sector, steps = table[sector], steps + 1
        if steps > len(table):
            raise RefusedError("F101", f"OLE: {start} ↻")


def _walked(stream: bytes) -> _Walk:
    walk = _Walk()
    for kind, body in _records(stream):
        if kind == _PASSWORD:
            walk.encrypted = True
        elif kind == _BEGIN:
            walk.reach = Reach()
        elif kind == _LINKED and len(body) >= 4:
            walk.linked |= body[2:4] not in _OWN
        elif kind in _CELLS and len(body) >= 4:
            row, column = _HEAD.unpack_from(body)
            last = int.from_bytes(body[-2:], "little") if kind == _SEVERAL else column
            walk.reach.include(row + 1, column + 1)
            walk.reach.include(row + 1, last + 1)
    return walk


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records; after the last one a stream may be filled up with anything."""
    place, depth = 0, 0
    while place + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, place)
        place += _HEAD.size + length
        if place > len(stream):
            if depth > 0:
                raise RefusedError("F101", f"BIFF: {place} > {len(stream)}")
            return
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, stream[place - length : place]
