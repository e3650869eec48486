"""Temporary files of a run: each bears the number of its process, so that a later run knows whose maker is dead."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

_OURS = re.compile(r"xlsreport-(?:archive|summary|pdf|texts|workers|years)-([0-9]+)-.*")


def temporary_prefix(what: str) -> str:
    """Return how the name of a temporary file of this process begins; `what` is one of those named in `_OURS`."""
    return f"xlsreport-{what}-{os.getpid()}-"


def clear_dead() -> None:
    """Remove the temporary files of this user's runs that were killed, as far as they can be removed."""
    with suppress(OSError):
        for each in Path(tempfile.gettempdir()).iterdir():
            if (found := _OURS.fullmatch(each.name)) and not is_alive(int(found[1])) and _is_own(each):
                _remove(each)


def _read_after_seeking(file: IO[bytes], size: int, place: int) -> bytes:
    file.seek(place)
    return file.read(size)


def _read_in_place(file: IO[bytes], size: int, place: int) -> bytes:
    return os.pread(file.fileno(), size, place)


# Windows has no such call, and makes no copies of a process
read_at: Callable[[IO[bytes], int, int], bytes] = _read_in_place if hasattr(os, "pread") else _read_after_seeking
"""Return up to so many bytes of a file from a place on: two copies of a process may do so at once."""


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink()


def _is_own(path: Path) -> bool:
    """Whether `path` is no link, and this user's where the system tells users apart."""
    try:
        return not path.is_symlink() and (sys.platform == "win32" or path.lstat().st_uid == os.getuid())
    except OSError:
        return False


if sys.platform == "win32":
    import ctypes

    _QUERY, _STILL_ACTIVE = 0x1000, 259

    def is_alive(process: int) -> bool:
        """Whether the process with this number is at work."""
        handle = ctypes.windll.kernel32.OpenProcess(_QUERY, 0, process)
        if not handle:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return code.value == _STILL_ACTIVE

else:

    def is_alive(process: int) -> bool:
        """Whether the process with this number is at work."""
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):  # somebody else's
            return True
        return True
