"""A crew on the machines of a Dask cluster: the same work on the same files, with the same answers in the same order.

Each of the cluster's workers keeps a worker process of ours, so that a hostile file ends as its finding there too. The
workspace lies where all machines see it, under the same path. A cluster executes what it is sent: use your own.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import current_process
from pathlib import Path
from types import TracebackType
from typing import Any

from distributed import Client
from distributed.comm.addressing import get_address_host_port
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.model.limits import Limits
from xlsreport.model.workbook import Unreadable
from xlsreport.workers.crew import Crew
from xlsreport.workers.round import Work

_PATIENCE = 15.0  # seconds until the first worker is there
_BATCHES = 8  # for each worker: what one dies over is soon done again
_LEAST, _MOST = 8, 256  # files in a batch
_AHEAD = 3  # batches for each worker that are on their way
_GONE = (OSError, TimeoutError, CommClosedError, KilledWorker)
_here: dict[Limits, Crew] = {}  # in a worker of the cluster: its own


class DaskCrew(Crew):
    """The workers of the cluster whose scheduler has `address`; what does not lie in `folder` is done on this machine.

    `program` tells this program from any other; it is asked on every machine. Raises `XlsreportError` where the cluster
    does not answer, has no worker, another program, or workers that may have no process of their own.
    """

    def __init__(self, address: str, limits: Limits, folder: Path, program: Callable[[], object]) -> None:
        super().__init__(None, limits)
        self._address, self._folder = address, folder.resolve()
        self._client = _connected(address)
        try:
            self._refuse_unfit(program)
        except BaseException:
            self._client.close()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(*_GONE):
            self._client.close()
        super().__exit__(kind, error, at)

    def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any | Unreadable]:
        """Yield what `work` makes of each item, in their order, as a crew on one machine does."""
        there = [self._reaches(item) for item in items]
        named = list(owners) or [""] * len(items)
        far = [(item, owner) for item, owner, reached in zip(items, named, there, strict=True) if reached]
        near = [(item, owner) for item, owner, reached in zip(items, named, there, strict=True) if not reached]
        remote = self._mapped(work, far)
        local = super().map(work, [item for item, _ in near], [owner for _, owner in near])
        for reached in there:
            yield next(remote) if reached else next(local)

    def _reaches(self, item: object) -> bool:
        path = getattr(item, "path", None)
        return isinstance(path, Path) and path.resolve().is_relative_to(self._folder)

    def _mapped(self, work: Work[Any, Any], items: Sequence[tuple[Any, str]]) -> Iterator[Any]:
        if not items:
            return
        try:
            yield from self._answers(work, items)
        except _GONE as error:
            raise XlsreportError(bilingual("cluster_gone", address=self._address, reason=error)) from None

    def _answers(self, work: Work[Any, Any], items: Sequence[tuple[Any, str]]) -> Iterator[Any]:
        workers = max(len(self._client.scheduler_info(n_workers=-1)["workers"]), 1)
        size = min(max(len(items) // (workers * _BATCHES), _LEAST), _MOST)
        batches = iter([items[start : start + size] for start in range(0, len(items), size)])
        shared = self._client.scatter(work, broadcast=True, hash=False)
        coming: deque[Any] = deque()
        for _ in range(workers * _AHEAD):
            self._send(shared, batches, coming)
        while coming:
            future = coming.popleft()
            yield from future.result()
            future.release()
            self._send(shared, batches, coming)

    def _send(self, shared: object, batches: Iterator[Sequence[tuple[Any, str]]], coming: deque[Any]) -> None:
        batch = next(batches, None)
        if batch is not None:
            coming.append(self._client.submit(_done, shared, batch, self.limits, pure=False, retries=3))

    def _refuse_unfit(self, program: Callable[[], object]) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            told = self._client.run(_about, program)
        except ModuleNotFoundError:
            raise XlsreportError(bilingual("cluster_other_program", address=self._address)) from None
        except _GONE as error:
            raise XlsreportError(bilingual("cluster_silent", address=self._address, reason=error)) from None
        if any(about != program() for about, _ in told.values()):
            raise XlsreportError(bilingual("cluster_other_program", address=self._address))
        if not all(free for _, free in told.values()):
            raise XlsreportError(bilingual("cluster_daemons", address=self._address))


def _connected(address: str) -> Any:
    """Return a client of the cluster; the libraries say nothing on their own of one that is not there."""
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        get_address_host_port(address)
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (*_GONE, ValueError) as error:
        raise XlsreportError(bilingual("cluster_silent", address=address, reason=error)) from None


def _about(program: Callable[[], object]) -> tuple[object, bool]:
    """Return, in a worker of the cluster, what its program is and whether it may start processes."""
    return program(), not current_process().daemon


def _done(work: Work[Any, Any], items: Sequence[tuple[Any, str]], limits: Limits) -> list[Any]:
    """Return, in a worker of the cluster, what `work` makes of `items`."""
    crew = _here.get(limits)
    if crew is None:
        crew = _here[limits] = Crew(1, limits)
    return list(crew.map(work, [item for item, _ in items], [owner for _, owner in items]))
