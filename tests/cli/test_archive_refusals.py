"""What an archive cannot take or give: one clear sentence each, exit code 2, and nothing written."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kit.bags import bag
from kit.filled import saved, workbook
from kit.package import packed
from kit.refused import refusal
from kit.told import own
from kit.workspace import roster, sent_by, workspace
from xlsreport.cli.app import run

Refused = Callable[..., str]
DAY = ("--today", "2024-03-31")
LAST = {"A01": ("甲局", 1), "A02": ("乙局", 2)}
NAMES = roster((("A01", "甲局"), ("A02", "乙局")))


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Return what runs a command line that is refused, and says what it said."""
    return partial(refusal, tmp_path, capsys)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace in which nothing is open and nothing was consolidated."""
    inbox = {f"{name}.xlsx": sent_by(code, name, own(n)) for n, (code, (name, _)) in enumerate(LAST.items(), 1)}
    folder = workspace(tmp_path_factory.mktemp("r") / "w", inbox, NAMES)
    saved(folder / "2023", "汇总单位.xlsx", workbook({"基本信息!B3": "某区", "基本信息!B4": "W"}))
    return folder


@pytest.fixture
def ready(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "w"))


def archive(folder: Path, *options: object) -> tuple[object, ...]:
    return ("archive", "-C", folder, *DAY, *options)


def final(folder: Path) -> None:
    assert run(["consolidate", "-C", str(folder), "--final"]) == 0


def newer(data: Path) -> None:
    record = json.loads((data / "record.json").read_text(encoding="utf-8"))
    (data / "record.json").write_text(json.dumps({**record, "format": 2}), encoding="utf-8")


def test_nothing_consolidated_yet(refused: Refused, ready: Path) -> None:
    said = refused(*archive(ready))
    assert "年度报告.docx" in said
    assert "consolidate --final" in said


def test_an_address_to_copy_to_that_is_none_before_there_is_a_bag(refused: Refused, ready: Path) -> None:
    said = refused(*archive(ready, "--draft", "--reason", "x", "--to", "nowhere://bags"))
    assert "nowhere://bags" in said
    assert not (ready / "archive").exists()


def test_a_consolidation_that_is_not_final(refused: Refused, ready: Path) -> None:
    assert run(["consolidate", "-C", str(ready)]) == 0
    assert "consolidate --final" in refused(*archive(ready))
    (ready / "2023/inbox/乙局.xlsx").unlink()
    assert "还不能定稿：1 个单位或文件没有审核通过" in refused(*archive(ready))


def test_a_period_that_is_archived_already(refused: Refused, ready: Path) -> None:
    final(ready)
    assert run([str(each) for each in archive(ready)]) == 0
    saved(ready / "2023/inbox", "乙局.xlsx", sent_by("A02", "乙局", {**own(7), "表三!D6": 1, "表三!D8": 1}))
    final(ready)
    said = refused(*archive(ready))
    assert "2023" in said
    assert "--correction" in said
    kept = saved(ready.parent / "旧", "甲局.xlsx", sent_by("A01", "甲局")).parent
    assert "2023 年度已经归档" in refused("archive", "-C", ready, "--import", kept, "--period", "2023")


@pytest.mark.parametrize(
    "command",
    [
        ("consolidate",),
        ("issue",),
        ("send-back",),
        ("remind",),
        ("history",),
        ("explain", "表三!D6"),
        ("archive", *DAY, "--draft", "--reason", "x"),
    ],
)
def test_last_years_bag_from_a_newer_version(refused: Refused, ready: Path, command: tuple[str, ...]) -> None:
    newer(bag(ready, "2022", LAST))
    said = refused(*command, "-C", ready)
    assert "archive/2022/data/record.json：由更新版本的 xlsreport 归档" in Path(said.replace("\\", "/")).as_posix()
    assert "newer version" in said


def test_this_years_bag_from_a_newer_version(refused: Refused, ready: Path) -> None:
    final(ready)
    newer(bag(ready, "2023", LAST))
    assert "newer version" in refused(*archive(ready))


def test_another_form_or_edition_is_told_and_refused_by_nobody(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bag(ready, "2022", LAST, edition="2019", label="没有这一项")
    capsys.readouterr()
    assert run(["consolidate", "-C", str(ready)]) == 0
    (said,) = [line for line in capsys.readouterr().err.splitlines() if "归档 2022" in line]
    assert said == "归档 2022 用的是另一版表样（2019），有 1 个栏目在本表样中没有对应：表三 没有这一项。"
    record = ready / "archive/2022/data/record.json"
    record.write_text(record.read_text(encoding="utf-8").replace("disclosure-2021", "other-form"), encoding="utf-8")
    assert run(["issue", "-C", str(ready)]) == 0
    (said,) = capsys.readouterr().err.splitlines()
    assert "归档 2022 用的是另一种表样（other-form 2019）" in said


BROKEN, LOCK, SCAN = b"PK\x03\x04 broken", b"lock", b"%PDF-1.7"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, ""),
        ({"~$甲局.xlsx": LOCK, ".DS_Store": LOCK}, ""),
        ({"扫描.pdf": SCAN}, ""),
        ({"坏.xlsx": BROKEN, "扫描.pdf": SCAN}, "坏.xlsx: "),
        ({"去年.zip": packed({"里/坏.xlsx": BROKEN})}, "去年.zip!里/坏.xlsx: "),
        ({"名单.xlsx": NAMES}, "名单.xlsx: "),
        ({"今年.xlsx": sent_by("A01", "甲局")}, "今年.xlsx: 填的是 2023"),
        ({"无名.xlsx": workbook({"基本信息!B3": None, "基本信息!B4": None, "基本信息!B5": 2022})}, "无名.xlsx: "),
    ],
    ids=["empty", "litter", "papers", "broken", "broken inside", "other workbook", "other year", "nobody's"],
)
def test_a_folder_with_nothing_to_import(
    refused: Refused, ready: Path, tmp_path: Path, files: dict[str, bytes], why: str
) -> None:
    (tmp_path / "去年").mkdir()
    for name, data in files.items():
        saved(tmp_path / "去年", name, data)
    said = refused("archive", "-C", ready, "--import", tmp_path / "去年", "--period", "2022")
    assert f"“{tmp_path / '去年'}”里没有 2022 年度的填报表，没有归档。{why}" in said
    assert not (ready / "archive").exists()


def test_a_folder_to_import_that_is_none(refused: Refused, ready: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, "去年.zip", packed({"甲局.xlsx": sent_by("A01", "甲局", {"基本信息!B5": 2022})}))
    for place in (file, tmp_path / "nowhere"):
        assert f"没有文件夹“{place}”" in refused("archive", "-C", ready, "--import", place, "--period", "2022")
