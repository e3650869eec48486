"""A crew of worker processes: whatever a sender's file does to its reader, it does there, and to that file alone.

Each worker has a pipe of its own and answers one file at a time, so the file that hangs, panics or kills its reader
is known for certain, and a worker that dies in the middle of a message harms nobody else. A file that was in hand
when its worker died gets a second try in a new worker of its own: only if that dies too is the file to blame.
"""

import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Protocol, Self, TypeVar, cast

from xlsreport.model.limits import Limits
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.serving import NewWork, Setting, serve

TOO_LONG, TOO_MUCH = "F114", "F115"
_IN_HAND = 2  # files given to a worker ahead, so that it never waits for the next
_MOST_FALSE_STARTS = 3  # workers that die in a row before they are ready: then the fault is ours
_FILES_A_WORKER = 24  # fewer are read before a further worker has started

Pipe = connection.Connection

T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")
R = TypeVar("R")


class Work(Protocol[T_contra, R_co]):
    """What is done to each file. It is sent to the workers: a frozen dataclass of a module that they can import."""

    def prepare(self) -> None:
        """Load what every file needs; outside the limits."""

    def __call__(self, item: T_contra, /) -> R_co:
        """Do the work on one file, inside the limits."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Pipe
    ready: bool = False
    fresh: bool = True  # has had no file yet
    in_hand: deque[int] = field(default_factory=deque)
    since: float = 0.0


class Crew:
    """Up to `jobs` workers (one a processor by default) under `limits`; use it as a context manager.

    Workers start when there is work.
    """

    def __init__(self, jobs: int | None = None, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.workers: list[_Worker] = []
        self._jobs = jobs or os.cpu_count() or 1
        self._context = get_context("spawn")  # alike on every system
        self._log: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in tuple(self.workers):
            self.dismiss(worker)
        if self._log is not None and self._log.stat().st_size == 0:
            self._log.unlink()

    def map(self, work: Work[T, R], items: Sequence[T]) -> Iterator[R | Unreadable]:
        """Yield what `work` makes of each item, in their order; an item that broke its worker gives `Unreadable`."""
        for worker in [each for each in self.workers if each.in_hand]:
            self.dismiss(worker)  # an earlier round was given up
        missing = self._worth(len(items)) - len(self.workers)
        for _ in range(missing):
            self.engage()
        yield from _Round(self, work, items).run()

    def engage(self) -> _Worker:
        """Start a further worker."""
        ours, theirs = self._context.Pipe()
        setting = Setting(str(self._log_file()), self.limits)
        process = self._context.Process(target=serve, args=(theirs, setting), daemon=True)
        with _undisturbed(), _without_main():
            process.start()
        theirs.close()  # so that the pipe closes with the worker
        self.workers.append(_Worker(process, ours))
        return self.workers[-1]

    def dismiss(self, worker: _Worker) -> None:
        """End `worker` at once, whatever it is doing."""
        self.workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def _worth(self, items: int) -> int:
        """Return how many workers `items` are worth."""
        return min(self._jobs, -(-items // _FILES_A_WORKER))

    def _log_file(self) -> Path:
        if self._log is None:
            with tempfile.NamedTemporaryFile(prefix="xlsreport-workers-", suffix=".log", delete=False) as file:
                self._log = Path(file.name)
        return self._log


class _Round:
    """One list of items on its way through a crew."""

    def __init__(self, crew: Crew, work: Work[Any, Any], items: Sequence[Any]) -> None:
        self.crew = crew
        self.work = work
        self.items = items
        self.waiting = deque(range(len(items)))
        self.suspects: deque[int] = deque()  # were in hand when a worker died; each gets a new worker
        self.tried: set[int] = set()
        self.results: dict[int, Any] = {}
        self.false_starts = 0

    def run(self) -> Iterator[Any]:
        """Yield the results in the order of the items."""
        for worker in tuple(self.crew.workers):
            self._employ(worker)
        for index in range(len(self.items)):
            while index not in self.results:
                self._step()
            yield self.results.pop(index)

    def _employ(self, worker: _Worker) -> None:
        worker.ready = False
        try:
            worker.pipe.send(NewWork(self.work))
        except OSError:
            self._died(worker)

    def _step(self) -> None:
        """Wait until a worker answers, dies or takes too long."""
        workers = {worker.pipe: worker for worker in self.crew.workers}
        for pipe in connection.wait(list(workers), self._patience()):
            self._hear(workers[cast("Pipe", pipe)])
        for worker in workers.values():
            if worker.in_hand and time.monotonic() - worker.since > self.crew.limits.seconds:
                self._took_too_long(worker)

    def _patience(self) -> float | None:
        busy = [worker.since for worker in self.crew.workers if worker.in_hand]
        return max(0.0, min(busy) + self.crew.limits.seconds - time.monotonic()) + 0.01 if busy else None

    def _hear(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._died(worker)
            return
        worker.since = time.monotonic()
        if worker.ready:
            self.results[worker.in_hand.popleft()] = answer
        worker.ready = True
        self.false_starts = 0
        self._hand_out(worker)

    def _hand_out(self, worker: _Worker) -> None:
        while (index := self._next_for(worker)) is not None:
            worker.since = worker.since if worker.in_hand else time.monotonic()
            worker.in_hand.append(index)
            worker.fresh = False
            try:
                worker.pipe.send(self.items[index])
            except OSError:
                self._died(worker)
                return

    def _next_for(self, worker: _Worker) -> int | None:
        alone = bool(worker.in_hand) and worker.in_hand[0] in self.tried
        if len(worker.in_hand) >= _IN_HAND or alone:
            return None
        if worker.fresh and self.suspects:
            return self.suspects.popleft()
        return self.waiting.popleft() if self.waiting else None

    def _died(self, worker: _Worker) -> None:
        if not worker.ready:
            self._count_false_start(worker)
        suspect = self._taken_from(worker)
        if suspect is not None and suspect in self.tried:
            self.results[suspect] = Unreadable(TOO_MUCH, "")
        elif suspect is not None:
            self.tried.add(suspect)
            self.suspects.append(suspect)
        self._replace(worker)

    def _count_false_start(self, worker: _Worker) -> None:
        self.false_starts += 1
        if self.false_starts >= _MOST_FALSE_STARTS:
            worker.process.join()
            raise RuntimeError(f"a worker process does not start: exit code {worker.process.exitcode}")

    def _took_too_long(self, worker: _Worker) -> None:
        suspect = self._taken_from(worker)
        if suspect is not None:
            self.results[suspect] = Unreadable(TOO_LONG, f"{self.crew.limits.seconds:g}")
        self._replace(worker)

    def _taken_from(self, worker: _Worker) -> int | None:
        """Return the item that `worker` was at, and put the others in its hand back into the queue."""
        suspect = worker.in_hand.popleft() if worker.in_hand else None
        self.waiting.extendleft(reversed(worker.in_hand))
        worker.in_hand.clear()
        return suspect

    def _replace(self, worker: _Worker) -> None:
        self.crew.dismiss(worker)
        if self.waiting or self.suspects:
            self._employ(self.crew.engage())


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
