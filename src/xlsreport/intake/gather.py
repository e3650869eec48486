"""What lies in a folder: every file in it and below it, each with its SHA-256 and what its bytes are."""

import hashlib
from pathlib import Path

from xlsreport.content import Content, content_of
from xlsreport.intake.labels import is_litter
from xlsreport.intake.zipped import LARGEST
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable


def gather(folder: Path) -> tuple[SourceFile, ...]:
    """Return the files in `folder`, by name, containers unopened; what is nobody's file is passed over.

    That is lock files of open workbooks, hidden files and what systems leave in folders. What lies there and is no
    file comes back with that problem: a link that leads nowhere or to a folder, a pipe, a device.
    """
    named = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if not _is_folder(path))
    return tuple(
        source_file(path, name) if path.is_file() else _no_file(path, name)
        for name, path in named
        if not is_litter(name)
    )


def source_file(path: Path, name: str | None = None) -> SourceFile:
    """Return the file at `path` as a source file called `name`, its own name by default.

    A file that cannot be read, or is larger than any workbook or mail, comes back with its problem.
    """
    shown = name or path.name
    try:
        if path.stat().st_size > LARGEST:
            return _too_large(path, shown)
        data = path.read_bytes()
    except OSError as error:
        problem = Unreadable("F101", error.strerror or type(error).__name__)
        return SourceFile(shown, path, "", content=Content.UNKNOWN, problem=problem)
    return SourceFile(shown, path, hashlib.sha256(data).hexdigest(), content=content_of(data))


def _is_folder(path: Path) -> bool:
    """Whether what lies in `path` is gathered too: links to folders are not followed."""
    return path.is_dir() and not path.is_symlink()


def _no_file(path: Path, name: str) -> SourceFile:
    """Return what must not be opened: a pipe would have its reader wait for ever."""
    return SourceFile(name, path, "", content=Content.UNKNOWN, problem=Unreadable("F131", ""))


def _too_large(path: Path, name: str) -> SourceFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    problem = Unreadable("F120", f"> {LARGEST // 1024**2} MiB")
    return SourceFile(name, path, digest, content=Content.UNKNOWN, problem=problem)
