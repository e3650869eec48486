"""What lies in a folder: every file in it and below it, each with its SHA-256 and what its bytes are."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from xlsreport.content import Content, content_of
from xlsreport.intake.labels import is_litter
from xlsreport.intake.zipped import LARGEST
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable


def gather(folder: Path) -> tuple[SourceFile, ...]:
    """Return the files in `folder`, by name, containers unopened; what is nobody's file is passed over.

    That is lock files of open workbooks, hidden files and what systems leave in folders. What lies there and is no
    file comes back with that problem: a link that leads nowhere or to a folder, a pipe, a device. So does a folder
    that cannot be read.
    """
    shut: list[OSError] = []
    named = sorted(name for name in _inside(folder, shut) if not is_litter(name))
    paths = [(folder / name, name) for name in named]
    files = [source_file(path, name) if path.is_file() else _no_file(path, name) for path, name in paths]
    return (*files, *(_shut_folder(error, folder) for error in shut))


def source_file(path: Path, name: str | None = None) -> SourceFile:
    """Return the file at `path` as a source file called `name`, its own name by default.

    A file that cannot be read, or is larger than any workbook or mail, comes back with its problem.
    """
    shown = name or path.name
    try:
        with path.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                return _too_large(path, shown)
            data = file.read()
    except OSError as error:
        return SourceFile(shown, path, "", content=Content.UNKNOWN, problem=_unread(error))
    return SourceFile(shown, path, hashlib.sha256(data).hexdigest(), content=content_of(data))


def _inside(folder: Path, shut: list[OSError]) -> Iterator[str]:
    """Yield the names of what lies in `folder` and below and is no folder; `shut` takes in what could not be read."""
    for where, folders, files in os.walk(folder, onerror=shut.append):
        here = Path(where)
        links = [name for name in folders if (here / name).is_symlink()]  # those to folders are not followed
        below = "" if here == folder else f"{here.relative_to(folder).as_posix()}/"
        yield from (f"{below}{name}" for name in (*files, *links))


def _shut_folder(error: OSError, folder: Path) -> SourceFile:
    path = Path(error.filename or folder)
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    return SourceFile(f"{name}/", path, "", content=Content.UNKNOWN, problem=_unread(error))


def _unread(error: OSError) -> Unreadable:
    return Unreadable("F143", error.strerror or type(error).__name__)


def _no_file(path: Path, name: str) -> SourceFile:
    """Return what must not be opened: a pipe would have its reader wait for ever."""
    return SourceFile(name, path, "", content=Content.UNKNOWN, problem=Unreadable("F131", ""))


def _too_large(path: Path, name: str) -> SourceFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    problem = Unreadable("F120", f"> {LARGEST // 1024**2} MiB")
    return SourceFile(name, path, digest, content=Content.UNKNOWN, problem=problem)
