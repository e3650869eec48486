"""The Windows folder does under Wine what the program does here: it says the same and writes the same bytes.

`packaging/windows/trial` makes the folder; XLSREPORT_WINDOWS_FOLDER names it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.demo import laid_out
from kit.wine import Wine

FOLDER = os.environ.get("XLSREPORT_WINDOWS_FOLDER", "")
if shutil.which("wine") is None:
    pytest.skip("Wine is not installed", allow_module_level=True)
if not FOLDER:
    pytest.skip("XLSREPORT_WINDOWS_FOLDER names no folder that packaging/windows/trial made", allow_module_level=True)

FILE = "2023/inbox/财政局.xlsx"
UNLIKE_ANYWHERE = ".sqlite"  # what is kept for the next run, which is of one machine


@dataclass(frozen=True, slots=True)
class Worked:
    """A workspace, and what `consolidate` answered there."""

    workspace: Path
    code: int
    printed: str

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file of the workspace, by its place there."""
        found = (each for each in self.workspace.rglob("*") if each.is_file() and each.suffix != UNLIKE_ANYWHERE)
        return {each.relative_to(self.workspace).as_posix(): each.read_bytes() for each in found}


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    made = Wine(tmp_path_factory.mktemp("wine") / "prefix")
    made.begin()
    yield made
    made.end()


@pytest.fixture(scope="module")
def there(wine: Wine, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """Consolidate under Wine, in a folder whose name has what a command line takes for something else."""
    workspace = laid_out(tmp_path_factory.mktemp("windows") / "年报 (1) & 100% !甲!^")
    code, printed = wine.run(f"{FOLDER}/xlsreport.exe", "consolidate", folder=workspace)
    return Worked(workspace, code, printed.replace("\\", "/"))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    workspace = laid_out(tmp_path_factory.mktemp("here"))
    command = (sys.executable, "-m", "xlsreport", "consolidate")
    done = subprocess.run(command, cwd=workspace, capture_output=True, encoding="utf-8", check=False)
    return Worked(workspace, done.returncode, done.stdout)


def test_it_says_there_what_it_says_here(there: Worked, here: Worked) -> None:
    assert there.printed == here.printed
    assert there.code == here.code == 1


def test_it_writes_there_what_it_writes_here_byte_for_byte(there: Worked, here: Worked) -> None:
    made, expected = there.files(), here.files()
    assert made.keys() == expected.keys()
    assert [name for name, data in expected.items() if made[name] != data] == []
    assert any(name.endswith("汇总表.xlsx") for name in made)


def test_a_workbook_dropped_on_the_program_is_checked_and_the_window_waits(there: Worked, wine: Wine) -> None:
    code, printed = wine.run(f"{FOLDER}/检查.exe", FILE, folder=there.workspace)
    assert code == 1
    assert "表二!D6" in printed
    assert "Press any key" in printed
