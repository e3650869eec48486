"""What the system says against a command is one sentence and exit code 2; what cannot even be logged, exit code 3."""

import errno
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kit.refused import refusal
from kit.workspace import sent_by, workspace
from xlsreport.cli import app
from xlsreport.cli.app import run
from xlsreport.cli.fault_log import FaultLog
from xlsreport.cli.refusal import refusal_of
from xlsreport.workers import Crew


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})


def fails_with(error: BaseException) -> object:
    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


def test_settings_that_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_text

    def closed(self: Path, *args: str, **kwargs: str) -> str:
        if self.name == "xlsreport.toml":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return read(self, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", closed)
    said = refusal(folder / "2023/inbox", capsys, "consolidate", "-C", folder)
    assert "xlsreport.toml" in said
    assert "Permission denied" in said


@pytest.mark.parametrize("command", ["consolidate", "issue", "archive"])
def test_a_folder_that_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    listed = Path.iterdir

    def closed(self: Path) -> object:
        if self == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert run([command, "-C", str(folder)]) == 2
    assert str(folder) in capsys.readouterr().err


def test_a_path_beyond_the_systems_length(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    far = tmp_path / ("x" * 5000)
    for line in (["consolidate", "-C", far], ["check", far / "a.xlsx"], ["demo", far]):
        assert run([str(each) for each in line]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_only_what_names_a_file_is_the_systems_doing() -> None:
    assert "reason" in str(refusal_of(OSError(errno.EACCES, "reason", "f")))
    assert refusal_of(OSError(errno.EACCES, "reason")) is None
    assert refusal_of(FileNotFoundError(errno.ENOENT, "reason", "f")) is None
    assert refusal_of(ValueError("ours")) is None


def test_what_cannot_be_logged_is_said_in_one_sentence_and_gives_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = fails_with(OSError(errno.ENOSPC, "No space left on device"))
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    monkeypatch.setattr(app, "app", fails_with(ZeroDivisionError("inside")))
    assert run(["forms"]) == 3
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "ZeroDivisionError: inside" in said
    assert "No space left on device" in said


@pytest.mark.processes
def test_a_full_temporary_folder_gives_3_and_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = fails_with(OSError(errno.ENOSPC, "No space left on device"))
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert run(["consolidate", "-C", str(folder)]) == 3
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "No space left on device" in said[0]


def test_what_workers_said_is_in_the_log_of_a_fault_and_no_fault_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with FaultLog() as faults:
        with Crew() as crew:
            crew._log_file().write_text("thread panicked at reader", encoding="utf-8")
        assert faults.is_empty
        assert list(tmp_path.iterdir()) == []
        logging.getLogger("xlsreport").error("a fault of ours")
    assert faults.path is not None
    text = faults.path.read_text(encoding="utf-8")
    assert text.index("thread panicked at reader") < text.index("a fault of ours")


@pytest.mark.skipif(sys.platform == "win32", reason="names are not encoded there")
def test_names_that_the_systems_encoding_does_not_find_say_what_to_set(folder: Path) -> None:
    own = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "xlsreport", "consolidate", "-C", str(folder)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **own}, check=False)
    said = done.stderr.decode("utf-8")
    assert done.returncode == 2
    assert len(said.splitlines()) == 1
    assert "PYTHONUTF8=1" in said
