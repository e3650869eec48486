"""The departments' texts, in a temporary file of this run's own: in memory, a hundred thousand would be gigabytes."""

import os
from tempfile import SpooledTemporaryFile
from weakref import finalize

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.temporary import temporary_prefix

_IN_MEMORY = 1 << 24  # bytes: the texts of a few thousand departments never touch the disk
_HEAD = 4  # bytes that say how long a text is
_RECENT = 256  # texts: one document after the other asks for those of the same department


class TextsAside:
    """Texts by their places in a file that nobody else can open, and that is gone with them."""

    def __init__(self) -> None:
        self._most = _IN_MEMORY
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY, prefix=temporary_prefix("texts"))  # noqa: SIM115
        self._end, self._written, self._moved = 0, 0, False
        self._recent: dict[int, str] = {}
        finalize(self, self._file.close)

    def put(self, text: str) -> int:
        """Keep `text` and return where it is. Raises `XlsreportError` where there is no room."""
        data, place = text.encode("utf-8", "surrogatepass"), self._end
        try:
            if self._moved:
                self._file.seek(place)
                self._moved = False
            self._file.write(len(data).to_bytes(_HEAD, "big") + data)
        except OSError as error:
            where, reason = error.filename or "tmp", error.strerror or type(error).__name__
            raise XlsreportError(bilingual("unwritable", place=where, reason=reason)) from None
        self._end += _HEAD + len(data)
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
        size = int.from_bytes(self._bytes(place, _HEAD), "big")
        return self._bytes(place + _HEAD, size).decode("utf-8", "surrogatepass")

    def _bytes(self, place: int, size: int) -> bytes:
        """Return `size` bytes at `place`; where a file is read and a copy of this process reads it too, unmoved."""
        if self._end > self._most and hasattr(os, "pread"):
            if self._written < self._end:
                self._file.flush()
                self._written = self._end
            return os.pread(self._file.fileno(), size, place)
        self._moved = True
        self._file.seek(place)
        return self._file.read(size)
