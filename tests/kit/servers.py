"""A server that a test module starts and ends."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_LONGEST_END = 10  # seconds


@contextmanager
def running(command: Sequence[str | Path]) -> Iterator["subprocess.Popen[bytes]"]:
    """Give the process of a server that stays in the foreground; end it at last."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LONGEST_END)
