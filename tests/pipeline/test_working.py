"""One run at a time writes in a workspace; what killed runs left is put back or cleared, and said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.refused import refusal
from kit.workspace import everything, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.errors import BusyError
from xlsreport.pipeline import put_back, working_in, workspace_around

HOLDER = """
import pathlib, sys
from xlsreport.pipeline import working_in
with working_in(pathlib.Path(sys.argv[1]), "consolidate 2023"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})


def holding(folder: Path) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", HOLDER, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


@pytest.mark.parametrize("command", ["consolidate", "issue", "send-back", "remind", "report --each", "archive"])
def test_a_second_run_is_refused_at_once_and_told_who_is_at_work(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    before = everything(folder)
    with holding(folder) as process:
        said = refusal(folder / "2023/inbox", capsys, *command.split(), "-C", folder)
        assert "consolidate 2023 · " in said
        process.communicate()
    assert everything(folder) == before


def test_a_killed_run_holds_nothing_and_leaves_no_litter(folder: Path) -> None:
    with holding(folder) as process:
        process.kill()
    before = everything(folder)
    with working_in(folder, "issue 2023"):
        pass
    after = everything(folder)
    assert before.keys() - after.keys() <= {".making.lock"}
    assert ".making.lock" not in after


def test_a_work_inside_another_needs_no_second_lock(folder: Path) -> None:
    with working_in(folder, "consolidate 2023"), working_in(folder / ".." / folder.name, "issue 2023"):
        pass
    with working_in(folder, "again"):
        pass


def test_a_folder_without_its_name_has_it_again_at_the_start_of_any_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["consolidate", "-C", str(folder)]) == 0
    output = folder / "2023" / "output"
    whole = everything(output)
    output.replace(output.with_name(".output-before"))
    capsys.readouterr()
    run(["--lang", "en", "verify", "2023", "-C", str(folder)])
    assert everything(output) == whole
    assert str(output) in capsys.readouterr().err.splitlines()[0]
    assert put_back(folder) == ()


def test_it_is_not_touched_while_another_run_is_between_its_moves(folder: Path) -> None:
    aside = folder / "2023" / ".output-before"
    with holding(folder) as process:
        aside.mkdir()
        assert put_back(folder) == ()
        assert aside.is_dir()
        process.communicate()
    assert put_back(folder) == (folder / "2023" / "output",)


def test_what_was_half_written_is_cleared_by_the_next_run_that_writes(folder: Path) -> None:
    left = [folder / "2023" / place for place in (".new-abc", "outbox/.new-abc", "outbox/round/.new-abc")]
    (folder / "2023" / "output").mkdir()
    left += [folder / "2023" / ".output-new", folder / "2023" / ".output-before"]
    for each in left:
        each.mkdir(parents=True)
        (each / "half").write_bytes(b"half")
    mine = folder / "2023" / ".mine"
    mine.mkdir()
    with working_in(folder, "consolidate 2023"):
        assert [each for each in left if each.exists()] == []
    assert mine.is_dir()


def test_a_folder_that_cannot_be_locked_is_for_what_follows_to_tell(tmp_path: Path) -> None:
    with working_in(tmp_path / "nowhere", "consolidate 2023"):
        pass


def test_who_is_busy_is_told_as_a_refusal(folder: Path) -> None:
    with holding(folder) as process:
        with pytest.raises(BusyError), working_in(folder, "issue 2023"):
            pass
        process.communicate()


def test_the_workspace_is_found_from_any_folder_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = folder / "2023" / "inbox"
    assert workspace_around(inbox) == folder.resolve()
    assert workspace_around(folder) == folder
    assert workspace_around(folder.parent) is None
    monkeypatch.chdir(inbox)
    assert run(["issue"]) == 0
    assert run(["issue", "-C", ".."]) == 0
    assert str(folder) in capsys.readouterr().out
