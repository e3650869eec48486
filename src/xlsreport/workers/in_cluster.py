"""What runs inside a worker of a cluster: it brings files, and gives them to a worker process of its own."""

import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import current_process
from pathlib import Path
from typing import Any

from xlsreport.model.limits import Limits
from xlsreport.temporary import temporary_prefix
from xlsreport.workers.crew import Crew
from xlsreport.workers.round import Work
from xlsreport.workers.supply import Supply

Errand = tuple[Any, str, object]  # an item, whose it is, and where its file is found
_here = threading.local()  # a worker of a cluster may do several batches at once, each in a thread of its own


class OtherProgramError(Exception):
    """A worker joined the cluster after all were asked, and has another program."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all batches of a round have in common; `told` is what `program` says where the work comes from."""

    work: Work[Any, Any]
    supply: Supply
    program: Callable[[], object]
    told: object


class NotBrought:
    """The answer for an item whose file is another one by now where the machines look for it."""


def about(program: Callable[[], object], supply: Supply) -> tuple[object, bool, str]:
    """Return what the program is here, whether it may start processes, and why it finds no files, if it does not."""
    return program(), not current_process().daemon, supply.hindrance()


def done(shared: Shared, errands: Sequence[Errand], limits: Limits) -> list[Any]:
    """Return what the work makes of each item, in their order; `NotBrought` for one whose file is not to be had.

    Files are brought by this process, outside the limits: a slow store is no fault of a file, and what reads a hostile
    file opens no connection. Raises `OtherProgramError` where the program is not that of who asks.
    """
    if shared.program() != shared.told:
        raise OtherProgramError
    supply = shared.supply
    with tempfile.TemporaryDirectory(prefix=temporary_prefix("workers"), ignore_cleanup_errors=True) as folder:
        brought = [
            supply.bring(item, place, Path(folder, f"{number}")) for number, (item, _, place) in enumerate(errands)
        ]
        there = [(item, owner) for item, (_, owner, _) in zip(brought, errands, strict=True) if item is not None]
        made = _crew(limits).map(supply.fitted(shared.work), [item for item, _ in there], [owner for _, owner in there])
        answers = iter(list(made))
    return [NotBrought() if item is None else next(answers) for item in brought]


def _crew(limits: Limits) -> Crew:
    """Return the worker process of this thread, which is kept for the next batch."""
    crews: dict[Limits, Crew] = _here.__dict__.setdefault("crews", {})
    if limits not in crews:
        crews[limits] = Crew(1, limits)
    return crews[limits]
