"""Temporary files of runs that are dead are cleared, those of runs at work and of others never."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xlsreport.temporary import clear_dead, is_alive, temporary_prefix


@pytest.fixture
def dead() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_what_a_dead_run_left_is_cleared_and_nothing_else(place: Path, dead: int) -> None:
    (place / f"xlsreport-summary-{dead}-x").mkdir()
    (place / f"xlsreport-summary-{dead}-x" / "rows").write_bytes(b"half")
    (place / f"xlsreport-workers-{dead}-y.log").write_bytes(b"")
    kept = {f"{temporary_prefix('pdf')}z", f"xlsreport-{dead}.log", f"other-workers-{dead}-y", "xlsreport-a.log"}
    for name in kept:
        (place / name).write_bytes(b"")
    clear_dead()
    assert {each.name for each in place.iterdir()} == kept


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_is_followed(place: Path, dead: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    mine = tmp_path_factory.mktemp("mine")
    (mine / "kept").write_bytes(b"")
    link = place / f"xlsreport-summary-{dead}-x"
    link.symlink_to(mine, target_is_directory=True)
    clear_dead()
    assert (mine / "kept").exists()


def test_a_process_is_told_alive_from_dead(dead: int) -> None:
    assert is_alive(os.getpid())
    assert not is_alive(dead)


def test_a_folder_that_is_not_there_is_nothing_to_clear(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    clear_dead()
