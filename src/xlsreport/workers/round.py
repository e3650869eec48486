"""One list of files on its way through the workers, and who is to blame when one of them dies.

Each worker has a pipe of its own and answers one file at a time, so the file that hangs, panics or kills its reader
is known for certain, and a worker that dies in the middle of a message harms nobody else. A file that was in hand
when its worker died or ran out of time gets a second try in a new worker of its own: only if that fails too is the file
to blame. Time is the worker's own on the processor, which a busy machine does not shorten, beside a clock that allows
far more. The files of one owner have a limit together, so that nobody holds up the others. Where our own code raises
an exception no file is to blame: what happened is logged, and the others get a new worker.
"""

import logging
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar, cast

from xlsreport.model.limits import Limits
from xlsreport.model.workbook import OUR_FAULT, Unreadable
from xlsreport.workers.serving import FAR_LONGER, OUT_OF_TIME, Done, Failed, NewWork

TOO_LONG, TOO_MUCH, TOO_LONG_TOGETHER = "F114", "F115", "F144"
TOGETHER = 20  # times the seconds of one file, for all the files of one owner
_IN_HAND = 2  # files given to a worker ahead, so that it never waits for the next
_MOST_FALSE_STARTS = 3  # workers that die in a row before they are ready: then the fault is ours
_LONGEST_END = 5.0  # seconds until a process whose pipe has closed has ended
_LONGEST = 500  # characters that the log says of an item

Pipe = connection.Connection
_log = logging.getLogger(__name__)

T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


class Work(Protocol[T_contra, R_co]):
    """What is done to each file. It is sent to the workers: a frozen dataclass of a module that they can import."""

    def prepare(self) -> None:
        """Load what every file needs; outside the limits."""

    def __call__(self, item: T_contra, /) -> R_co:
        """Do the work on one file, inside the limits."""


@dataclass(slots=True)
class Worker:
    """A worker process, the items that it was given, and since when it is at the first of them."""

    process: BaseProcess
    pipe: Pipe
    ready: bool = False
    fresh: bool = True  # has had no file yet
    in_hand: deque[int] = field(default_factory=deque)
    since: float = 0.0


class Staff(Protocol):
    """Whose workers a round employs."""

    limits: Limits
    workers: list[Worker]

    def engage(self) -> Worker:
        """Start a further worker."""

    def dismiss(self, worker: Worker) -> None:
        """End `worker` at once, whatever it is doing."""


