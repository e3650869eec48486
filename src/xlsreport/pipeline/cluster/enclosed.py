"""A file that lies on this machine alone, taken out of a mail or an archive: it goes along with the work."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from xlsreport.model.source import SourceFile

_LARGEST = 1024 * 1024  # bytes; what is larger is read where it lies


@dataclass(frozen=True, slots=True)
class LyingHere:
    """Where a file lies on this machine, until it is sent."""

    path: Path


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The bytes of a file on their way."""

    data: bytes


def lying_here(item: Any) -> LyingHere | None:
    """Return where the file of `item` lies, where it may go along; None where it is none or too large."""
    try:
        if isinstance(item, SourceFile) and item.path.stat().st_size <= _LARGEST:
            return LyingHere(item.path)
    except OSError:
        return None
    return None


def enclosed(place: object) -> object:
    """Return `place` as it travels: what lies here is enclosed, blank where it is not to be read any more."""
    if not isinstance(place, LyingHere):
        return place
    try:
        return Enclosed(place.path.read_bytes())
    except OSError:
        return Enclosed(b"")


def laid_down(item: SourceFile, place: Enclosed, into: Path) -> SourceFile | None:
    """Return `item` with its file in `into`; None where what came along is not that file."""
    if sha256(place.data).hexdigest() != item.sha256:
        return None
    into.write_bytes(place.data)
    return replace(item, path=into)
