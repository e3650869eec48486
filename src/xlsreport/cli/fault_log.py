"""The log of what the program itself failed at in one run: a file that is made when there is something to tell."""

import logging
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

_OURS = logging.getLogger("xlsreport")
_MOST_KEPT = 50  # records that are no faults and are written only beside one


class FaultLog(logging.Handler):
    """Keeps the faults that our own code logs in one file; `path` is None while there are none.

    What else was logged, as what a worker said before it died, is written with the first of them. Where the file
    cannot be written, `unwritten` says why, and `last` what the fault was. Use it as a context manager.
    """

    def __init__(self) -> None:
        """Listen to what is logged for who looks for a fault."""
        super().__init__(logging.INFO)
        self.path: Path | None = None
        self.unwritten: str | None = None
        self.last = ""
        self._kept: list[str] = []
        self._level = logging.NOTSET

    def __enter__(self) -> Self:
        self._level = _OURS.level
        _OURS.setLevel(logging.INFO)
        _OURS.addHandler(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _OURS.removeHandler(self)
        _OURS.setLevel(self._level)

    @property
    def is_empty(self) -> bool:
        """Whether the program failed at nothing."""
        return self.path is None and self.unwritten is None

    def emit(self, record: logging.LogRecord) -> None:
        """Add `record`, with its traceback where it has one."""
        text = self.format(record)
        if record.levelno < logging.ERROR and self.path is None:
            self._kept = [*self._kept, text][-_MOST_KEPT:]
            return
        self.last = text.strip().rpartition("\n")[2]
        try:
            self._write(text)
        except OSError as error:
            self.unwritten = error.strerror or str(error)
            self._leave_nothing_empty()

    def _write(self, text: str) -> None:
        if self.path is None:
            with tempfile.NamedTemporaryFile(prefix="xlsreport-", suffix=".log", delete=False) as file:
                self.path = Path(file.name)
            text, self._kept = "\n".join((*self._kept, text)), []
        with self.path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{text}\n")

    def _leave_nothing_empty(self) -> None:
        with suppress(OSError):
            if self.path is not None and not self.path.stat().st_size:
                self.path.unlink()


def failed() -> None:
    """Log the exception that is being handled."""
    _OURS.exception("the command came to its end by an exception")
