"""How much the board may hold: pieces are written as JSON while there is room, and what is left out is counted."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import simplejson

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_PATIENT = simplejson.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), use_decimal=True, default=lambda raw: simplejson.RawJSON(_text(raw))
)
_MARKUP = re.compile("[<>&\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

Piece = Mapping[str, Any] | Sequence[Any]
Told = Callable[[], Piece]


class Room:
    """How many bytes are left, and what of a layer still goes into them."""

    def __init__(self, most: int) -> None:
        self.left = most

    def taken(self, layer: Iterable[tuple[str, Told]]) -> tuple[dict[str, Any], int]:
        """Return the first pieces of `layer` that there is room for, written already, and how many are left out.

        What is left out is not even made: of ten thousand departments there is room for two.
        """
        taken: dict[str, Any] = {}
        out = 0
        for name, piece in layer:
            written = json_text(piece()).encode() if self.left >= 0 else b""
            self.left -= 0 if out else len(written) + len(name) + 4
            if self.left < 0:
                out += 1
            else:
                taken[name] = msgspec.Raw(written)
        return taken, out


def json_text(told: Piece | Iterable[Any]) -> str:
    """Return `told` as compact JSON, without a sign that could end its element or turn what is read."""
    try:
        text = _ENCODER.encode(told).decode()
    except UnicodeEncodeError:  # half of a sign, as a file's name may have it
        text = _PATIENT.encode(told)
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _text(raw: msgspec.Raw) -> str:
    return str(memoryview(raw), "utf-8")
