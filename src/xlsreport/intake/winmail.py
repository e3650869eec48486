"""winmail.dat, in which Outlook hides attachments from every other program: [MS-OXTNEF] describes it.

Only the attachments are looked for, and nothing is copied that is not there: every length is held against the bytes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsreport.intake.labels import decoded

_SIGNATURE = b"\x78\x9f\x3e\x22"
_HEAD = struct.Struct("<BII")  # level, attribute, length
_CHECK = 2  # bytes of a checksum after each attribute
_BEGIN, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAME, _CONTENT = 0x3707, 0x3701
_OBJECT = 0x000D
_INTERFACE = 16  # bytes before a mail that is attached as a whole
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_LONG = (0x1E, 0x1F, 0x102, _OBJECT)
_WIDE = 0x1F
_SEVERAL, _NAMED = 0x1000, 0x8000


@dataclass(slots=True)
class WrappedFile:
    """An attachment inside: a mail that was attached as a whole is such a file itself."""

    name: str = ""
    data: bytes = b""


def wrapped_files(data: bytes) -> tuple[WrappedFile, ...]:
    """Return the attachments inside the winmail.dat `data`; raises `ValueError` where it is damaged."""
    if not data.startswith(_SIGNATURE) or len(data) < len(_SIGNATURE) + 2:
        raise ValueError("TNEF")
    files: list[WrappedFile] = []
    try:
        for attribute, content in _attributes(data):
            if attribute == _BEGIN:
                files.append(WrappedFile())
            elif files:
                _take(files[-1], attribute, content)
    except struct.error as error:
        raise ValueError(str(error)) from None
    return tuple(files)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    offset = len(_SIGNATURE) + 2
    while offset < len(data):
        _, attribute, length = _HEAD.unpack_from(data, offset)
        start = offset + _HEAD.size
        if start + length + _CHECK > len(data):
            raise ValueError("TNEF")
        yield attribute & 0xFFFF, data[start : start + length]
        offset = start + length + _CHECK


def _take(file: WrappedFile, attribute: int, content: bytes) -> None:
    if attribute == _TITLE:
        file.name = file.name or _text(content)
    elif attribute == _DATA:
        file.data = content
    elif attribute == _PROPERTIES:
        for kind, number, value in _Properties(content).all():
            if number == _LONG_NAME:
                file.name = value.decode("utf-16-le", "replace").rstrip("\0") if kind == _WIDE else _text(value)
            elif number == _CONTENT:
                file.data = value[_INTERFACE:] if kind == _OBJECT else file.data or value


def _text(content: bytes) -> str:
    return decoded(content.rstrip(b"\0"))


@dataclass(slots=True)
class _Properties:
    """A list of properties, read from its beginning to its end."""

    content: bytes
    offset: int = field(default=0)

    def all(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield type, number and value of each; of one with several values the last."""
        for _ in range(self._number()):
            kind, number = struct.unpack("<HH", self._bytes(4))
            if number >= _NAMED:
                self._pass_name()
            values = self._number() if kind & _SEVERAL or kind in _LONG else 1
            for _ in range(values):
                value = self._value(kind & ~_SEVERAL)
                yield kind & ~_SEVERAL, number, value

    def _value(self, kind: int) -> bytes:
        if kind in _LONG:
            return self._padded(self._number())
        if kind not in _FIXED:
            raise ValueError("TNEF")
        return self._bytes(_FIXED[kind])

    def _pass_name(self) -> None:
        self._bytes(16)
        if self._number() == 0:
            self._number()
        else:
            self._padded(self._number())

    def _number(self) -> int:
        return int.from_bytes(self._bytes(4), "little")

    def _padded(self, length: int) -> bytes:
        value = self._bytes(length)
        self.offset += -length % 4
        return value

    def _bytes(self, length: int) -> bytes:
        value = self.content[self.offset : self.offset + length]
        if len(value) < length:
            raise ValueError("TNEF")
        self.offset += length
        return value
