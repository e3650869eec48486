"""The same inputs give the same bytes, whatever the folder, the time zone, the locale or the order of hashes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.demo import laid_out
from kit.workspace import everything

ZONES = {
    "place-one": {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
    "另一处/place two": {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
}


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Work in two places as two people would: every command that writes, then the files touched on another day."""
    folders = []
    for name, environment in ZONES.items():
        folder = laid_out(tmp_path_factory.mktemp("place") / name)
        for number, path in enumerate(sorted(folder.rglob("*.xlsx"))):
            os.utime(path, (10**9 + number * 10**6 * len(name),) * 2)
        for command in ("consolidate", "issue", "issue --blank", "send-back", "remind --today 2024-01-20"):
            started(environment, *command.split(), "-C", str(folder))
        started(environment, "report", str(next((folder / "2023/corrected").glob("*.xlsx"))))
        started(environment, "init", str(folder / "new"), "--form", "disclosure-2021", "--period", "2024")
        folders.append(folder)
    return folders


def started(environment: dict[str, str], *arguments: str) -> None:
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    done = subprocess.run([sys.executable, "-m", "xlsreport", *arguments], env=places, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr


def test_every_output_is_the_same_to_the_byte(workspaces: list[Path]) -> None:
    one, other = (everything(folder) for folder in workspaces)
    assert one.keys() == other.keys()
    assert [name for name, data in one.items() if other[name] != data] == []
    endings = {
        "2023/output/" + name
        for name in ("汇总表.xlsx", "汇总填报表.xlsx", "内部附件.docx", "findings.json", "findings.csv")
    }
    assert endings <= one.keys()
    assert {"xlsx", "txt", "eml"} == {name.rpartition(".")[2] for name in one if name.startswith("2023/outbox/")}


def test_no_output_says_where_or_when_it_was_made(workspaces: list[Path]) -> None:
    for folder in workspaces:
        for name in ("findings.json", "findings.csv"):
            text = (folder / "2023/output" / name).read_text(encoding="utf-8-sig")
            assert str(folder) not in text
            assert folder.name not in text
