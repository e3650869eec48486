"""What runs inside a worker process: one file after another, under limits, silent."""

import math
import os
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsreport.model.limits import Limits
from xlsreport.without_numpy import openpyxl_without_numpy

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

if sys.platform != "win32":
    import resource

_MIB = 1024 * 1024
_STATUS = Path("/proc/self/statm")  # Linux: how much memory this process has, in pages
_ABANDONED = 2  # times the limit: then nobody is left who ends this process


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


def serve(pipe: "Connection[Any, Any]", setting: Setting) -> None:
    """Answer what comes through `pipe`: new work with `Ready`, an item with its result; until the pipe closes.

    A `MemoryError`, or a panic of a library that nobody caught, ends the process: what it leaves behind is not to
    be trusted with the next file.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _silence(setting.log)
    openpyxl_without_numpy()
    work: Any = None
    try:
        while True:
            message = pipe.recv()
            if isinstance(message, NewWork):
                work = message.work
                work.prepare()
                _limit_memory(setting.limits.memory_mib)
                pipe.send(Ready(message.number))
            else:
                _set_alarm(setting.limits.seconds)
                answer = work(message)
                _set_alarm(0)
                pipe.send(answer)
    except (EOFError, ConnectionError):
        pass
    except BaseException:
        traceback.print_exc()
        os._exit(1)


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


def _set_alarm(seconds: float) -> None:
    """Have the system end this process if it is still at the same file long after its time: the parent may be gone."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _ABANDONED * seconds if math.isfinite(seconds) else 0)
