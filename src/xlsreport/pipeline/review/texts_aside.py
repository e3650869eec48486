"""The departments' texts, in a temporary file of this run's own: in memory, a hundred thousand would be gigabytes."""

from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.model.packed_texts import HEAD, PackedTexts, end_of_text, packed_text, text_at
from xlsreport.temporary import read_at, temporary_prefix

_IN_MEMORY = 1 << 24  # bytes: the texts of a few thousand departments never touch the disk
_READ = 1 << 14  # bytes read at once: documents ask for one department's texts after the other's


class TextsAside:
    """Texts by their places in a file that nobody else can open, and that is gone with them; the last are in memory.

    A copy of this process may read them too: nobody reads where another has left the file.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._filed, self._last = 0, bytearray()
        self._from, self._read = 0, b""  # a part of the file, and where it begins

    def put(self, text: str) -> int:
        """Keep `text` and return where it is. Raises `XlsreportError` where there is no room."""
        return self._added(packed_text(text))

    def take(self, texts: PackedTexts) -> int:
        """Keep all of `texts` and return where the first is. Raises `XlsreportError` where there is no room."""
        return self._added(texts.data)

    def text(self, place: int) -> str:
        """Return the text that was put at `place`."""
        if self._file is None or place >= self._filed:
            return text_at(self._last, place - self._filed)
        at = place - self._from
        if at < 0 or at + HEAD > len(self._read) or end_of_text(self._read, at) > len(self._read):
            self._from, self._read, at = place, _text_and_more(self._file, place), 0
        return text_at(self._read, at)

    def _added(self, data: bytes | bytearray) -> int:
        place = self._filed + len(self._last)
        self._last += data
        if len(self._last) >= _IN_MEMORY:
            self._write()
        return place

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


def _text_and_more(file: IO[bytes], place: int) -> bytes:
    """Return what lies from `place` on: a whole text at least, and those behind it."""
    data = read_at(file, _READ, place)
    missing = end_of_text(data, 0) - len(data)
    return data + read_at(file, missing, place + len(data)) if missing > 0 else data
