"""`archive` as it is run: killed at any moment, and twice at once."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.processes import in_session
from kit.settled import settled_workspace
from kit.workspace import everything
from xlsreport.cli.app import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

_KILLS = 5  # tests/archive/test_making.py kills at every step of the making itself
REFUSED = 2


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled_workspace(tmp_path_factory.mktemp("f") / "w")


@pytest.fixture(scope="module")
def expected(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, bytes], float]:
    """Return the archive as an undisturbed run leaves it, and how many seconds that took."""
    folder = Path(shutil.copytree(settled, tmp_path_factory.mktemp("e") / "w"))
    start = time.monotonic()
    process = started(folder)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == 0, complaints
    return everything(folder / "archive"), time.monotonic() - start


@pytest.fixture
def ready(settled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(settled, tmp_path / "w"))


def started(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "xlsreport", "archive", "-C", str(folder), "--today", "2024-03-31"]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, start_new_session=True, text=True, env=places, **pipes)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in (folder / "archive").iterdir())


def test_after_every_kill_the_next_run_makes_it_whole(
    ready: Path, expected: tuple[Mapping[str, bytes], float], capsys: pytest.CaptureFixture[str]
) -> None:
    (whole, seconds), chance = expected, random.Random(20231231)  # noqa: S311 - moments, no secrets
    for _ in range(_KILLS):
        process = started(ready)
        try:
            process.wait(timeout=chance.uniform(seconds / 2, seconds))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        _, complaints = process.communicate(timeout=60)
        assert "Traceback" not in complaints, complaints
        while in_session(process.pid):
            time.sleep(0.02)
        if (bag := ready / "archive/2023").exists():  # a note of who was at work may lie beside it
            assert {f"2023/{name}": data for name, data in everything(bag).items()} == whole
        assert run(["archive", "-C", str(ready), "--today", "2024-03-31"]) == 0
        assert everything(ready / "archive") == whole
        assert names(ready) == ["2023"]
        shutil.rmtree(ready / "archive")
    capsys.readouterr()


def test_two_runs_at_once_make_one_whole_bag(ready: Path, expected: tuple[Mapping[str, bytes], float]) -> None:
    for _ in range(2):
        running = [started(ready) for _ in range(3)]
        complaints = [process.communicate(timeout=120)[1] for process in running]
        codes = [process.returncode for process in running]
        assert 0 in codes, complaints
        assert set(codes) <= {0, REFUSED}, complaints
        told = [said for said, code in zip(complaints, codes, strict=True) if code == REFUSED]
        assert all("Another run is at work here" in said or "another run has just archived" in said for said in told)
        assert everything(ready / "archive") == expected[0]
        assert names(ready) == ["2023"]
        shutil.rmtree(ready / "archive")
