"""What goes back, and to whom, as the pipeline lays it out."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kit.bags import bag
from kit.workspace import HEADS, roster, sent_by, workspace
from xlsreport.pipeline import Options, OutboxResult, PeriodWorkspace, open_workspace_at, remind, send_back
from xlsreport.pipeline.years import archived_year as archived

UNREAD = {"表三!D6": "无"}
ONE = Options(jobs=1)


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """Return the package `data` with `old` replaced in every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return out.getvalue()


def copy_in(folder: Path) -> Workbook:
    (path,) = (folder / "2023/outbox/退回-第1次").glob("A*.xlsx")
    return load_workbook(path)


def test_each_department_asked_has_a_copy_a_letter_and_a_draft(tmp_path: Path) -> None:
    inbox = {"甲.xlsx": sent_by("A01", "甲局", UNREAD)}
    sent = send_back(open_workspace_at(workspace(tmp_path / "w", inbox)), ONE)
    assert {who.name: [path.suffix for path in paths] for who, paths in sent.paths.items()} == {
        "甲局": [".xlsx", ".txt", ".eml"],
    }
    assert all(path.is_file() for paths in sent.paths.values() for path in paths)


def test_what_is_superseded_or_of_nobody_is_not_sent_back(tmp_path: Path) -> None:
    inbox = {
        "甲局.xlsx": sent_by("A01", "甲局", UNREAD),
        "甲局（修改稿）.xlsx": sent_by("A01", "甲局"),
        "x.xlsx": sent_by("Z99", "某某", UNREAD),
    }
    folder = workspace(tmp_path / "w", inbox)
    assert not send_back(open_workspace_at(folder), ONE).paths
    assert not (folder / "2023/outbox").exists()


def test_a_broken_second_file_does_not_stand_for_the_one_that_counts(tmp_path: Path) -> None:
    inbox = {"甲局.xlsx": sent_by("A01", "甲局", UNREAD), "甲局 v2.xlsx": b"PK\x03\x04 broken"}
    folder = workspace(tmp_path / "w", inbox)
    send_back(open_workspace_at(folder), ONE)
    assert copy_in(folder)["基本信息"]["B7"].value == "和平路1号"


def test_a_text_that_no_cell_holds_is_left_out_and_told(tmp_path: Path) -> None:
    long = rewritten(sent_by("A01", "甲局", {**UNREAD, "基本信息!B7": "ENDLESS"}), "ENDLESS", "x" * 40_000)
    folder = workspace(tmp_path / "w", {"甲局.xlsx": long})
    send_back(open_workspace_at(folder), ONE)
    cell = copy_in(folder)["基本信息"]["B7"]
    assert cell.value is None
    assert cell.comment is not None
    assert "40000" in cell.comment.text


def test_nothing_of_the_senders_file_but_values_and_text_is_carried_over(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(sent_by("A01", "甲局", UNREAD)))
    book["表三"]["K40"] = "藏在外面"
    book["表三"].column_dimensions["D"].hidden = True
    book["基本信息"]["B7"].hyperlink = "http://evil.example"
    book.create_sheet("另附")["A1"] = "夹带"
    out = io.BytesIO()
    book.save(out)
    folder = workspace(tmp_path / "w", {"甲局.xlsx": out.getvalue()})
    send_back(open_workspace_at(folder), ONE)
    copy = copy_in(folder)
    assert copy["表三"]["K40"].value is None
    assert not copy["表三"].column_dimensions["D"].hidden
    assert copy["基本信息"]["B7"].hyperlink is None
    assert "另附" not in copy.sheetnames


def test_only_those_that_sent_nothing_are_reminded(tmp_path: Path) -> None:
    names = roster((("A01", "甲局"), ("A02", "乙局", "", "", "", "", "", "", "2024-01-15"), ("A03", "丙镇")))
    inbox = {"甲.xlsx": sent_by("A01", "甲局", UNREAD), "丙镇.xlsx": b"PK\x03\x04 broken"}
    sent = remind(open_workspace_at(workspace(tmp_path / "w", inbox, names)), ONE, date(2024, 1, 16))
    ((who, paths),) = sent.paths.items()
    assert who.name == "乙局"
    assert "已超过 1 天" in paths[1].read_text(encoding="utf-8")


SPLIT = (("A01", "甲局"), ("A02", "乙局", *[""] * 7, "甲局"), ("A03", "丙局"))


@pytest.mark.parametrize("command", [send_back, remind])
def test_last_year_is_read_once_and_what_its_archive_leaves_unknown_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Callable[[PeriodWorkspace, Options], OutboxResult]
) -> None:
    folder = workspace(tmp_path / "w", {"甲.xlsx": sent_by("A01", "甲局", UNREAD)}, roster(SPLIT, (*HEADS, "前身")))
    bag(folder, "2022", {"A01": ("甲局", 3), "A03": ("丙局", 1)})
    read: list[str] = []
    known = archived._year
    monkeypatch.setattr(archived, "_year", lambda *asked: read.append(asked[0].identifier) or known(*asked))
    sent = command(open_workspace_at(folder), ONE)
    assert sent.paths
    assert read == ["2022"]
    (note,) = sent.notes
    assert "数据无法拆分" in note
