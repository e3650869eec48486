"""CSV that a spreadsheet opens as it is: UTF-8 with its mark, and no text of others a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")  # East Asian editions of Excel take the full-width ones too
LINE_END = "\r\n"
_SHORT = 64  # characters: longer texts are nobody else's
_PIECE = 64 * 1024  # characters
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # a terminal obeys


class _Echo:
    """What the library writes to: a row comes back as it was written."""

    def write(self, line: str) -> str:
        """Return `line`."""
        return line


_WRITER = csv.writer(_Echo(), lineterminator=LINE_END)  # it quotes what has such an end in it


def csv_bytes(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV with a byte-order mark, which Excel needs to read UTF-8."""
    return b"".join(csv_pieces(heads, lines))


def csv_pieces(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the same piece by piece: a table may be larger than is good for memory."""
    return line_pieces(csv_line(heads), map(csv_line, lines))


def csv_line(fields: Sequence[str]) -> str:
    """Return a line of CSV without its end; a part of a line is written as it is written in a whole one."""
    line: str = _WRITER.writerow([_harmless(text) for text in fields])
    return line.removesuffix(LINE_END)


def line_pieces(head: str, lines: Iterable[str]) -> Iterator[bytes]:
    """Yield the same of lines that are CSV already."""
    waiting, size = ["\ufeff"], 0
    for line in chain([head], lines):
        waiting.append(f"{line}{LINE_END}")
        size += len(line)
        if size > _PIECE:
            yield _joined(waiting)
            waiting, size = [], 0
    yield _joined(waiting)


def _joined(texts: Sequence[str]) -> bytes:
    return "".join(texts).encode("utf-8", "backslashreplace")


def _harmless(text: str) -> str:
    return _remembered(text) if len(text) <= _SHORT else _made_harmless(text)


def _made_harmless(text: str) -> str:
    """Return `text` so that a spreadsheet that opens the CSV takes it for no formula; numbers stay numbers.

    What a terminal would obey is left out.
    """
    if not text.isprintable():  # nearly all are: nothing to look for
        text = _UNSEEN.sub("", text)
    if text.startswith(_FORMULA_SIGNS) and not text.removeprefix("-").replace(".", "", 1).isdecimal():
        return f"'{text}"
    return text


_remembered = lru_cache(maxsize=8192)(_made_harmless)  # names and labels come back in thousands of lines
