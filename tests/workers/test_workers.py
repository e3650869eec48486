"""Worker processes: one bad file is one finding, whatever it does to its reader."""

import logging
import os
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from kit.faults import Faulty, NeverReady, Unprepared
from kit.processes import running, workers_of
from xlsreport.model.limits import Limits
from xlsreport.model.workbook import Unreadable
from xlsreport.workers import Crew

SHORT = Limits(seconds=0.5, memory_mib=256)
TOO_LONG, TOO_LONG_ASLEEP = Unreadable("F114", "0.5"), Unreadable("F114", "3")
TOO_MUCH, OURS = Unreadable("F115", ""), Unreadable("X902", "")
posix_memory = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")


def done(*items: str, jobs: int = 2, work: Faulty | None = None) -> list[str | Unreadable]:
    with Crew(jobs, SHORT) as crew:
        return list(crew.map(work or Faulty(), items))


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("hang", TOO_LONG_ASLEEP),
        ("spin", TOO_LONG),
        pytest.param("allocate", TOO_MUCH, marks=posix_memory),
        ("abort", TOO_MUCH),
        ("killed", TOO_MUCH),
        ("panic", TOO_MUCH),
        ("fails", OURS),
        ("unsendable", OURS),
        ("fails_for_memory", TOO_MUCH),
    ],
)
def test_a_fault_is_the_finding_of_its_own_file(
    fault: str, expected: Unreadable, capfd: pytest.CaptureFixture[str]
) -> None:
    good = [f"good-{number}" for number in range(40)]
    found = done(*good[:17], fault, *good[17:])
    assert found == [*map(str.upper, good[:17]), expected, *map(str.upper, good[17:])]
    assert capfd.readouterr() == ("", "")


def test_many_faults_among_many_files() -> None:
    items = [f"{('good', 'abort', 'panic', 'good', 'killed')[number % 5]}-{number}" for number in range(20)]
    assert done(*items) == [each.upper() if each.startswith("good") else TOO_MUCH for each in items]


def test_every_fault_of_ours_is_logged_with_the_file_it_came_at(caplog: pytest.LogCaptureFixture) -> None:
    assert done("fails-1", "good", "panic", "fails-2") == [OURS, "GOOD", TOO_MUCH, OURS]
    assert sorted(record.getMessage().splitlines()[0] for record in caplog.records) == [
        "Faulty of 'fails-1'", "Faulty of 'fails-2'",
    ]  # fmt: skip
    assert all("KeyError: 'ours'" in record.getMessage() for record in caplog.records)


def test_what_a_fault_of_ours_leaves_behind_meets_no_other_file() -> None:
    with Crew(1, SHORT) as crew:
        list(crew.map(Faulty(), ["good"]))
        first = {worker.process.pid for worker in crew.workers}
        assert list(crew.map(Faulty(), ["fails", "good-1", "good-2"])) == [OURS, "GOOD-1", "GOOD-2"]
        assert first.isdisjoint(worker.process.pid for worker in crew.workers)


def test_work_that_cannot_be_prepared_is_our_fault_and_says_why() -> None:
    with Crew(1, SHORT) as crew, pytest.raises(RuntimeError, match="KeyError: 'ours'"):
        list(crew.map(Unprepared(), ["good"]))


def test_a_file_is_not_blamed_for_one_death(tmp_path: Path) -> None:
    items = ["good-1", "killed_once-1", "good-2", "killed_once-2", "good-3"]
    assert done(*items, work=Faulty(tmp_path)) == [each.upper() for each in items]


def test_what_a_library_prints_goes_to_a_log(capfd: pytest.CaptureFixture[str]) -> None:
    assert done("prints-1", "good") == ["PRINTS-1", "GOOD"]
    assert capfd.readouterr() == ("", "")


