"""Processes as Linux shows them."""

import time
from pathlib import Path


def workers_of(pid: int) -> list[int]:
    """Return the worker processes of the process `pid`."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(child) for child in children if b"spawn_main" in _command(int(child))]


def running(pid: int) -> bool:
    """Return whether the process is there and is no corpse."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return False


def ends(pid: int, seconds: float = 10) -> bool:
    """Return whether the process has ended, or does so soon: one that was killed takes a moment."""
    last = time.monotonic() + seconds
    while running(pid) and time.monotonic() < last:
        time.sleep(0.01)
    return not running(pid)


def in_session(session: int) -> list[int]:
    """Return the running processes of the session `session`."""
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return [pid for pid in pids if _session(pid) == session and running(pid)]


def _session(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[3])
    except OSError:
        return None


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
