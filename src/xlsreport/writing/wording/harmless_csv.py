"""CSV that a spreadsheet opens as it is: UTF-8 with its mark, and no text of others a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")  # East Asian editions of Excel take the full-width ones too
_PIECE = 64 * 1024  # characters
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # a terminal obeys


def csv_bytes(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV with a byte-order mark, which Excel needs to read UTF-8."""
    return b"".join(csv_pieces(heads, lines))


def csv_pieces(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the same piece by piece: a table may be larger than is good for memory."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for line in lines:
        writer.writerow([_harmless(text) for text in line])
        if out.tell() > _PIECE:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "backslashreplace")


def _harmless(text: str) -> str:
    """Return `text` so that a spreadsheet that opens the CSV takes it for no formula; numbers stay numbers.

    What a terminal would obey is left out.
    """
    text = _UNSEEN.sub("", text)
    if text.startswith(_FORMULA_SIGNS) and not text.removeprefix("-").replace(".", "", 1).isdecimal():
        return f"'{text}"
    return text
