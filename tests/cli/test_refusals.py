"""Requests that cannot be carried out: one sentence that names file and cell, exit code 2, nothing written."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.filled import disclosure, saved, workbook
from kit.refused import refusal
from kit.workspace import HEADS, roster, sent_by, workspace
from xlsreport.cli.app import run

Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Return what runs a command line that is refused, and says what it said."""
    return partial(refusal, tmp_path, capsys)


@pytest.mark.parametrize("command", [["consolidate"], ["issue"], ["explain", "表三!J6"]])
def test_no_workspace(refused: Refused, tmp_path: Path, command: list[str]) -> None:
    assert "xlsreport.toml" in refused(*command, "-C", tmp_path)
    assert "xlsreport.toml" in refused(*command, "-C", tmp_path / "nowhere")


def test_a_workspace_that_is_a_file(refused: Refused, tmp_path: Path) -> None:
    path = saved(tmp_path, "file", b"")
    assert str(path) in refused("consolidate", "-C", path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("form = ", "TOML"),
        ("\xff", "xlsreport.toml"),
        ("colour = 1", "colour"),
        ("# none", "form"),
        ("form = 1", "form"),
    ],
)
def test_settings_that_cannot_be_used(refused: Refused, tmp_path: Path, text: str, said: str) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": workbook()})
    (folder / "xlsreport.toml").write_bytes(text.encode("latin-1"))
    sentence = refused("consolidate", "-C", folder)
    assert "xlsreport.toml" in sentence
    assert said in sentence


