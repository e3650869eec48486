"""The departments' texts, in a temporary file of this run's own: in memory, a hundred thousand would be gigabytes."""

import os
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.temporary import temporary_prefix

_IN_MEMORY = 1 << 24  # bytes: the texts of a few thousand departments never touch the disk
_HEAD = 4  # bytes that say how long a text is
_USUAL = 4096  # bytes: most texts are no longer
_RECENT = 256  # texts: one document after the other asks for those of the same department


class TextsAside:
    """Texts by their places in a file that nobody else can open, and that is gone with them; the last are in memory.

    A copy of this process may read them too: nobody reads where another has left the file.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._filed, self._last = 0, bytearray()
        self._recent: dict[int, str] = {}

    def put(self, text: str) -> int:
        """Keep `text` and return where it is. Raises `XlsreportError` where there is no room."""
        data, place = text.encode("utf-8", "surrogatepass"), self._filed + len(self._last)
        self._last += len(data).to_bytes(_HEAD, "big") + data
        if len(self._last) >= _IN_MEMORY:
            self._write()
        return place

    def text(self, place: int) -> str:
        """Return the text that was put at `place`."""
        found = self._recent.get(place)
        if found is None:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            found = self._recent[place] = self._at(place)
        return found

    def _at(self, place: int) -> str:
        if self._file is None or place >= self._filed:
            data = bytes(self._last[place - self._filed : place - self._filed + _HEAD])
            start = place - self._filed + _HEAD
            return self._last[start : start + int.from_bytes(data, "big")].decode("utf-8", "surrogatepass")
        data = _read_at(self._file, _USUAL, place)
        end = _HEAD + int.from_bytes(data[:_HEAD], "big")
        if end > len(data):
            data += _read_at(self._file, end - len(data), place + len(data))
        return data[_HEAD:end].decode("utf-8", "surrogatepass")

    def _write(self) -> None:
        try:
            if self._file is None:
                self._file = TemporaryFile(prefix=temporary_prefix("texts"))  # noqa: SIM115 - closed with its texts
                finalize(self, self._file.close)
            self._file.seek(self._filed)
            self._file.write(self._last)
            self._file.flush()
        except OSError as error:
            where, reason = error.filename or "tmp", error.strerror or type(error).__name__
            raise XlsreportError(bilingual("unwritable", place=where, reason=reason)) from None
        self._filed += len(self._last)
        self._last.clear()


def _read_after_seeking(file: IO[bytes], size: int, place: int) -> bytes:
    file.seek(place)
    return file.read(size)


def _read_in_place(file: IO[bytes], size: int, place: int) -> bytes:
    return os.pread(file.fileno(), size, place)


# Windows has no such call, and makes no copies of a process
_read_at: Callable[[IO[bytes], int, int], bytes] = _read_in_place if hasattr(os, "pread") else _read_after_seeking
