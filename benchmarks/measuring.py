"""A command run in a process of its own: its time, and the memory of its processes."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

_EVERY = 0.05  # seconds between two looks at the memory
_MIB = 1024 * 1024


@dataclass(frozen=True)
class Measured:
    """Seconds of the wall clock, and MiB of the largest process and of all together (None where not known)."""

    seconds: float
    largest_mib: float | None
    together_mib: float | None

    def as_json(self) -> dict[str, float | None]:
        """Return it for the JSON."""
        rounded = {"seconds": self.seconds, "largest_mib": self.largest_mib, "together_mib": self.together_mib}
        return {name: None if value is None else round(value, 3) for name, value in rounded.items()}


def measured(command: Sequence[str], allowed: Sequence[int] = (0, 1)) -> Measured:
    """Run a Python `command` to its end; raises `RuntimeError` for an exit code that is not `allowed`."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL) as process:  # noqa: S603
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
        seconds = time.perf_counter() - start
        watch.done.set()
        watch.join()
    if code not in allowed:
        raise RuntimeError(f"{command}: {code}")
    return Measured(seconds, watch.largest or None, watch.together or None)


def worked(command: Sequence[str], allowed: Sequence[int] = (0, 1)) -> Measured:
    """Do what `measured` does; seconds are those of the processors, for all processes, where a system tells."""
    before = os.times()
    found = measured(command, allowed)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return replace(found, seconds=spent or found.seconds)


def alone(program: str, *arguments: str) -> dict[str, Any]:
    """Run the Python `program` in a process of its own and return the JSON that it prints."""
    command = [sys.executable, program, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603
    return dict(json.loads(done.stdout))


def spent(start: float) -> dict[str, Any]:
    """Return the seconds of this process's processor since `start`, and the most memory that it took."""
    seconds = round(time.process_time() - start, 3)
    try:
        import resource
    except ImportError:  # Windows does not say
        return {"seconds": seconds, "largest_mib": None}
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return {"seconds": seconds, "largest_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)}


@dataclass
class _Watch:
    """Looks at the resident memory of a process and all below it, where there is a /proc."""

    pid: int
    largest: float = 0.0
    together: float = 0.0
    done: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def join(self) -> None:
        self.thread.join()

    def _run(self) -> None:
        while not self.done.wait(_EVERY):
            sizes = [_resident(pid) for pid in _family(self.pid)]
            self.largest = max([self.largest, *sizes])
            self.together = max(self.together, sum(sizes))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MIB