def test_unknown_form(refused: Refused, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": workbook()})
    (folder / "xlsreport.toml").write_text('form = "no-such-form"', encoding="utf-8")
    assert "no-such-form" in refused("consolidate", "-C", folder)
    assert "no-such-form" in refused("init", tmp_path / "new", "--form", "no-such-form", "--period", "2023")
    assert "no-such-form" in refused("check", folder / "2023/inbox/甲局.xlsx", "--form", "no-such-form")
    assert not (tmp_path / "new").exists()


def test_no_inbox(refused: Refused, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    assert str(folder / "2023" / "inbox") in refused("consolidate", "-C", folder)


def test_an_empty_inbox(refused: Refused, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"~$甲局.xlsx": b"lock file", ".DS_Store": b""})
    assert str(folder / "2023" / "inbox") in refused("consolidate", "-C", folder)


def test_unknown_period(refused: Refused, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": workbook()})
    assert "1999" in refused("consolidate", "-C", folder, "--period", "1999")
    shutil.rmtree(folder / "2023")
    assert str(folder) in refused("consolidate", "-C", folder)


def test_no_folder_of_last_year(refused: Refused, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": workbook()})
    assert "nowhere" in refused("consolidate", "-C", folder, "--previous", tmp_path / "nowhere")
    assert "nowhere" in refused("check", folder / "2023/inbox/甲局.xlsx", "--previous", tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (roster([("A01", "甲局")], ("编号", "单位名称")), "代码"),
        (roster([("A01", "甲局")], ("代码", "名字")), "单位名称"),
        (roster([("A01", "甲局"), ("A02", "乙局"), ("A01", "丙局")]), "单位名单!A2 与 A4"),
        (roster([("A01", "甲局"), ("A02", "")]), "单位名单!B3"),
        (roster([("A01", "甲局"), (" ", "乙局")]), "单位名单!A3"),
        (roster([]), "单位名单"),
        (b"PK\x03\x04 no workbook", ""),
        (b"", ""),
    ],
)
def test_a_roster_that_cannot_be_used(refused: Refused, tmp_path: Path, names: bytes, place: str) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": workbook()}, names)
    sentence = refused("consolidate", "-C", folder)
    assert str(folder / "单位名单.xlsx") in sentence
    assert place in sentence
    assert str(folder / "单位名单.xlsx") in refused("issue", "-C", folder)


def test_no_roster(refused: Refused, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": workbook()})
    (folder / "单位名单.xlsx").unlink()
    assert str(folder / "单位名单.xlsx") in refused("consolidate", "-C", folder)


def test_numbers_as_codes_are_codes(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", names=roster([(36079901, "甲局"), ("036", "乙局")], HEADS))
    assert run(["issue", "-C", str(folder)]) == 0
    assert {path.name for path in (folder / "2023/outbox").glob("*.xlsx")} == {"36079901-甲局.xlsx", "036-乙局.xlsx"}


def test_the_wholes_own_workbook_that_is_none(refused: Refused, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})
    saved(folder / "2023", "汇总单位.xlsx", b"none")
    assert str(folder / "2023" / "汇总单位.xlsx") in refused("consolidate", "-C", folder)


def test_demo_into_a_folder_in_use(refused: Refused, tmp_path: Path) -> None:
    saved(tmp_path / "used", "mine.txt", b"mine")
    assert str(tmp_path / "used") in refused("demo", tmp_path / "used")
    assert "mine.txt" in refused("demo", tmp_path / "used" / "mine.txt")


def test_a_file_that_is_not_there(refused: Refused, tmp_path: Path) -> None:
    good = saved(tmp_path, "甲局.xlsx", workbook())
    assert "missing.xlsx" in refused("check", good, tmp_path / "missing.xlsx")
    assert "missing.xlsx" in refused("report", tmp_path / "missing.xlsx")


def test_a_folder_without_files(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "empty" in refused("check", tmp_path / "empty")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", roster()])
def test_report_of_what_is_no_workbook_of_the_form(refused: Refused, tmp_path: Path, data: bytes) -> None:
    path = saved(tmp_path, "说明.xlsx", data)
    assert str(path) in refused("report", path)


def test_report_into_no_folder(refused: Refused, tmp_path: Path) -> None:
    path = saved(tmp_path, "甲局.xlsx", workbook())
    assert "nowhere" in refused("report", path, "-o", tmp_path / "nowhere" / "r.docx")
    assert "甲局.xlsx" in refused("report", path, "-o", path / "r.docx")


def test_report_over_what_cannot_be_replaced(refused: Refused, tmp_path: Path) -> None:
    path = saved(tmp_path, "甲局.xlsx", workbook())
    (tmp_path / "taken.docx").mkdir()
    assert "taken.docx" in refused("report", path, "-o", tmp_path / "taken.docx")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["taken.docx", "甲局.xlsx"]


def test_an_output_that_is_open_elsewhere(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows moves neither a file that is open nor its folder; the outputs of before stay as they are."""
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})
    assert run(["consolidate", "-C", str(folder)]) == 0
    capsys.readouterr()
    saved(folder / "2023/inbox", "乙局.xlsx", sent_by("A02", "乙局", {"表二!B9": 7}))
    moved = Path.replace

    def in_use(self: Path, target: Path) -> Path:
        if self.name == "output" or target == folder / "2023/output/汇总表.xlsx":
            raise PermissionError(13, "being used by another process", str(self))
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", in_use)
    monkeypatch.setattr("xlsreport.writing.files.publish.exchanged", lambda *_: False)  # as on Windows
    assert "汇总表.xlsx”无法写入（being used by another process" in refused("consolidate", "-C", folder)


@pytest.mark.parametrize("place", ["output", "outbox"])
def test_a_file_where_a_folder_belongs(refused: Refused, tmp_path: Path, place: str) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})
    saved(folder / "2023", place, b"somebody's file")
    command = "consolidate" if place == "output" else "issue"
    assert place in refused(command, "-C", folder)


def test_a_full_disk(refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})

    def full(self: Path, _: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "No space left on device" in refused("consolidate", "-C", folder)
    assert "No space left on device" in refused("issue", "-C", folder)
    assert [each.name for each in (folder / "2023/outbox").iterdir()] == []


def copy_of_the_form(folder: Path) -> Path:
    shutil.copytree(disclosure().folder, folder, ignore=shutil.ignore_patterns("make"))
    return folder


def test_a_broken_form(refused: Refused, tmp_path: Path) -> None:
    form = copy_of_the_form(tmp_path / "form")
    book = load_workbook(form / "workbook.xlsx")
    book["校验"]["D5"] = "=SUM("
    book.save(form / "workbook.xlsx")
    folder = workspace(tmp_path / "w", {"甲局.xlsx": workbook()})
    (folder / "xlsreport.toml").write_text(f"form = '{form}'", encoding="utf-8")
    for command in (["consolidate"], ["issue"]):
        sentence = refused(*command, "-C", folder)
        assert "workbook.xlsx" in sentence
        assert "校验!D5" in sentence
