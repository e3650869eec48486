"""What lies in a folder: every file in it and below it, each with its SHA-256 and what its bytes are."""

import hashlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from xlsreport.content import Content, content_of
from xlsreport.intake.labels import is_litter
from xlsreport.intake.zipped import LARGEST
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable


def gather(folder: Path, without: tuple[str, ...] = ()) -> tuple[SourceFile, ...]:
    """Return the files in `folder`, by name, containers unopened; what is nobody's file is passed over.

    That is lock files of open workbooks, hidden files, what systems leave in folders, and what ends as one of `without`
    does. What lies there and is no
    file comes back with that problem: a link that leads nowhere or to a folder, a pipe, a device. So does a folder
    that cannot be read.
    """
    shut: list[OSError] = []
    there = (each for each in _inside(folder, shut) if not each[0].endswith(without))
    named = sorted((name, is_file) for name, is_file in there if not is_litter(name))
    files = [source_file(folder / name, name) if is_file else _no_file(folder / name, name) for name, is_file in named]
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


def _inside(folder: Path, shut: list[OSError]) -> Iterator[tuple[str, bool]]:
    """Yield the name of what lies in `folder` and below and is no folder, and whether it is a file.

    Links to folders are not followed; `shut` takes in what could not be read.
    """
    waiting = [(str(folder), "")]
    while waiting:
        where, below = waiting.pop()
        try:
            with os.scandir(where) as there:
                entries = list(there)
        except OSError as error:
            shut.append(error)
            continue
        for each in entries:
            if _is(partial(each.is_dir, follow_symlinks=False)):
                waiting.append((each.path, f"{below}{each.name}/"))
            else:
                yield f"{below}{each.name}", _is(each.is_file)


def _is(kind: Callable[[], bool]) -> bool:
    """Whether something is of a kind, as far as the system can say: a link that leads to itself is of none."""
    try:
        return kind()
    except OSError:
        return False


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
