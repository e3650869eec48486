"""A crew on the machines of a Dask cluster: the same work on the same files, with the same answers in the same order.

Each of the cluster's workers keeps a worker process of ours, so that a hostile file ends as its finding there too. How
the files get there is for a `Supply` to say. A cluster executes what it is sent: use your own.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any

from distributed import Client
from distributed.client import FutureCancelledError
from distributed.comm.addressing import get_address_host_port
from distributed.comm.core import CommClosedError, connect
from distributed.scheduler import KilledWorker
from distributed.security import Security

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.model.limits import Limits
from xlsreport.model.workbook import Unreadable
from xlsreport.workers.crew import Crew
from xlsreport.workers.in_cluster import Errand, NotBrought, OtherProgramError, Shared, about, done
from xlsreport.workers.round import Work
from xlsreport.workers.supply import Supply

_PATIENCE = 15.0  # seconds until the first worker is there
_BATCHES = 8  # for each thread of a worker: what one dies over is soon done again
_LEAST, _MOST = 8, 256  # files in a batch
_AHEAD = 3  # batches for each thread that are on their way
_GONE = (OSError, TimeoutError, CommClosedError, KilledWorker, FutureCancelledError)
_LAST_PORT = 65535
_SECURED = ("tls://", "wss://")
_TALKATIVE = ("distributed", "tornado", "asyncio")  # log what a sentence of ours says


class DaskCrew(Crew):
    """The workers of the cluster whose scheduler has `address`; what `supply` finds no place for is done here.

    `program` tells this program from any other; it is asked on every machine. Raises `XlsreportError` where the cluster
    does not answer, has no worker, another program, or workers that may have no process of their own or find no files.
    """

    def __init__(self, address: str, limits: Limits, supply: Supply, program: Callable[[], object]) -> None:
        super().__init__(None, limits)
        self._address, self._supply, self._program = address, supply, program
        self._spare = Crew(None, limits)
        self._client = _connected(address)
        try:
            self._refuse_unfit()
        except BaseException:
            with suppress(*_GONE):
                self._client.close()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(*_GONE):
            self._client.close()
        self._spare.__exit__(kind, error, at)
        super().__exit__(kind, error, at)

    def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any | Unreadable]:
        """Yield what `work` makes of each item, in their order, as a crew on one machine does."""
        named = list(owners) or [""] * len(items)
        errands = [(item, owner, self._supply.place(item)) for item, owner in zip(items, named, strict=True)]
        near = [errand for errand in errands if errand[2] is None]
        remote = self._mapped(work, [errand for errand in errands if errand[2] is not None])
        local = super().map(work, [item for item, _, _ in near], [owner for _, owner, _ in near])
        for _, _, place in errands:
            yield next(local) if place is None else next(remote)

    def _mapped(self, work: Work[Any, Any], errands: Sequence[Errand]) -> Iterator[Any]:
        if not errands:
            return
        try:
            yield from self._answers(work, errands)
        except _GONE as error:
            raise _gone(error, self._address) from None
        except OtherProgramError:
            raise XlsreportError(bilingual("cluster_other_program", address=self._address)) from None

    def _answers(self, work: Work[Any, Any], errands: Sequence[Errand]) -> Iterator[Any]:
        threads = max(sum(self._client.nthreads().values()), 1)
        size = min(max(len(errands) // (threads * _BATCHES), _LEAST), _MOST)
        batches = iter([errands[start : start + size] for start in range(0, len(errands), size)])
        common = Shared(work, self._supply, self._program, self._program())
        shared = self._client.scatter(common, broadcast=True, hash=False)
        coming: deque[tuple[Sequence[Errand], Any]] = deque()
        for _ in range(threads * _AHEAD):
            self._send(shared, batches, coming)
        while coming:
            batch, future = coming.popleft()
            yield from self._completed(work, batch, future.result())
            future.release()
            self._send(shared, batches, coming)

    def _completed(self, work: Work[Any, Any], batch: Sequence[Errand], answers: Sequence[Any]) -> Iterator[Any]:
        """Yield the answers for `batch`, with those that the cluster found no file of made here."""
        left = [errand for errand, answer in zip(batch, answers, strict=True) if isinstance(answer, NotBrought)]
        self.not_brought += [item for item, _, _ in left]
        made = self._spare.map(work, [item for item, _, _ in left], [owner for _, owner, _ in left])
        for answer in answers:
            yield next(made) if isinstance(answer, NotBrought) else answer

    def _send(
        self, shared: object, batches: Iterator[Sequence[Errand]], coming: deque[tuple[Sequence[Errand], Any]]
    ) -> None:
        batch = next(batches, None)
        if batch is not None:
            sent = [(item, owner, self._supply.sent(place)) for item, owner, place in batch]
            coming.append((batch, self._client.submit(done, shared, sent, self.limits, pure=False, retries=3)))

    def _refuse_unfit(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            told = self._client.run(about, self._program, self._supply)
        except ModuleNotFoundError:
            raise XlsreportError(bilingual("cluster_other_program", address=self._address)) from None
        except _GONE as error:
            raise XlsreportError(bilingual("cluster_silent", address=self._address, reason=error)) from None
        if any(theirs != self._program() for theirs, _, _ in told.values()):
            raise XlsreportError(bilingual("cluster_other_program", address=self._address))
        if not all(free for _, free, _ in told.values()):
            raise XlsreportError(bilingual("cluster_daemons", address=self._address))
        for worker, (_, _, hindrance) in told.items():
            if hindrance:
                raise XlsreportError(bilingual("cluster_no_files", worker=worker, reason=hindrance))


def _gone(error: Exception, address: str) -> XlsreportError:
    """Return why the cluster at `address` did not end its work: Dask's own words are about its parts."""
    match error:
        case KilledWorker():
            return XlsreportError(bilingual("cluster_workers_died", address=address))
        case FutureCancelledError() | CommClosedError() | TimeoutError() | ConnectionError():
            return XlsreportError(bilingual("cluster_gone", address=address))
        case _:
            return XlsreportError(bilingual("cluster_failed", address=address, reason=error))


def _connected(address: str) -> Any:
    """Return a client of the cluster; the libraries say nothing on their own of one that is not there."""
    for name in (*_TALKATIVE, *logging.root.manager.loggerDict):
        if name.partition(".")[0] in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(_knock(address))
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except ValueError:  # a name that no host may have is one too
        raise XlsreportError(bilingual("cluster_address", address=address)) from None
    except XlsreportError:
        raise
    except Exception as error:  # each kind of address has a library with errors of its own
        raise XlsreportError(bilingual("cluster_silent", address=address, reason=error)) from None


async def _knock(address: str) -> None:
    """Open a line to `address` and close it: a client that fails otherwise than by silence leaves its loop running."""
    _, port = get_address_host_port(address)
    if not 0 < port <= _LAST_PORT:
        raise ValueError(port)
    secured = Security().get_connection_args("client")
    if address.startswith(_SECURED) and secured["ssl_context"] is None:
        raise XlsreportError(bilingual("cluster_no_certificates", address=address))
    try:
        line = await asyncio.wait_for(connect(address, timeout=_PATIENCE, **secured), 2 * _PATIENCE)
    except TimeoutError:  # what is there listens, and has said nothing: Dask itself waits for ever
        raise XlsreportError(bilingual("cluster_no_answer", address=address)) from None
    await line.close()
