"""A Dask cluster of two worker processes on this machine, which speak over TCP."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0  # seconds until the scheduler has an address


@dataclass(frozen=True)
class Cluster:
    """The address of a scheduler, and its workers."""

    address: str
    workers: tuple["subprocess.Popen[bytes]", ...]

    def kill_one(self) -> None:
        """End a worker in the middle of what it does."""
        self.workers[0].kill()


@contextmanager
def a_cluster(folder: Path) -> Iterator[Cluster]:
    """Give a cluster until the end; `folder` is for what it notes."""
    file = folder / "scheduler.json"
    running = [_dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))]
    try:
        address = _address(file)
        running += [_dask("worker", address, "--nthreads", "1", "--no-nanny") for _ in range(2)]
        yield Cluster(address, tuple(running[1:]))
    finally:
        for each in running:
            each.kill()
            each.wait()


def _dask(kind: str, *arguments: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--no-dashboard"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def _address(file: Path) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with suppress(OSError):
            found = re.search(r"tcp://[\d.:]+", file.read_text(encoding="utf-8"))
            if found:
                return found[0]
        time.sleep(0.1)
    raise RuntimeError("the scheduler did not start")
