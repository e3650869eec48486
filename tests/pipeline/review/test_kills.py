"""Killed at any moment: nothing half-written is left, and the next run gives what an undisturbed one gives."""

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

from kit.processes import in_session, workers_of
from xlsreport.forms import example_workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

_KILLS = 12
FOUND, INTERRUPTED = 1, 130


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example with four workbooks, one of them with errors."""
    folder = tmp_path_factory.mktemp("killed") / "district"
    shutil.copytree(example_workspace(), folder)
    workbooks = sorted(path for path in (folder / "2023" / "inbox").rglob("*") if path.is_file())
    for path in workbooks[4:]:
        path.unlink()
    return folder


@pytest.fixture(scope="module")
def expected(district: Path) -> Mapping[str, bytes]:
    """Return what an undisturbed run writes."""
    undisturbed(district)
    return outputs(district)


def started(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "xlsreport", "consolidate", "-C", str(folder), "--jobs", "2"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=False
    )


def undisturbed(folder: Path) -> float:
    """Run once and return how many seconds it took."""
    start = time.monotonic()
    process = started(folder)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == FOUND, complaints.decode()
    return time.monotonic() - start


def outputs(folder: Path) -> Mapping[str, bytes]:
    output = folder / "2023" / "output"
    return {path.name: path.read_bytes() for path in output.iterdir()} if output.is_dir() else {}


def ended(session: int) -> bool:
    """Return whether every process of a session ends by itself, soon."""
    until = time.monotonic() + 10
    while in_session(session):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def killed(folder: Path, chance: random.Random, seconds: float) -> bool:
    """Run once and kill the program or a worker within `seconds`, at a moment by chance; return whether it hit."""
    process = started(folder)
    try:
        process.wait(timeout=chance.uniform(0, seconds))
    except subprocess.TimeoutExpired:
        workers = workers_of(process.pid) if chance.random() < 0.6 else []
        os.kill(chance.choice(workers or [process.pid]), signal.SIGKILL)
    hit = process.returncode is None
    _, complaints = process.communicate(timeout=60)
    assert process.returncode in (FOUND, -signal.SIGKILL), complaints.decode()
    assert b"Traceback" not in complaints, complaints.decode()
    assert ended(process.pid)
    return hit


def explained(complaints: bytes) -> str:
    """Return what a run said on stderr, and what the log says that it names."""
    words = complaints.decode()
    logs = (Path(word.strip("。.,")) for word in words.split() if word.strip("。.,").endswith(".log"))
    return "\n".join([words, *(log.read_text(encoding="utf-8") for log in logs if log.is_file())])


def test_no_kill_tears_an_output(district: Path, expected: Mapping[str, bytes]) -> None:
    chance, hits = random.Random(20231231), 0  # noqa: S311 - moments, no secrets
    seconds = undisturbed(district)
    while hits < _KILLS:
        if chance.random() < 0.3:
            shutil.rmtree(district / "2023" / "output", ignore_errors=True)
        hit = killed(district, chance, seconds)
        hits += hit
        seconds *= 1 if hit else 0.8  # the machine is quicker than it was: kill earlier
        assert outputs(district) in ({}, expected)
    undisturbed(district)
    assert outputs(district) == expected
    assert {path.name for path in (district / "2023").iterdir()} == {
        "corrected", "inbox", "output", "汇总单位.xlsx", "处理登记.xlsx", "佐证数据.xlsx",
    }  # fmt: skip


def test_ctrl_c_leaves_nothing_behind(district: Path, expected: Mapping[str, bytes]) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    for _ in range(6):
        process = started(district)
        while process.poll() is None and not workers_of(process.pid):
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.5))
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the program and all its workers
        _, complaints = process.communicate(timeout=60)
        assert process.returncode in (INTERRUPTED, FOUND), explained(complaints)
        assert b"Traceback" not in complaints, complaints.decode()
        assert (process.returncode == INTERRUPTED) == (b"Interrupted" in complaints), complaints.decode()
        assert ended(process.pid)
        assert outputs(district) == expected
