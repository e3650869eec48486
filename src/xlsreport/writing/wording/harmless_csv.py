"""CSV that a spreadsheet opens as it is: UTF-8 with its mark, and no text of others a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")  # East Asian editions of Excel take the full-width ones too
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # a terminal obeys


def csv_bytes(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV with a byte-order mark, which Excel needs to read UTF-8."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for line in lines:
        writer.writerow([_harmless(text) for text in line])
    out.flush()
    return out.buffer.getvalue()


def _harmless(text: str) -> str:
    """Return `text` so that a spreadsheet that opens the CSV takes it for no formula; numbers stay numbers.

    What a terminal would obey is left out.
    """
    text = _UNSEEN.sub("", text)
    if text.startswith(_FORMULA_SIGNS) and not text.removeprefix("-").replace(".", "", 1).isdecimal():
        return f"'{text}"
    return text
