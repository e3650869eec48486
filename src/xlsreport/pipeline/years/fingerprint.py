"""What tells apart the years before that one run knew from those of another run."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from xlsreport.model.source import SourceFile

_ARCHIVE = "archive"


def files_fingerprint(files: Sequence[SourceFile]) -> str:
    """Return the digest of the names and bytes of workbooks."""
    return _digest(f"{each.sha256} {each.name!r}" for each in files)


def archive_fingerprint(workspace: Path) -> str:
    """Return the digest of what the archive of `workspace` holds: its manifests, and when its tables were written."""
    return _digest(_told(workspace / _ARCHIVE, "*/"))


def bag_fingerprint(bag: Path) -> str:
    """Return the digest of what a bag holds: its manifests, and when its tables were written."""
    return _digest(_told(bag, ""))


def _told(folder: Path, bags: str) -> Iterator[str]:
    for file in sorted(folder.glob(f"{bags}*.txt")):
        yield f"{file.relative_to(folder).as_posix()!r} {hashlib.sha256(file.read_bytes()).hexdigest()}"
    for file in sorted(folder.glob(f"{bags}data/*")):
        status = file.stat()
        yield f"{file.relative_to(folder).as_posix()!r} {status.st_size} {status.st_mtime_ns}"


def _digest(parts: Iterator[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{part}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
