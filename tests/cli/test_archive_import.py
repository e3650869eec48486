"""`xlsreport archive --import`: the filled workbooks of an earlier year as its bag."""

import json
from pathlib import Path
from typing import Any

import bagit
import pytest
from openpyxl import load_workbook

from kit.filled import saved, workbook
from kit.workspace import HEADS, everything, roster, sent_by, workspace
from xlsreport.cli.app import run

Capture = pytest.CaptureFixture[str]
YEAR = {"基本信息!B5": 2022}


def filled(number: int) -> dict[str, object]:
    return {**YEAR, "表三!D6": number, "表三!D8": number}


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """Return a workspace; beside it lies 去年, a folder as a coordinator has kept it."""
    folder = workspace(tmp_path / "w", names=roster((("A01", "甲局"), ("A02", "乙局"), ("A03", "丙局"))))
    kept = tmp_path / "去年"
    saved(kept, "甲局/1.xlsx", sent_by("A01", "甲局", filled(9)))
    saved(kept, "甲局/2.xlsx", sent_by("A01", "甲局", filled(3)))
    saved(kept, "乙局.xlsx", sent_by("A02", "乙局", filled(4)))
    saved(kept, "丁局.xlsx", sent_by("A09", "丁局", filled(1)))
    saved(kept, "汇总填报表.xlsx", workbook({**filled(9), "基本信息!B3": "某区", "基本信息!B4": "W"}))
    saved(kept, "前年.xlsx", sent_by("A03", "丙局", {**filled(7), "基本信息!B5": 2021}))
    saved(kept, "坏.xlsx", b"not a workbook")
    saved(kept, "定稿.pdf", b"%PDF-1.7")
    return folder


def imported(folder: Path, *options: str) -> int:
    source = str(folder.parent / "去年")
    given = ["--import", source, "--period", "2022", "--today", "2024-01-02", *options]
    return run(["archive", "-C", str(folder), *given])


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "archive/2022/data/record.json").read_text(encoding="utf-8"))
    return found


def test_the_bag_is_marked_imported_and_holds_everything_as_it_came(ready: Path, capsys: Capture) -> None:
    assert imported(ready) == 0
    said = record(ready)
    assert (said["imported"], said["final"], said["draft"], said["name"]) == (True, False, None, "某区")
    assert {each["code"]: (each["standing"], each["counted"]) for each in said["departments"]} == {
        "A01": ("accepted", True),
        "A02": ("accepted", True),
        "A03": ("missing", False),
        "A09": ("accepted", True),
    }
    inputs = {
        each["original"]: ready / "archive/2022" / each["path"] for each in said["files"] if each["role"] == "input"
    }
    kept = everything(ready.parent / "去年")
    assert {name: path.read_bytes() for name, path in inputs.items()} == kept
    rows = (ready / "archive/2022/data/values.csv").read_text(encoding="utf-8").splitlines()
    found = {row.split(",")[1]: row.split(",")[6] for row in rows if ",表三,D6," in row}
    assert found == {"A01": "3", "A02": "4", "A09": "1", "": "9"}
    bag = bagit.Bag(str(ready / "archive/2022"))
    bag.validate()
    assert bag.info["Internal-Sender-Description"] == "imported from filled workbooks"
    assert run(["verify", "2022", "-C", str(ready)]) == 0
    printed = capsys.readouterr()
    assert "导入单位 3 个" in printed.out
    assert "前年.xlsx: 填的是 2021" in printed.err
    assert "坏.xlsx: " in printed.err
    assert "甲局/1.xlsx：同一单位还有 甲局/2.xlsx" in printed.err
    assert len(printed.err.splitlines()) == 3


def test_history_shows_it(ready: Path, capsys: Capture) -> None:
    assert imported(ready) == 0
    capsys.readouterr()
    assert run(["history", "-C", str(ready), "--item", "表三!D6", "--department", "A01"]) == 0
    printed = capsys.readouterr()
    assert [line.split()[-1] for line in printed.out.splitlines() if "表三!D6" in line] == ["9", "3"]
    assert "2022年总体：由往年填报表导入" in printed.err


def test_issue_fills_last_year_from_it_and_says_which_units_stay_unknown(ready: Path, capsys: Capture) -> None:
    heads, rows = (
        (*HEADS, "前身"),
        (("A01", "甲局"), ("A02", "乙局", *[""] * 7, "A09"), ("A03", "丙局", *[""] * 7, "A09")),
    )
    saved(ready.parent / "去年", "甲局/2.xlsx", sent_by("A01", "甲局", {**filled(3), "表三!D8": 1, "表三!D30": 2}))
    (ready / "单位名单.xlsx").write_bytes(roster(rows, heads))
    assert imported(ready) == 0
    capsys.readouterr()
    assert run(["issue", "-C", str(ready)]) == 0
    assert "2022 年的“丁局”是 乙局、丙局 的前身" in capsys.readouterr().err
    book = load_workbook(ready / "2023/outbox/A01-甲局.xlsx")
    assert (book["上年"]["D4"].value, book["表三"]["D7"].value) == (2, 2)


