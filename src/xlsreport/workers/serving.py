"""What runs inside a worker process: one file after another, under limits, silent."""

import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from errno import ENOMEM
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from xlsreport.model.limits import Limits
from xlsreport.old_clock import packages_at_any_date
from xlsreport.seldom_collected import never_looked_at, seldom_collected
from xlsreport.without_numpy import openpyxl_without_numpy

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

if sys.platform != "win32":
    import resource

_MIB = 1024 * 1024
_STATUS = Path("/proc/self/statm")  # Linux: how much memory this process has, in pages
FAR_LONGER = 6  # times the seconds of the processor: what the clock may show, on a busy machine too
OUT_OF_TIME = -getattr(signal, "SIGPROF", 0)  # how a worker ends that has used up its seconds; 0: by the parent alone
_ABANDONED = 2  # times what the clock may show: then nobody is left who ends this process


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a worker's own output goes, and its limits."""

    log: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class NewWork:
    """What is to be done from now on; `number` is answered once it is prepared."""

    work: Any
    number: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The work with this number is prepared."""

    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """What the work made of an item, and how many seconds of the processor that took."""

    result: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The code that does the work raised an exception: a fault of ours, and nothing of the item's."""

    traceback: str


def serve(pipe: "Connection[Any, Any]", setting: Setting) -> None:
    """Answer what comes through `pipe`: new work with `Ready`, an item with `Done`; until the pipe closes.

    What raises an exception is answered with `Failed`. A `MemoryError`, or a panic of a library that nobody caught,
    ends the process: they are the file's doing, and what they leave behind is not to be trusted with the next one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _end_at_alarms()
    _silence(setting.log)
    seldom_collected()
    openpyxl_without_numpy()
    packages_at_any_date()
    _end_with_parent()
    work: Any = None
    try:
        while True:
            message = pipe.recv()
            if isinstance(message, NewWork):
                work = message.work
                pipe.send_bytes(_answer(lambda new: _prepared(new, setting.limits), message))
            else:
                _set_alarms(setting.limits.seconds)
                answer = _answer(partial(_done, work), message)
                _set_alarms(0)
                pipe.send_bytes(answer)
    except (EOFError, ConnectionError):
        pass
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _done(work: Callable[[Any], object], item: object) -> Done:
    began = time.process_time()
    return Done(work(item), time.process_time() - began)


def _answer(work: Callable[[Any], object], message: object) -> memoryview:
    """Return what `work` makes of `message` as the pipe takes it: what cannot be sent is a fault of ours too."""
    try:
        return ForkingPickler.dumps(work(message))
    except Exception as error:
        if _is_for_lack_of_memory(error):
            raise
        return ForkingPickler.dumps(Failed(traceback.format_exc()))


def _is_for_lack_of_memory(error: BaseException | None) -> bool:
    """Whether `error`, or one that it came of, says that memory ran out."""
    while error is not None:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == ENOMEM):
            return True
        error = error.__cause__ or error.__context__
    return False


def _prepared(new: NewWork, limits: Limits) -> Ready:
    new.work.prepare()
    never_looked_at()
    _limit_memory(limits.memory_mib)
    return Ready(new.number)


def _end_with_parent() -> None:
    """Have this process end as soon as the one that started it does: nobody waits for what it is doing."""
    if (parent := parent_process()) is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _silence(log: str) -> None:
    """Send what libraries write to the terminal (panics, aborts) to the log file."""
    target = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for descriptor in (1, 2):
        os.dup2(target, descriptor)
    os.close(target)


def _limit_memory(mib: int) -> None:
    """Allow `mib` more memory than is in use now; where the system cannot say or limit it, nothing is limited."""
    if sys.platform == "win32":
        return
    try:
        pages = int(_STATUS.read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + mib * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (OSError, ValueError):
        return


def _end_at_alarms() -> None:
    """Have the alarms end this process, whoever started it and whatever that did with them."""
    if hasattr(signal, "setitimer"):
        for number in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(number, signal.SIG_DFL)


def _set_alarms(seconds: float) -> None:
    """Have the system end this process when it has used up its seconds of the processor at one file.

    It also ends one that the clock shows to be at the same file long after its time: the parent may be gone. A system
    that cannot do either leaves both to the parent, which has its clock alone.
    """
    if hasattr(signal, "setitimer"):
        seconds = seconds if math.isfinite(seconds) else 0
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, _ABANDONED * FAR_LONGER * seconds)