class Round:
    """One list of items on its way through a crew, under the number of its work."""

    def __init__(self, crew: Staff, work: NewWork, items: Sequence[Any], owners: Sequence[str] = ()) -> None:
        """`owners` says whose each item is; without it each is its own."""
        self.crew = crew
        self.work = work
        self.items = items
        self.owners = owners
        self.spent: defaultdict[str, float] = defaultdict(float)  # seconds, by owner
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

    def _employ(self, worker: Worker) -> None:
        worker.ready = False
        try:
            worker.pipe.send(self.work)
        except OSError:
            self._died(worker)

    def _step(self) -> None:
        """Wait until a worker answers, dies or takes too long."""
        workers = {worker.pipe: worker for worker in self.crew.workers}
        for pipe in connection.wait(list(workers), self._patience()):
            self._hear(workers[cast("Pipe", pipe)])
        for worker in workers.values():
            if worker.in_hand and time.monotonic() - worker.since > self._most_on_the_clock:
                self._took_too_long(worker, self._most_on_the_clock)

    def _patience(self) -> float | None:
        busy = [worker.since for worker in self.crew.workers if worker.in_hand]
        return max(0.0, min(busy) + self._most_on_the_clock - time.monotonic()) + 0.01 if busy else None

    @property
    def _most_on_the_clock(self) -> float:
        return FAR_LONGER * self.crew.limits.seconds

    def _hear(self, worker: Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._died(worker)
            return
        worker.since = time.monotonic()
        if isinstance(answer, Failed):
            self._failed(worker, answer.traceback)
            return
        if isinstance(answer, Done):
            self._take(worker.in_hand.popleft(), answer)
        elif answer.number == self.work.number:  # else it was still preparing the work before this
            worker.ready = True
            self.false_starts = 0
        if worker.ready:
            self._hand_out(worker)

    def _take(self, index: int, answer: Done) -> None:
        self._charge(index, answer.seconds)
        self.results[index] = answer.result

    def _charge(self, index: int, seconds: float) -> None:
        if self.owners:
            self.spent[self.owners[index]] += seconds

    def _hand_out(self, worker: Worker) -> None:
        while (index := self._next_for(worker)) is not None:
            worker.since = worker.since if worker.in_hand else time.monotonic()
            worker.in_hand.append(index)
            worker.fresh = False
            try:
                worker.pipe.send(self.items[index])
            except OSError:
                self._died(worker)
                return

    def _next_for(self, worker: Worker) -> int | None:
        alone = bool(worker.in_hand) and worker.in_hand[0] in self.tried
        if len(worker.in_hand) >= _IN_HAND or alone:
            return None
        if worker.fresh and self.suspects:
            return self.suspects.popleft()
        while self.waiting:
            index = self.waiting.popleft()
            if not self.owners or self.spent[self.owners[index]] <= TOGETHER * self.crew.limits.seconds:
                return index
            self.results[index] = Unreadable(TOO_LONG_TOGETHER, f"{TOGETHER * self.crew.limits.seconds:g}")
        return None

    def _died(self, worker: Worker) -> None:
        if not worker.ready:
            self._count_false_start(worker)
        worker.process.join(_LONGEST_END)
        if OUT_OF_TIME and worker.process.exitcode == OUT_OF_TIME:
            self._took_too_long(worker, self.crew.limits.seconds)
        else:
            self._suspect(worker, Unreadable(TOO_MUCH, ""))

    def _suspect(self, worker: Worker, verdict: Unreadable) -> None:
        """Give the file that `worker` was at one more try alone; `verdict` is said of it when that fails too."""
        suspect = self._taken_from(worker)
        if suspect is not None and suspect in self.tried:
            self.results[suspect] = verdict
        elif suspect is not None:
            self.tried.add(suspect)
            self.suspects.append(suspect)
        self._replace(worker)

    def _failed(self, worker: Worker, traceback: str) -> None:
        """Log a fault of ours; what it leaves behind in `worker` is not to be trusted with the next file."""
        index = self._taken_from(worker)
        if index is None:
            raise RuntimeError(f"a worker process cannot prepare its work: {traceback}")
        at = f"{self.items[index]!r:.{_LONGEST}}"
        _log.error("%s of %s\n%s", type(self.work.work).__name__, at, traceback)
        self.results[index] = Unreadable(OUR_FAULT, "")
        self._replace(worker)

    def _count_false_start(self, worker: Worker) -> None:
        self.false_starts += 1
        if self.false_starts >= _MOST_FALSE_STARTS:
            worker.process.join()
            raise RuntimeError(f"a worker process does not start: exit code {worker.process.exitcode}")

    def _took_too_long(self, worker: Worker, seconds: float) -> None:
        if worker.in_hand:
            self._charge(worker.in_hand[0], self.crew.limits.seconds)
        self._suspect(worker, Unreadable(TOO_LONG, f"{seconds:g}"))

    def _taken_from(self, worker: Worker) -> int | None:
        """Return the item that `worker` was at, and put the others in its hand back into the queue."""
        suspect = worker.in_hand.popleft() if worker.in_hand else None
        self.waiting.extendleft(reversed(worker.in_hand))
        worker.in_hand.clear()
        return suspect

    def _replace(self, worker: Worker) -> None:
        self.crew.dismiss(worker)
        if self.waiting or self.suspects:
            self._employ(self.crew.engage())
