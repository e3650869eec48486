"""The bytes of a sender's file, where they are those that were meant and not too many."""

import hashlib
from pathlib import Path

from xlsreport.reading.refusal import RefusedError


def bytes_of(path: Path, most: int, sha256: str = "") -> bytes:
    """Return the bytes at `path`, at most `most`; where `sha256` is given, those alone.

    A sync program may have put others there since they were hashed. Raises `RefusedError`, and `OSError` where they
    cannot be read.
    """
    if (size := path.stat().st_size) > most:
        raise RefusedError("F107", f"{size // 2**20} > {most // 2**20} MiB")
    data = path.read_bytes()
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise RefusedError("F146", "")
    return data