def test_what_workers_said_is_logged_and_their_file_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "xlsreport")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done("good")
    assert caplog.records == []
    done("panic")
    assert "thread panicked" in caplog.records[-1].getMessage()
    assert list(tmp_path.glob("xlsreport-*")) == []


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_files(jobs: int) -> None:
    items = [f"good-{number}" for number in range(100)]
    assert done(*items, jobs=jobs) == [each.upper() for each in items]


def test_nothing_to_do() -> None:
    assert done() == []


def test_workers_stay_for_further_work() -> None:
    with Crew(1, SHORT) as crew:
        assert list(crew.map(Faulty(), ["good"])) == ["GOOD"]
        first = [worker.process.pid for worker in crew.workers]
        assert list(crew.map(Faulty(), ["good", "abort"])) == ["GOOD", TOO_MUCH]
        assert list(crew.map(Faulty(), ["good"])) == ["GOOD"]
        assert [worker.process.pid for worker in crew.workers] != first


def test_a_round_that_was_given_up_leaves_nothing_behind() -> None:
    with Crew(2, SHORT) as crew:
        assert list(islice(crew.map(Faulty(), [f"good-{n}" for n in range(50)]), 3)) == ["GOOD-0", "GOOD-1", "GOOD-2"]
        assert list(crew.map(Faulty(), ["other"])) == ["OTHER"]


def test_new_work_finds_workers_still_at_the_old() -> None:
    with Crew(3, SHORT) as crew:
        for number in range(4):
            found = list(crew.map(Faulty(), [f"good{number}-{n}" for n in range(75 if number % 2 else 1)]))
            assert found == [f"GOOD{number}-{n}" for n in range(len(found))]


def test_workers_that_never_start_are_our_fault() -> None:
    with Crew(1, SHORT) as crew, pytest.raises(RuntimeError, match="exit code 7"):
        list(crew.map(NeverReady(), ["good"]))


def interrupt(crew: Crew) -> None:
    with crew:
        for _ in crew.map(Faulty(), [f"{'hang' if n == 5 else 'good'}-{n}" for n in range(60)]):
            raise KeyboardInterrupt


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_worker_outlives_an_interruption() -> None:
    crew = Crew(2, Limits(seconds=60))
    with pytest.raises(KeyboardInterrupt):
        interrupt(crew)
    assert crew.workers == []
    assert not [pid for pid in workers_of(os.getpid()) if running(pid)]


def test_a_time_limit_is_the_file_s_own() -> None:
    started = time.monotonic()
    assert done("good-1", "spin-1", "good-2", "spin-2", "good-3") == ["GOOD-1", TOO_LONG, "GOOD-2", TOO_LONG, "GOOD-3"]
    assert time.monotonic() - started < 30


@pytest.mark.skipif(sys.platform == "win32", reason="its clock alone is counted there")
def test_a_file_that_waits_for_its_turn_is_not_out_of_time() -> None:
    assert done("sleepy-1", "good", "sleepy-2") == ["SLEEPY-1", "GOOD", "SLEEPY-2"]  # a second each, of half a second


@pytest.mark.skipif(sys.platform == "win32", reason="no signal ends a process there when its time is up")
def test_a_file_that_ran_out_of_time_once_gets_one_more_try(tmp_path: Path) -> None:
    items = ["good-1", "toils_once-1", "good-2"]
    assert done(*items, work=Faulty(tmp_path)) == [each.upper() for each in items]


def test_the_files_of_one_owner_have_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsreport.workers.round.TOGETHER", 1)
    items, owners = [f"toils-{n}" for n in range(6)] + ["good-1", "good-2"], ["one"] * 7 + ["other"]
    with Crew(1, SHORT) as crew:
        found = list(crew.map(Faulty(), items, owners))
    assert found[:2] == ["TOILS-0", "TOILS-1"]
    assert found[-2:] == [Unreadable("F144", "0.5"), "GOOD-2"]
    assert list({*map(str, found[4:7])}) == [str(Unreadable("F144", "0.5"))]
