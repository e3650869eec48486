"""`xlsreport check` in a workspace with an archive: what it knows of last year is used, as `consolidate` uses it."""

import json
from pathlib import Path
from typing import Any

import pytest

from kit.bags import bag
from kit.filled import saved
from kit.package import packed
from kit.told import own
from kit.workspace import HEADS, roster, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.model.address import Address

Capture = pytest.CaptureFixture[str]
NAMES = roster((("A01", "甲局", *[""] * 7, "丁局"), ("A02", "乙局")), (*HEADS, "前身"))
LAST = {"": ("某区", 99), "A01": ("甲局", 3), "A09": ("丁局", 1), "A02": ("乙局", 5)}
CELLS = [Address.parse(each) for each in ("表三!D6", "表三!D30", "表三!J30", "表二!D6")]
NOW = {"表三!D6": 90, "表三!D7": 4, "表三!D8": 94, **own(1)}


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """Return a workspace whose archive has 2022; 甲局 took over 丁局 since, and handed on 4 as both did."""
    inbox = {"甲局.xlsx": sent_by("A01", "甲局", NOW), "乙局.xlsx": sent_by("A02", "乙局", {**NOW, **own(2)})}
    folder = workspace(tmp_path / "w", inbox, NAMES)
    bag(folder, "2022", LAST, cells=CELLS)
    return folder


def checked(capsys: Capture, *arguments: object) -> tuple[dict[str, set[str]], str]:
    """Return the codes of the findings by file, and what was said on stderr."""
    capsys.readouterr()
    code = run(["check", *map(str, arguments), "--format", "json"])
    printed = capsys.readouterr()
    assert code < 2, printed.err
    found: dict[str, set[str]] = {}
    for each in json.loads(printed.out)["findings"]:
        found.setdefault(each["file"], set()).add(each["code"])
    return found, printed.err


def of(folder: Path, name: str = "乙局.xlsx") -> Path:
    return folder / "2023/inbox" / name


def places(document: str, code: str) -> set[tuple[Any, ...]]:
    keys = ("code", "sheet", "cell", "message", "severity")
    return {
        tuple(each[key] for key in keys)
        for each in json.loads(document)["findings"]
        if each["department_code"] == code and each["code"][0] in "STVMHN"
    }


def test_the_archive_around_a_workbook_is_asked_first(district: Path, capsys: Capture) -> None:
    found, said = checked(capsys, of(district))
    assert {"T-R08", "H403"} <= found["乙局.xlsx"]
    assert said == f"上年数取自“{district / 'archive'}”中 2022 年度的归档。\n"


def test_it_says_what_consolidate_says_of_the_same_workbooks(district: Path, capsys: Capture) -> None:
    run(["consolidate", "-C", str(district), "--format", "json"])
    together = capsys.readouterr().out
    for code, name in (("A01", "甲局.xlsx"), ("A02", "乙局.xlsx")):
        run(["check", str(of(district, name)), "--format", "json"])
        alone = capsys.readouterr().out
        assert places(alone, code) == places(together, code) != set()


def test_a_merged_department_is_held_against_both_its_parts(district: Path, capsys: Capture) -> None:
    found, _ = checked(capsys, of(district).parent)
    assert "T-R08" not in found["甲局.xlsx"]
    (district / "单位名单.xlsx").write_bytes(roster((("A01", "甲局"), ("A02", "乙局"))))
    found, _ = checked(capsys, of(district).parent)
    assert "T-R08" in found["甲局.xlsx"]


def test_a_workbook_from_elsewhere_is_held_against_the_archive_of_the_current_folder(
    district: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "下载", "乙局.xlsx", of(district).read_bytes())
    assert "T-R08" not in checked(capsys, path)[0].get(path.name, set())
    monkeypatch.chdir(of(district).parent)
    assert "T-R08" in checked(capsys, path)[0][path.name]


def test_each_path_has_the_archive_around_it(district: Path, tmp_path: Path, capsys: Capture) -> None:
    other = workspace(tmp_path / "other", {"同.zip": packed({"乙局.xlsx": of(district).read_bytes()})}, NAMES)
    bag(other, "2022", {"A02": ("乙局", 4)}, cells=CELLS)
    ours = saved(of(district).parent, "同.zip", packed({"丙.xlsx": of(district).read_bytes()}))
    found, said = checked(capsys, ours, of(other, "同.zip"))
    assert "T-R08" in found["同.zip!丙.xlsx"]
    assert "T-R08" not in found["同.zip!乙局.xlsx"]
    assert len(said.splitlines()) == 2


def test_it_wins_over_a_folder_that_is_named_and_says_so(district: Path, capsys: Capture) -> None:
    year = {"基本信息!B5": 2022, "表三!D6": 4, "表三!D30": 4}
    named = saved(district.parent / "去年", "乙局.xlsx", sent_by("A02", "乙局", year)).parent
    found, said = checked(capsys, of(district), "--previous", named)
    assert "T-R08" in found["乙局.xlsx"]
    assert said == f"上年数取自归档 2022，没有使用“{named}”。\n"


@pytest.mark.parametrize("archived", ["2021", "2023", None])
def test_without_the_year_before_nothing_is_known_and_nothing_said(
    tmp_path: Path, capsys: Capture, archived: str | None
) -> None:
    folder = workspace(tmp_path / "w", {"乙局.xlsx": sent_by("A02", "乙局", NOW)}, NAMES)
    if archived is not None:
        bag(folder, archived, LAST, cells=CELLS)
    assert checked(capsys, of(folder)) == ({}, "")


def test_what_the_archive_leaves_unknown_is_said(district: Path, capsys: Capture) -> None:
    rows = (("A01", "甲局", *[""] * 7, "丁局"), ("A02", "乙局", *[""] * 7, "丁局"))
    (district / "单位名单.xlsx").write_bytes(roster(rows, (*HEADS, "前身")))
    assert "数据无法拆分" in checked(capsys, of(district))[1]


def test_a_workspace_without_a_roster_knows_the_units_by_what_they_were(district: Path, capsys: Capture) -> None:
    (district / "单位名单.xlsx").unlink()
    assert "T-R08" in checked(capsys, of(district))[0]["乙局.xlsx"]


def test_a_bag_that_cannot_be_used_is_one_sentence(district: Path, capsys: Capture) -> None:
    (district / "archive/2022/data/record.json").write_text('{"format": 2}', encoding="utf-8")
    assert run(["check", str(of(district))]) == 2
    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)
    assert "newer version" in printed.err
