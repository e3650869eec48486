"""The page: the template with our style, our script and what they show, each let in by its SHA-256 alone."""

import base64
import hashlib
from functools import lru_cache
from html import escape
from pathlib import Path

from xlsreport.language import Language
from xlsreport.model.outcome import Outcome
from xlsreport.writing.board.told import BYTES, board_json

_HERE = Path(__file__).parent


def board_bytes(outcome: Outcome, language: Language, most: int = BYTES) -> bytes:
    """Return the board of `outcome` as one HTML page, the same for the same outcome; its data have `most` bytes."""
    style, script = _part("board.css"), _part("board.js")
    parts = {
        "language": "zh-CN" if language.name == "zh" else language.name,
        "title": escape(_title(outcome, language)),
        "style-hash": _hash(style),
        "script-hash": _hash(script),
        "noscript": escape(language.text("board_noscript")),
        "style": style,
        "data": board_json(outcome, language, most),
        "script": script,
    }
    pieces = _part("board.html").split("%%")  # a marker is a name between two of these
    return "".join(parts[each] if n % 2 else each for n, each in enumerate(pieces)).encode("utf-8", "replace")


def _title(outcome: Outcome, language: Language) -> str:
    words = {"period": outcome.period, "title": outcome.form.title}
    return language.text("board_title", name=outcome.whole.identity.name, **words).strip()


@lru_cache
def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
