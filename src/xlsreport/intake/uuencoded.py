"""Files written into a mail's text as lines between `begin 644 name` and `end`, as mail programs did before MIME."""

import re
from binascii import Error, a2b_base64, a2b_uu
from collections.abc import Iterator

_BEGIN = re.compile(rb"^begin(-base64)?[ \t]+[0-7]{3,4}[ \t]+(\S[^\r\n]*?)[ \t]*\r?\n", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_END_BASE64 = re.compile(rb"^====[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_MOST = 200  # files in one text


def uuencoded_files(text: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the bytes of each file that stands in `text`; one that breaks off is told as it is."""
    start = 0
    for _ in range(_MOST):
        begin = _BEGIN.search(text, start)
        if begin is None:
            return
        end = (_END_BASE64 if begin[1] else _END).search(text, begin.end())
        start = end.end() if end else len(text)
        written = text[begin.end() : end.start() if end else len(text)]
        data = _base64(written) if begin[1] else b"".join(_line(line) for line in written.splitlines())
        if data:
            yield begin[2], data


def _base64(text: bytes) -> bytes:
    try:
        return a2b_base64(text)
    except Error:
        return b""


def _line(line: bytes) -> bytes:
    try:
        return a2b_uu(line)
    except Error:  # some programs write a letter too many
        length = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return a2b_uu(line[:length])
        except Error:
            return b""
