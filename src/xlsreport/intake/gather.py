"""What lies in a folder: every file in it and below it, each with its SHA-256."""

import hashlib
from pathlib import Path

from xlsreport.model.source import SourceFile

_PASSED_OVER = {"thumbs.db", "desktop.ini", ".ds_store"}


def gather(folder: Path) -> tuple[SourceFile, ...]:
    """Return the files in `folder`, by name; lock files of open workbooks and hidden files are passed over."""
    paths = sorted(
        (path for path in folder.rglob("*") if path.is_file()), key=lambda p: p.relative_to(folder).as_posix()
    )
    return tuple(source_file(path, path.relative_to(folder).as_posix()) for path in paths if not _is_litter(path))


def source_file(path: Path, name: str | None = None) -> SourceFile:
    """Return the file at `path` as a source file called `name`, its own name by default."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SourceFile(name or path.name, path, digest)


def _is_litter(path: Path) -> bool:
    name = path.name.lower()
    return name in _PASSED_OVER or name.startswith((".", "~$"))
