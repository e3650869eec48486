"""The log of what the program itself failed at in one run: a file that is made when there is something to tell."""

import logging
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

_OURS = logging.getLogger("xlsreport")


class FaultLog(logging.Handler):
    """Keeps the faults that our own code logs in one file; `path` is None while there are none.

    Use it as a context manager.
    """

    def __init__(self) -> None:
        """Listen to errors alone."""
        super().__init__(logging.ERROR)
        self.path: Path | None = None

    def __enter__(self) -> Self:
        _OURS.addHandler(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _OURS.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Add `record`, with its traceback where it has one."""
        if self.path is None:
            with tempfile.NamedTemporaryFile(prefix="xlsreport-", suffix=".log", delete=False) as file:
                self.path = Path(file.name)
        with self.path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{self.format(record)}\n")


def failed() -> None:
    """Log the exception that is being handled."""
    _OURS.exception("the command came to its end by an exception")
