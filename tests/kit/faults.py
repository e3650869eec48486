"""Work that goes wrong, for worker processes: what an item is called says what it does to its worker."""

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class Panic(BaseException):
    """As a panic of a Rust library arrives: no `Exception`, and it cannot be pickled."""

    def __init__(self) -> None:
        super().__init__()
        self.cannot = lambda: None


@dataclass(frozen=True)
class Faulty:
    """Returns an item in capitals unless its name says otherwise; `once` is where a thing done once is noted."""

    once: Path | None = None

    def prepare(self) -> None:
        """Nothing is needed."""

    def __call__(self, item: str) -> Any:
        """Do what `item` says."""
        fault = _FAULTS.get(item.partition("-")[0])
        if fault is not None and (answer := fault()) is not None:
            return answer
        if "_once" in item:
            self.once_alone(item, toil if item.startswith("toils") else None)
        return item.upper()

    def once_alone(self, item: str, fault: Callable[[], None] | None) -> None:
        """Do a fault the first time that it is asked: end this process where no other is given."""
        mark = (self.once or Path()) / item
        if not mark.exists():
            mark.touch()
            kill(os.getpid()) if fault is None else [fault() for _ in range(100)]


@dataclass(frozen=True)
class Named:
    """Returns what an item is called, and reads nothing."""

    def prepare(self) -> None:
        """Nothing is needed."""

    def __call__(self, item: Any) -> str:
        """Say its name."""
        return f"{item.name}"


@dataclass(frozen=True)
class NeverReady:
    """Work whose preparation ends the process."""

    def prepare(self) -> None:
        """End this process."""
        os._exit(7)

    def __call__(self, item: str) -> str:
        """Is never reached."""
        return item


@dataclass(frozen=True)
class Unprepared(NeverReady):
    """Work whose preparation raises an exception."""

    def prepare(self) -> None:
        """Fail."""
        fail()


def kill(pid: int) -> None:
    """Kill a process as the system does when memory runs out."""
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def hang() -> None:
    time.sleep(600)


def spin() -> None:
    pow(7, 10**9)  # holds the interpreter: no thread and no handler of Python's runs


def allocate() -> None:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024 * 1024))


def toil() -> None:
    began = time.process_time()
    while time.process_time() - began < 0.3:
        pass


def dawdle() -> None:
    time.sleep(0.3)


def panic() -> None:
    os.write(2, b"thread panicked\n")
    raise Panic


def fail() -> None:
    raise KeyError("ours")


def fail_for_memory() -> None:
    try:
        raise MemoryError
    except MemoryError:
        raise ValueError from None


def unsendable() -> object:
    return lambda: None


def say() -> None:
    print("said")
    sys.stderr.write("said")
    os.write(1, b"said")


_FAULTS: dict[str, Callable[[], Any]] = {
    "hang": hang,
    "spin": spin,
    "slow": dawdle,
    "sleepy": lambda: time.sleep(1),
    "toils": toil,
    "allocate": allocate,
    "abort": os.abort,
    "killed": lambda: kill(os.getpid()),
    "panic": panic,
    "fails": fail,
    "fails_for_memory": fail_for_memory,
    "unsendable": unsendable,
    "prints": say,
}
