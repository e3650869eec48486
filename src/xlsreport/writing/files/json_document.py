"""JSON for programs: what every document begins with, and how it is written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import simplejson

from xlsreport.version import __version__

_PIECE = 64 * 1024  # characters
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # a terminal obeys
_STAMP = re.compile(rb'\A\{\n "schema": "[^"\n]*",\n "program": "[^"\n]*",\n')


def json_document(schema: str, content: Mapping[str, Any]) -> bytes:
    """Return `content` as JSON that says which schema of `docs/schemas/` it follows and which version wrote it.

    The same content gives the same bytes in every run of one version.
    """
    return b"".join(json_pieces(schema, content))


def json_pieces(schema: str, content: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the same piece by piece; an iterator among the values is a list that is taken item by item."""
    document = {"schema": f"xlsreport-{schema}-1", "program": f"xlsreport {__version__}", **content}
    waiting, size = list[str](), 0
    for text in _texts(document):
        waiting.append(text)
        size += len(text)
        if size > _PIECE:
            yield _encoded(waiting)
            waiting, size = [], 0
    yield _encoded(waiting)


def _texts(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield a document as it is written whole; its library writes nothing before it has everything."""
    opening = "{"
    for key, value in document.items():
        yield f"{opening}\n {_written(key, 1)}: "
        yield from _listed(value) if isinstance(value, Iterator) else (_written(value, 1),)
        opening = ","
    yield "\n}\n"


def _listed(items: Iterator[Any]) -> Iterator[str]:
    opening = "["
    for item in items:
        yield f"{opening}\n  {_written(item, 2)}"
        opening = ","
    yield "[]" if opening == "[" else "\n ]"


def _written(value: Any, depth: int) -> str:
    text = simplejson.dumps(value, ensure_ascii=False, indent=1, use_decimal=True)
    return text.replace("\n", f"\n{' ' * depth}")  # a line's end in a text is written as two signs


def _encoded(texts: Sequence[str]) -> bytes:
    text = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", "".join(texts))
    return text.encode("utf-8", "backslashreplace")


def without_stamp(document: bytes) -> bytes:
    """Return a document without what says who wrote it: another version may have written the same."""
    return _STAMP.sub(b"{\n", document)
