"""One run at a time in a folder: the second is refused at once, and told by whom; a run that ends lets go, however."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.faults import kill
from xlsreport.archive.lock import exclusive_lock
from xlsreport.errors import BusyError

_HOLDING = """
import sys, pathlib
from xlsreport.archive.lock import exclusive_lock
with exclusive_lock(pathlib.Path(sys.argv[1]), "consolidate 2023"):
    print("locked", flush=True)
    sys.stdin.read()
"""


def refusal(folder: Path) -> str:
    with pytest.raises(BusyError) as caught, exclusive_lock(folder, "archive 2023"):
        raise AssertionError
    return str(caught.value)


def test_the_lock_goes_with_its_run(tmp_path: Path) -> None:
    for _ in range(2):
        with exclusive_lock(tmp_path) as certain:
            assert certain
            assert "Another run is at work" in refusal(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_who_is_refused_is_told_what_is_done_and_by_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsreport.archive.lock.getuser", lambda: "王芳")
    monkeypatch.setattr("platform.node", lambda: "office-3")
    with exclusive_lock(tmp_path, "archive 2023"):
        assert "（archive 2023 · 王芳@office-3）" in refusal(tmp_path)
        assert "(archive 2023 · 王芳@office-3)" in refusal(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_user_without_a_name_has_a_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("xlsreport.archive.lock.getuser", nobody)
    monkeypatch.setattr("platform.node", lambda: "office-3")
    with exclusive_lock(tmp_path, "remind"):
        assert "(remind · office-3)" in refusal(tmp_path)


def test_a_run_that_is_killed_leaves_no_lock_and_its_note_is_believed_by_nobody(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _HOLDING, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, encoding="utf-8", **pipes) as run:  # type: ignore[call-overload]
        assert run.stdout.readline() == "locked\n"
        assert "(consolidate 2023 · " in refusal(tmp_path)
        kill(run.pid)
    with exclusive_lock(tmp_path) as certain:
        assert certain
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_others_write_into_the_note_reaches_a_screen_as_more_than_text(tmp_path: Path) -> None:
    with exclusive_lock(tmp_path):
        (tmp_path / ".making.lock").write_bytes(b"\x1b[2Jcome\nhere\xff" + b"a" * 10_000)
        said = refusal(tmp_path)
    assert "[2Jcomehere" in said
    assert said.isprintable()
    assert len(said) < 1000


def test_a_lock_holds_where_its_note_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".making.lock").mkdir()
    with exclusive_lock(tmp_path, "archive 2023"):
        assert "Another run is at work" in refusal(tmp_path)
