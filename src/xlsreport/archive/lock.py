"""One run at a time in a folder. The system holds the lock and lets go of it when the run ends, however it ends."""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from getpass import getuser
from pathlib import Path

from xlsreport.errors import BusyError
from xlsreport.language import bilingual

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NOTE = ".making.lock"  # what is locked where a folder cannot be, and where a run says what it does
_MOST_BYTES = 400


@contextmanager
def exclusive_lock(folder: Path, work: str | None = None) -> Iterator[bool]:
    """Make sure that no other run works in `folder`; raises `BusyError` at once where one does.

    Yields whether that is certain: some network drives lock nothing, and what others left there is not to be touched.
    Where `work` is given, whoever is refused meanwhile is told of it and of its user and computer, by a hidden file.
    A run that is killed leaves that file, never the lock; nobody believes it then, and the next run takes it away.
    """
    note = folder / _NOTE
    handle = _opened(folder)
    try:
        certain = _is_certain(handle)
    except BlockingIOError:
        os.close(handle)
        raise _refusal(note) from None
    try:
        if work is not None and certain:
            _say(note, f"{work} · {_who()}")
        yield certain
    finally:
        _let_go(handle, note, certain)


if sys.platform == "win32":
    _BEYOND = 1 << 20  # what is locked there can be read by nobody else, so it lies behind what the note says

    def _opened(folder: Path) -> int:
        return os.open(folder / _NOTE, os.O_CREAT | os.O_RDWR, 0o600)

    def _is_certain(handle: int) -> bool:
        os.lseek(handle, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise BlockingIOError from None
        except OSError:
            return False
        return True

    def _let_go(handle: int, note: Path, certain: bool) -> None:
        os.close(handle)
        with suppress(OSError):  # another run has it open by now, and takes it away itself
            note.unlink()

else:

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _is_certain(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            return False
        return True

    def _let_go(handle: int, note: Path, certain: bool) -> None:
        if certain:
            with suppress(OSError):
                note.unlink()
        os.close(handle)


def _say(note: Path, text: str) -> None:
    with suppress(OSError):  # the lock holds without it
        note.write_bytes(text.encode("utf-8", "replace")[:_MOST_BYTES])


def _who() -> str:
    try:
        return f"{getuser()}@{platform.node()}"
    except (OSError, KeyError, ImportError):  # a user whom the system has no name for
        return platform.node()


def _refusal(note: Path) -> BusyError:
    """Return the refusal, with what the run that holds the lock says of itself; others may have written that."""
    try:
        with note.open("rb") as file:
            said = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        said = ""
    holder = "".join(letter for letter in said if letter.isprintable())
    return BusyError(bilingual("lock_held_by", holder=holder) if holder else bilingual("lock_held"))
