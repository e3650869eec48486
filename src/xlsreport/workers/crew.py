"""A crew: worker processes that are started, kept for further work, and ended."""

import logging
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from threading import Lock
from types import ModuleType, TracebackType
from typing import Any, Self, TypeVar

from xlsreport.model.limits import Limits
from xlsreport.model.workbook import Unreadable
from xlsreport.temporary import temporary_prefix
from xlsreport.workers.round import Round, Work, Worker
from xlsreport.workers.serving import NewWork, Setting, serve

_FILES_A_WORKER = 24  # fewer are read before a further worker has started

_MOST_SAID = 64 * 1024  # bytes of what workers said that are logged
_ONE_AT_A_TIME = Lock()  # starting a process changes what all threads see
_LOG = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")


class Crew:
    """Up to `jobs` workers (one a processor by default) under `limits`; use it as a context manager.

    Workers start when there is work. `not_brought` are the items that a cluster was to do, and found no file of.
    """

    def __init__(self, jobs: int | None = None, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.workers: list[Worker] = []
        self.not_brought: list[Any] = []
        self._jobs = jobs or os.cpu_count() or 1
        self._context = get_context("spawn")  # alike on every system
        self._log: Path | None = None
        self._rounds = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in tuple(self.workers):
            self.dismiss(worker)
        if self._log is not None:
            with suppress(OSError):  # Windows may hold it open for a moment: the next run takes it away
                self._tell(self._log)
                self._log.unlink()

    def map(self, work: Work[T, R], items: Sequence[T], owners: Sequence[str] = ()) -> Iterator[R | Unreadable]:
        """Yield what `work` makes of each item, in their order; an item that broke its worker gives `Unreadable`.

        So does one at which our own code failed, with a code of its own and what happened in the log. `owners` says
        whose each item is: those of one owner have a limit together.
        """
        for worker in [each for each in self.workers if each.in_hand]:
            self.dismiss(worker)  # an earlier round was given up
        missing = self._worth(len(items)) - len(self.workers)
        for _ in range(missing):
            self.engage()
        self._rounds += 1
        yield from Round(self, NewWork(work, self._rounds), items, owners).run()

    def ready(self, preparation: Work[Any, Any]) -> None:
        """Start one worker and have it prepare for `preparation`, which is never done, while its master does else."""
        worker = self.engage()
        with suppress(OSError):  # it died: the first round that employs it will see
            worker.pipe.send(NewWork(preparation, self._rounds))

    def engage(self) -> Worker:
        """Start a further worker."""
        ours, theirs = self._context.Pipe()
        setting = Setting(str(self._log_file()), self.limits)
        process = self._context.Process(target=serve, args=(theirs, setting), daemon=True)
        with _ONE_AT_A_TIME, _undisturbed(), _without_main():
            process.start()
        theirs.close()  # so that the pipe closes with the worker
        self.workers.append(Worker(process, ours))
        return self.workers[-1]

    def dismiss(self, worker: Worker) -> None:
        """End `worker` at once, whatever it is doing."""
        self.workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def _worth(self, items: int) -> int:
        """Return how many workers `items` are worth."""
        return min(self._jobs, -(-items // _FILES_A_WORKER))

    @staticmethod
    def _tell(log: Path) -> None:
        """Log the end of what the workers, and the libraries in them, wrote before they died."""
        if said := log.read_bytes()[-_MOST_SAID:].decode("utf-8", "replace").strip():
            _LOG.info("worker processes said:\n%s", said)

    def _log_file(self) -> Path:
        if self._log is None:
            with tempfile.NamedTemporaryFile(prefix=temporary_prefix("workers"), suffix=".log", delete=False) as file:
                self._log = Path(file.name)
        return self._log


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C from a process that is being started: it inherits the mask. Windows has none to inherit."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it lifts the mask when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep a new process from running the program's main module again: workers need nothing of it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
