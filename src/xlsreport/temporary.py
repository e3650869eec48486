"""Temporary files of a run: each bears the number of its process, so that a later run knows whose maker is dead."""

import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_OURS = re.compile(r"xlsreport-(?:archive|summary|pdf|texts|workers)-([0-9]+)-.*")


def temporary_prefix(what: str) -> str:
    """Return how the name of a temporary file of this process begins; `what` is one of those named in `_OURS`."""
    return f"xlsreport-{what}-{os.getpid()}-"


def clear_dead() -> None:
    """Remove the temporary files of this user's runs that were killed, as far as they can be removed."""
    with suppress(OSError):
        for each in Path(tempfile.gettempdir()).iterdir():
            if (found := _OURS.fullmatch(each.name)) and not is_alive(int(found[1])) and _is_own(each):
                _remove(each)


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
