"""JSON for programs: what every document begins with, and how it is written."""

import re
from collections.abc import Mapping
from typing import Any

import simplejson

from xlsreport.version import __version__

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # a terminal obeys
_STAMP = re.compile(rb'\A\{\n "schema": "[^"\n]*",\n "program": "[^"\n]*",\n')


def json_document(schema: str, content: Mapping[str, Any]) -> bytes:
    """Return `content` as JSON that says which schema of `docs/schemas/` it follows and which version wrote it.

    The same content gives the same bytes in every run of one version.
    """
    document = {"schema": f"xlsreport-{schema}-1", "program": f"xlsreport {__version__}", **content}
    text = simplejson.dumps(document, ensure_ascii=False, indent=1, use_decimal=True) + "\n"
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode("utf-8", "backslashreplace")


def without_stamp(document: bytes) -> bytes:
    """Return a document without what says who wrote it: another version may have written the same."""
    return _STAMP.sub(b"{\n", document)
