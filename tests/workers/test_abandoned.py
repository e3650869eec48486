"""A worker whose master was killed ends at once, whatever it is doing."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from xlsreport.temporary import is_alive

SLEEPER = """
import time
from dataclasses import dataclass

@dataclass(frozen=True)
class Sleep:
    def prepare(self): pass
    def __call__(self, path):
        path.write_text(str(__import__("os").getpid()), encoding="utf-8")
        time.sleep(60)
"""
MASTER = """
import pathlib, sys
from sleeper import Sleep
from xlsreport.workers import Crew
with Crew(1) as crew:
    list(crew.map(Sleep(), [pathlib.Path(sys.argv[1])]))
"""


def test_a_worker_ends_with_its_master(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text(SLEEPER, encoding="utf-8")
    told = tmp_path / "worker"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]), "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", MASTER, str(told)], env=environment) as master:
        wait_for(lambda: told.exists() and told.read_text(encoding="utf-8") != "")
        worker = int(told.read_text(encoding="utf-8"))
        assert is_alive(worker)
        master.kill()
    wait_for(lambda: not is_running(worker))


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def is_running(process: int) -> bool:
    """Whether a process is at work: one that nobody waited for yet is not."""
    status = Path(f"/proc/{process}/stat")
    if status.exists():
        return status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return is_alive(process)
