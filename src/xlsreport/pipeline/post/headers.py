"""The headers of a mail as bytes: read and replaced without touching what stands below them."""

import re
from collections.abc import Mapping

from xlsreport.intake.labels import decoded

_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+):[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE)
_LINE = re.compile(rb"\r?\n")


def headers_of(data: bytes) -> Mapping[str, str]:
    """Return the headers of a mail by their names in small letters, unfolded; the first of those of one name."""
    found: dict[str, str] = {}
    for each in _FIELD.finditer(_parted(data)[0]):
        text = each[0].partition(b":")[2]
        found.setdefault(each[1].decode("ascii").lower(), decoded(_LINE.sub(b"", text)).strip())
    return found


def with_headers(data: bytes, first: Mapping[str, str], without: frozenset[str]) -> bytes:
    """Return a mail with the headers of `first` before its own, and without those called `without` (small letters)."""
    head, body = _parted(data)
    gone = {name.lower().encode() for name in (*without, *first)}
    kept = b"".join(each[0] for each in _FIELD.finditer(head) if each[1].lower() not in gone)
    new = "".join(f"{name}: {said}\r\n" for name, said in first.items()).encode("ascii")
    return new + _LINE.sub(b"\r\n", kept) + b"\r\n" + body


def _parted(data: bytes) -> tuple[bytes, bytes]:
    """Return the headers, the last of them ended, and what stands below the blank line."""
    found = _END.search(data)
    return (data[: found.start()] + b"\r\n", data[found.end() :]) if found else (data + b"\r\n", b"")
