"""A consolidation on a Dask cluster gives the bytes that one machine gives, also with a worker killed on the way."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from kit.faults import Named
from kit.needed import needed
from kit.s3 import S3, s3
from xlsreport.errors import XlsreportError
from xlsreport.forms import builtin_forms, example_workspace
from xlsreport.model.limits import Limits
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.cluster.supplies import SharedFolder
from xlsreport.pipeline.cluster.travelling_form import travelling_form
from xlsreport.pipeline.review.review_basis import program

needed("distributed")

from distributed.client import FutureCancelledError  # noqa: E402 - where it can be
from distributed.comm.core import CommClosedError  # noqa: E402 - where it can be
from distributed.scheduler import KilledWorker  # noqa: E402 - where it can be

from xlsreport.workers import dask_crew  # noqa: E402 - where it can be
from xlsreport.workers.dask_crew import DaskCrew, _connected, _gone  # noqa: E402 - where it can be


def dask(*arguments: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def a_scheduler(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Give the address of a scheduler on this machine, and its process."""
    file = folder / "scheduler.json"
    process = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    try:
        until = time.monotonic() + 60
        while not (file.is_file() and (found := re.search(r"tcp://[\d.:]+", file.read_text(encoding="utf-8")))):
            assert time.monotonic() < until
            time.sleep(0.1)
        yield found[0], process
    finally:
        process.kill()
        process.wait()


@contextmanager
def a_worker(scheduler: str, threads: int = 1) -> Iterator["subprocess.Popen[bytes]"]:
    process = dask("worker", scheduler, "--nthreads", f"{threads}", "--no-dashboard", "--no-nanny")
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_scheduler(tmp_path_factory.mktemp("dask")) as (address, _):
        yield address


@pytest.fixture(scope="module")
def store() -> Iterator[S3]:
    with s3() as server:
        yield server


@pytest.fixture(scope="module")
def workers(scheduler: str, store: S3) -> Iterator[list["subprocess.Popen[bytes]"]]:
    with a_worker(scheduler) as one, a_worker(scheduler, threads=3) as other:
        yield [one, other]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return outputs(consolidated(tmp_path_factory.mktemp("here") / "w"))


def consolidated(folder: Path, *options: str) -> Path:
    shutil.copytree(example_workspace(), folder)
    done = run(folder, *options)
    assert done.returncode == 1, done.stderr
    return folder


def run(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "xlsreport", "consolidate", "-C", str(folder), "--fresh", *options]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


def outputs(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (folder / "2023" / "output").iterdir()}