def issued(folder: Path, name: str) -> Any:
    """Import, issue with 新局 come from A09 and 戊局, and return 表三!D7 of the issued workbook `name`."""
    rows = (("A01", "甲局"), ("A03", "丙局"), ("A04", "新局", *[""] * 7, "A09、戊局"))
    (folder / "单位名单.xlsx").write_bytes(roster(rows, (*HEADS, "前身")))
    assert imported(folder) == 0
    assert run(["issue", "-C", str(folder)]) == 0
    return load_workbook(folder / "2023/outbox" / name)["表三"]["D7"].value


def test_a_department_that_was_not_there_yet_has_what_it_came_from(ready: Path, capsys: Capture) -> None:
    saved(ready.parent / "去年", "丁局.xlsx", sent_by("A09", "丁局", {**filled(3), "表三!D8": 1, "表三!D30": 2}))
    saved(ready.parent / "去年", "戊局.xlsx", sent_by("A08", "戊局", {**filled(5), "表三!D8": 1, "表三!D30": 4}))
    assert issued(ready, "A04-新局.xlsx") == 6
    assert "A04" not in [each["code"] for each in record(ready)["departments"]]
    assert "新局" not in capsys.readouterr().err


def test_half_of_what_it_came_from_is_no_figure_of_a_department(ready: Path, capsys: Capture) -> None:
    saved(ready.parent / "去年", "丁局.xlsx", sent_by("A09", "丁局", {**filled(3), "表三!D8": 1, "表三!D30": 2}))
    assert issued(ready, "A04-新局.xlsx") is None
    assert "新局" in capsys.readouterr().err


def test_the_next_year_is_consolidated_with_it_and_its_bag_says_so(ready: Path, capsys: Capture) -> None:
    assert imported(ready) == 0
    saved(ready / "2023/inbox", "甲局.xlsx", sent_by("A01", "甲局", {"表三!D6": 1, "表三!D7": 5, "表三!D8": 6}))
    named = ["--previous", str(ready.parent / "去年")]
    capsys.readouterr()
    assert run(["consolidate", "-C", str(ready), *named]) == 1
    printed = capsys.readouterr()
    assert "T-R08" in printed.out
    assert "上年数取自归档 2022" in printed.err
    draft = ["--draft", "--reason", "备查", "--period", "2023", "--today", "2024-03-31"]
    assert run(["archive", "-C", str(ready), *draft, *named]) == 0
    bag = ready / "archive/2023/data"
    said = json.loads((bag / "record.json").read_text(encoding="utf-8"))["previous"]
    years = [{"period": 2022, "archived": True, "known": None, "whole": "workbook"}]
    assert said == {"source": "archive 2022", "years": years}
    sheet = load_workbook(bag / "归档目录.xlsx").worksheets[0]
    assert "上一年数字的来源：归档 2022" in [cell.value for (cell, *_) in sheet.iter_rows(max_col=1)]


def test_without_the_whole_nothing_is_added_up_where_a_department_lacks(ready: Path, capsys: Capture) -> None:
    (ready.parent / "去年/汇总填报表.xlsx").unlink()
    assert imported(ready) == 0
    assert "没有找到 2022 年度汇总单位的填报表" in capsys.readouterr().err
    assert run(["history", "-C", str(ready), "--item", "表三!D6"]) == 0
    printed = capsys.readouterr()
    assert next(line for line in printed.out.splitlines() if "表三!D6" in line).split()[-1] == "—"
    assert "没有总体数，且有单位缺数据" in printed.err


@pytest.mark.parametrize("name", ["汇总填报表（送审稿）.xlsx", "报送市里.xlsx"])
def test_the_whole_is_known_by_its_own_name_and_as_a_draft_too(ready: Path, name: str) -> None:
    kept = ready.parent / "去年"
    (kept / "汇总填报表.xlsx").rename(kept / name)
    saved(ready / "2023", "汇总单位.xlsx", workbook({"基本信息!B3": "某区", "基本信息!B4": "W"}))
    assert imported(ready) == 0
    assert "W" not in {each["code"] for each in record(ready)["departments"]}


def test_a_year_is_imported_once(ready: Path, capsys: Capture) -> None:
    assert imported(ready) == 0
    before = everything(ready)
    assert imported(ready) == 2
    assert "2022 年度已经归档" in capsys.readouterr().err
    assert everything(ready) == before


def test_a_folder_with_another_form_alone_is_refused_with_the_reason(ready: Path, capsys: Capture) -> None:
    kept = ready.parent / "去年"
    for path in kept.rglob("*.xlsx"):
        path.unlink()
    saved(kept, "别的.xlsx", roster())
    assert imported(ready) == 2
    printed = capsys.readouterr().err
    assert "没有 2022 年度的填报表" in printed
    assert "别的.xlsx" in printed
    assert not (ready / "archive").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--period", "2020"),
        ("--import", "nowhere"),
        ("--draft", "--reason", "x"),
        ("--correction", "x"),
        ("--include-held",),
        ("--to", "s3://bags"),
        ("--previous", "x"),
        ("--today", "soon"),
    ],
)
def test_requests_that_cannot_be_carried_out_leave_nothing(ready: Path, options: tuple[str, ...]) -> None:
    before = everything(ready)
    assert imported(ready, *options) == 2
    assert everything(ready) == before
    assert not (ready / "archive").exists()


def test_the_year_must_be_named(ready: Path, capsys: Capture) -> None:
    assert run(["archive", "-C", str(ready), "--import", str(ready.parent / "去年")]) == 2
    assert "--period" in capsys.readouterr().err
