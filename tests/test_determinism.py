"""The same inputs give the same bytes, whatever the folder, the time zone, the locale or the order of hashes."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.demo import laid_out
from kit.workspace import everything

ZONES = {
    "place-one": {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
    "另一处/place two": {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
}
DAY = ("--today", "2024-03-31")  # the one thing that a bag and a reminder say of the day
OUTPUTS = (
    "汇总表.xlsx",
    "年度报告（送审稿）.docx",
    "汇总填报表（送审稿）.xlsx",
    "内部附件.docx",
    "审核看板.html",
    "findings.json",
    "findings.csv",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace and what every command there printed, without the folder's own path."""

    folder: Path
    printed: str


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[Place]:
    """Work in two places as two people would: every command that writes, on files touched on different days."""
    folders = [tmp_path_factory.mktemp("place") / name for name in ZONES]
    with ThreadPoolExecutor() as both:
        return list(both.map(worked, folders, ZONES.values()))


def worked(folder: Path, environment: dict[str, str]) -> Place:
    """Do everything in `folder`."""
    laid_out(folder)
    for number, path in enumerate(sorted(folder.rglob("*.xlsx"))):
        os.utime(path, (10**9 + number * 10**6 * len(folder.name),) * 2)
    printed = "".join(started(environment, *command) for command in commands(folder))
    return Place(folder, printed.replace(str(folder), "…"))


def commands(folder: Path) -> list[tuple[str, ...]]:
    """Return every command that writes, in an order in which each has what it needs."""
    here, corrected = ("-C", str(folder)), next((folder / "2023/corrected").glob("*.xlsx"))
    paper = folder / "定稿.txt"
    shutil.copyfile(folder / "xlsreport.toml", paper)
    return [
        ("archive", *here, "--import", str(folder / "2022/inbox"), "--period", "2022", *DAY),
        ("issue", *here),
        ("issue", "--blank", *here),
        ("consolidate", *here),
        ("send-back", *here),
        ("remind", *here, "--today", "2024-01-20"),
        ("report", str(corrected)),
        ("report", str(corrected), "--html"),
        ("report", "--each", *here),
        ("archive", *here, "--draft", "--reason", "送审", "--with", f"{paper}=定稿", *DAY),
        ("archive", *here, "--draft", "--reason", "送审", "--correction", "改定稿", "--with", f"{paper}=公开稿", *DAY),
        ("verify", "2023", *here),
        ("history", *here, "-o", str(folder / "历年.xlsx"), "--department", "36079902"),
        ("init", str(folder / "new"), "--form", "disclosure-2021", "--period", "2024"),
    ]


def started(environment: dict[str, str], *arguments: str) -> str:
    """Run a command in `environment`, and return what it printed."""
    around = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    command = [sys.executable, "-m", "xlsreport", *arguments]
    done = subprocess.run(command, env=around, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode in (0, 1), (arguments, done.stderr)
    return done.stdout + done.stderr


def test_every_output_is_the_same_to_the_byte(places: list[Place]) -> None:
    one, other = (everything(each.folder) for each in places)
    assert one.keys() == other.keys()
    assert [name for name, data in one.items() if other[name] != data] == []


def test_all_that_is_written_is_among_them(places: list[Place]) -> None:
    names = everything(places[0].folder).keys()
    assert {f"2023/output/{name}" for name in OUTPUTS} <= names
    assert {"xlsx", "txt", "eml"} == {name.rpartition(".")[2] for name in names if name.startswith("2023/outbox/")}
    assert {"docx", "html", "xlsx"} == {name.rpartition(".")[2] for name in names if "/corrected/" in name}
    assert any(name.startswith("2023/reports/") for name in names)
    assert {"2022", "2023", "2023-r2"} == {name.split("/")[1] for name in names if name.startswith("archive/")}
    assert {"历年.xlsx", "2023/outbox/空白填报表.xlsx", "new/单位名单.xlsx"} <= names


def test_the_same_is_printed(places: list[Place]) -> None:
    one, other = (each.printed.splitlines() for each in places)
    assert one == other


def test_no_output_says_where_or_when_it_was_made(places: list[Place]) -> None:
    for place in places:
        for name in ("findings.json", "findings.csv"):
            text = (place.folder / "2023/output" / name).read_text(encoding="utf-8-sig")
            assert str(place.folder) not in text
            assert place.folder.name not in text
