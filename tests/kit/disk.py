"""A disk that fails from one of its operations on: full, or not to be written to."""

import builtins
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest


class FailingDisk:
    """Below `folder`, operation number `at` and every one after it fails with `number`; of a write, half is done."""

    def __init__(self, folder: Path, at: int, number: int = errno.ENOSPC) -> None:
        self._folder, self._left, self._number = str(folder), at, number
        self.failures = 0

    def put_into(self, patch: pytest.MonkeyPatch, module: Any) -> None:
        """Have `module` write to this disk, and whatever it calls."""
        for name in ("mkdir", "rename", "replace", "fsync"):
            patch.setattr(os, name, self._checked(getattr(os, name)))
        patch.setattr(module, "open", self._open, raising=False)

    def _checked(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def tried(place: Any, *arguments: Any, **named: Any) -> Any:
            if isinstance(place, int) or str(place).startswith(self._folder):
                self.step()
            return operation(place, *arguments, **named)

        return tried

    def step(self) -> None:
        """Do one operation, or fail."""
        self._left -= 1
        if self._left < 0:
            self.failures += 1
            raise OSError(self._number, os.strerror(self._number), self._folder)

    def _open(self, *arguments: Any, **named: Any) -> "Written":
        self.step()
        return Written(builtins.open(*arguments, **named), self)  # noqa: PTH123 - it is what is stood in for


class Written:
    """A file on a failing disk."""

    def __init__(self, file: IO[bytes], disk: FailingDisk) -> None:
        self._file, self._disk = file, disk
        self.flush, self.fileno = file.flush, file.fileno

    def __enter__(self) -> "Written":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        """Write `data`, or half of it and fail."""
        try:
            self._disk.step()
        except OSError:
            self._file.write(data[: len(data) // 2])
            raise
        return self._file.write(data)
