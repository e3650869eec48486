"""One run at a time in an archive. The system holds the lock and lets go of it when the run ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xlsreport.errors import ArchiveError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = ".making.lock"  # needed where a folder cannot be locked itself; nobody reads it


@contextmanager
def exclusive_lock(archive: Path) -> Iterator[bool]:
    """Make sure that no other run writes into the folder `archive`; raises `ArchiveError` where one does.

    Yields whether that is certain: some network drives lock nothing, and what others left there is not to be touched.
    """
    if sys.platform == "win32":
        with _locked_beside(archive / _LOCK) as certain:
            yield certain
    else:
        handle = os.open(archive, os.O_RDONLY)
        try:
            yield _locked(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":

    @contextmanager
    def _locked_beside(path: Path) -> Iterator[bool]:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            yield _locked(handle)
        finally:
            os.close(handle)
            with suppress(OSError):  # another run has it open by now, and takes it away itself
                path.unlink()

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise _refusal() from None
        except OSError:
            return False
        return True

else:

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _refusal() from None
        except OSError:
            return False
        return True


def _refusal() -> ArchiveError:
    return ArchiveError(
        "另一次运行正在这里归档，请等它结束后再试；这次没有归档。"
        " Another run is archiving here just now: try again when it has ended. Nothing was archived."
    )
