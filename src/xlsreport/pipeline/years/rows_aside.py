"""Rows of earlier years in a temporary file of the run's own, which its workers read too.

A unit's year is one row, and a file is reviewed with its own department's alone: in the memory of every worker, those
of a hundred thousand would be gigabytes.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO
from weakref import finalize

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.model.row_aside import RowAside
from xlsreport.model.small_row import SmallRow
from xlsreport.pipeline.review.stored_row import row_from
from xlsreport.temporary import read_at, temporary_prefix

_HEAD = 4  # bytes that say how long a row is
_USUAL = 4096  # bytes: most rows are no longer
_WRITTEN = 1 << 20  # bytes written at once
_RECENT = 64  # rows: who asks for one cell of a row asks for more


class RowsAside:
    """Rows by their places in a file that goes with them; the last read are in memory."""

    def __init__(self) -> None:
        """Begin an empty file. Raises `XlsreportError` where there is no room."""
        try:
            folder = Path(tempfile.mkdtemp(prefix=temporary_prefix("years")))
            self._path = folder / "rows"
            self._file: IO[bytes] = self._path.open("w+b")
        except OSError as error:
            raise _no_room(error) from None
        self._filed, self._last = 0, bytearray()
        self._recent: dict[int, SmallRow] = {}
        finalize(self, _remove, self._file.close, folder, os.getpid())

    def put(self, row: bytes) -> RowAside:
        """Keep a row, as `row_bytes` has it, and return what knows where it is.

        Raises `XlsreportError` where there is no room.
        """
        place = self._filed + len(self._last)
        self._last += len(row).to_bytes(_HEAD, "big") + row
        if len(self._last) >= _WRITTEN:
            self._write()
        return RowAside(self, place)

    def row(self, place: int) -> SmallRow:
        """Return the row that was put at `place`."""
        self._write()
        found = self._recent.get(place)
        if found is None:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            found = self._recent[place] = self._at(place)
        return found

    def _at(self, place: int) -> SmallRow:
        data = read_at(self._file, _USUAL, place)
        end = _HEAD + int.from_bytes(data[:_HEAD], "big")
        if end > len(data):
            data += read_at(self._file, end - len(data), place + len(data))
        return row_from(data[_HEAD:end])

    def _write(self) -> None:
        if not self._last:
            return
        try:
            self._file.seek(self._filed)
            self._file.write(self._last)
            self._file.flush()
        except OSError as error:
            raise _no_room(error) from None
        self._filed += len(self._last)
        self._last.clear()

    def __reduce__(self) -> tuple[Callable[[str], "RowsAside"], tuple[str]]:
        """Travel as the file's path: to a process of this machine."""
        self._write()
        return _opened, (str(self._path),)


def _opened(path: str) -> RowsAside:
    rows = RowsAside.__new__(RowsAside)
    rows._path = Path(path)
    rows._file = rows._path.open("rb", buffering=0)
    rows._filed, rows._last, rows._recent = 0, bytearray(), {}
    finalize(rows, rows._file.close)
    return rows


def _remove(close: Callable[[], None], folder: Path, maker: int) -> None:
    with suppress(OSError):  # what could not be written was told
        close()
    if os.getpid() == maker:  # a copy of this process ends before it
        shutil.rmtree(folder, ignore_errors=True)


def _no_room(error: OSError) -> XlsreportError:
    where, reason = error.filename or "tmp", error.strerror or type(error).__name__
    return XlsreportError(bilingual("unwritable", place=where, reason=reason))