def test_it_writes_what_one_machine_writes(
    scheduler: str, workers: object, expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert outputs(consolidated(tmp_path / "w", "--dask", scheduler)) == expected


def test_it_reviews_a_workspace_that_is_named_from_where_the_command_runs(
    scheduler: str, workers: object, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(example_workspace(), tmp_path / "w")
    monkeypatch.chdir(tmp_path)
    done = run(Path("w"), "--dask", scheduler)
    assert "Dask" not in done.stderr
    assert outputs(tmp_path / "w") == expected


def test_what_its_workers_find_no_file_of_is_done_here_and_told(
    scheduler: str, workers: object, tmp_path: Path
) -> None:
    (tmp_path / "xlsreport.toml").write_bytes(b"")
    supply = SharedFolder(tmp_path, sha256(b"").hexdigest(), travelling_form(builtin_forms()[0]))
    files = [SourceFile(f"{number}.xlsx", tmp_path / f"{number}.xlsx", "") for number in range(20)]
    files[7].path.write_bytes(b"")
    with DaskCrew(scheduler, Limits(), supply, program) as crew:
        assert list(crew.map(Named(), files)) == [each.name for each in files]
        assert crew.not_brought == [each for each in files if each is not files[7]]


def test_it_does_so_when_a_worker_dies_on_the_way(
    scheduler: str, workers: list["subprocess.Popen[bytes]"], expected: dict[str, bytes], tmp_path: Path
) -> None:
    shutil.copytree(example_workspace(), tmp_path / "w")
    command = [sys.executable, "-m", "xlsreport", "consolidate", "-C", str(tmp_path / "w"), "--dask", scheduler]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    workers[0].kill()
    assert process.wait(timeout=120) == 1
    assert outputs(tmp_path / "w") == expected


def test_its_workers_read_from_the_store_themselves(
    scheduler: str, workers: object, store: S3, expected: dict[str, bytes], tmp_path: Path
) -> None:
    shutil.copytree(example_workspace(), tmp_path / "w")
    inbox = tmp_path / "w" / "2023" / "inbox"
    store.system.mkdir("town")
    for file in filter(Path.is_file, inbox.rglob("*")):
        store.system.pipe(f"town/2023/{file.relative_to(inbox).as_posix()}", file.read_bytes())
    shutil.rmtree(inbox)
    done = run(tmp_path / "w", "--dask", scheduler, "--inbox", "s3://town/{period}")
    assert done.returncode == 1, done.stderr
    assert outputs(tmp_path / "w") == expected
    assert store.given("社会事务局.xlsx") == 2, store.asked  # here for the archive, there to be reviewed


def test_workers_with_another_program_are_refused(scheduler: str, workers: object, tmp_path: Path) -> None:
    (tmp_path / "xlsreport.toml").write_bytes(b"")
    supply = SharedFolder(tmp_path, sha256(b"").hexdigest(), travelling_form(builtin_forms()[0]))
    with pytest.raises(XlsreportError, match="another one than here"):
        DaskCrew(scheduler, Limits(), supply, os.getpid)


def test_workers_that_do_not_reach_the_files_are_refused(scheduler: str, workers: object, tmp_path: Path) -> None:
    shutil.copytree(example_workspace(), tmp_path / "w")
    supply = SharedFolder(tmp_path / "not there", "", travelling_form(builtin_forms()[0]))
    with pytest.raises(XlsreportError, match="not there"):
        DaskCrew(scheduler, Limits(), supply, program)


def test_a_cluster_that_is_not_there_is_refused(tmp_path: Path) -> None:
    shutil.copytree(example_workspace(), tmp_path / "w")
    done = run(tmp_path / "w", "--dask", "no address")
    assert done.returncode == 2
    assert "no address" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "w" / "2023" / "output").exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tls://127.0.0.1:9", "certificates"),
        ("wss://127.0.0.1:9", "certificates"),
        ("inproc://here", "no address"),
        ("unheard://of:1", "no address"),
        ("tcp://127.0.0.1", "no address"),
        ("tcp://127.0.0.1:99999", "no address"),
        ("tcp://a..b:80", "no address"),
        ("", "no address"),
    ],
)
def test_an_address_that_dask_cannot_take_is_refused(address: str, said: str) -> None:
    with pytest.raises(XlsreportError, match=said):
        _connected(address)


def test_a_program_that_is_no_scheduler_and_says_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_crew, "_PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(XlsreportError, match="another program"):
        _connected(f"tcp://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FutureCancelledError("batch", None), "scheduler ended"),
        (FutureCancelledError("batch", "already forgotten"), "scheduler ended"),
        (CommClosedError("in <TCP (closed)>: Stream is closed"), "scheduler ended"),
        (KilledWorker("batch", "tcp://other:1", 4), "workers of the Dask cluster tcp://one:1 ended"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_why_a_cluster_went_away_is_told_in_words_of_ours(error: Exception, said: str) -> None:
    told = str(_gone(error, "tcp://one:1"))
    assert said in told
    assert not re.search("forgotten|unknown|batch|TCP", told)


def test_a_cluster_that_goes_away_is_a_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    shutil.copytree(example_workspace(), tmp_path / "w")
    with a_scheduler(tmp_path) as (address, process), a_worker(address):
        command = [sys.executable, "-m", "xlsreport", "consolidate", "-C", str(tmp_path / "w"), "--dask", address]
        running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8")
        until = time.monotonic() + 60
        while running.poll() is None and not list((tmp_path / "w").glob(".xlsreport-cache/2023.sqlite*")):
            assert time.monotonic() < until
            time.sleep(0.02)
        process.kill()
        _, said = running.communicate(timeout=60)
    assert (running.returncode, len(said.splitlines())) == (2, 1), said
    assert address in said
    assert not (tmp_path / "w" / "2023" / "output").exists()
