"""`xlsreport archive` and `verify`: the period's bag, and whether it is intact."""

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest
from openpyxl import load_workbook

from kit.filled import workbook
from kit.workspace import everything, roster, sent_by, workspace
from xlsreport.archive import bag as making
from xlsreport.cli.app import run

Capture = pytest.CaptureFixture[str]
DAY = ("--today", "2024-03-31")
OWN = {
    "文字!A6": "本单位围绕群众关心的事项及时更新网站栏目，全年未出现迟发漏发。",
    "文字!A8": "接收渠道保持畅通，答复文书一律经法制人员审核后送达申请人。",
    "文字!A10": "制作文件时同步确定公开属性，每半年清理一回存量文件。",
    "文字!A14": "主要负责人听取专题汇报，考核结果计入科室评分。",
    "文字!A12": "门户网站专栏由办公室专人维护，每周更新，全年没有发生差错。",
    "文字!A16": "工作人员业务培训偏少，明年每季度组织一次集中学习，并向群众公开进展。",
}
INBOX = {
    "甲局/填报表.xlsx": sent_by("A01", "甲局", {"表三!D6": 1, "表三!D8": 1}),
    "乙局.xlsx": sent_by("A02", "乙局", {"表三!D6": 2, "表三!D8": 2, **OWN}),
}


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a final consolidation in its output folder."""
    folder = workspace(tmp_path_factory.mktemp("f") / "w", INBOX, roster((("A01", "甲局"), ("A02", "乙局"))))
    (folder / "2023/汇总单位.xlsx").write_bytes(workbook({"基本信息!B3": "某区", "基本信息!B4": "W"}))
    code = run(["consolidate", "-C", str(folder), "--final"])
    assert code == 0
    return folder


@pytest.fixture(scope="module")
def archived(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same, archived with documents of record."""
    folder = tmp_path_factory.mktemp("a") / "w"
    shutil.copytree(settled, folder)
    paper = folder / "定=稿.pdf"
    paper.write_bytes(b"%PDF-1.7 signed")
    given = ["--with", f"{paper}=签字盖章定稿", "--with", "https://example.org/?id=3=网站发布"]
    assert run(["archive", "-C", str(folder), *DAY, *given, "--published", str(paper)]) == 0
    return folder


@pytest.fixture
def ready(settled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(settled, tmp_path / "w"))


@pytest.fixture
def kept(archived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(archived, tmp_path / "w"))


def record(folder: Path, name: str = "2023") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "archive" / name / "data/record.json").read_text(encoding="utf-8"))
    return found


def archive(folder: Path, *options: str) -> int:
    return run(["archive", "-C", str(folder), *DAY, *options])


def verify(folder: Path, name: str = "2023") -> int:
    return run(["verify", name, "-C", str(folder)])


def test_the_official_validator_accepts_the_bag(archived: Path) -> None:
    bag = bagit.Bag(str(archived / "archive/2023"))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["Bagging-Date"] == "2024-03-31"
    assert bag.info["Source-Organization"] == "某区"


def test_the_bag_holds_what_arrived_byte_for_byte_under_safe_names(archived: Path) -> None:
    files = {each["original"]: each for each in record(archived)["files"] if each["role"] == "input"}
    assert files.keys() == INBOX.keys()
    for name, data in INBOX.items():
        assert (archived / "archive/2023" / files[name]["path"]).read_bytes() == data
    paths = [each["path"] for each in record(archived)["files"] if "归档目录" not in each["path"]]
    assert all(path.isascii() for path in paths)


def test_it_holds_outputs_form_desk_and_figures(archived: Path) -> None:
    data = archived / "archive/2023/data"
    names = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert names >= {
        "output/summary.xlsx", "output/report.docx", "output/consolidated.xlsx", "output/findings.json",
        "output/findings.csv", "form/workbook.xlsx", "form/report.docx", "form/form.toml", "desk/roster.xlsx",
        "desk/xlsreport.toml", "desk/whole.xlsx", "values.csv", "texts.csv", "record.json", "归档目录.xlsx",
    }  # fmt: skip
    rows = (data / "values.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "period,code,name,sheet,cell,label,value,unit"
    found = {tuple(row.split(",")[1:5]): row.split(",")[6] for row in rows if "表三,D6," in row}
    assert found == {
        ("A01", "甲局", "表三", "D6"): "1",
        ("A02", "乙局", "表三", "D6"): "2",
        ("", "某区", "表三", "D6"): "3",
    }


def test_the_record_says_which_document_was_published(archived: Path) -> None:
    found = record(archived)
    (paper,) = [each for each in found["files"] if each["role"] == "document"]
    assert (paper["original"], paper["note"]) == ("定=稿.pdf", "签字盖章定稿")
    assert found["published"] == paper["path"] == "data/documents/0001.pdf"
    assert found["addresses"] == [{"url": "https://example.org/?id=3", "note": "网站发布"}]
    assert found["final"] is True
    assert {each["code"]: each["counted"] for each in found["departments"]} == {"A01": True, "A02": True}
    assert "openpyxl" in found["versions"]["libraries"]


def test_the_catalogue_lists_every_file_and_no_text_becomes_a_formula(archived: Path) -> None:
    book = load_workbook(archived / "archive/2023/data/归档目录.xlsx")
    cells = [cell for row in book["归档目录"].iter_rows() for cell in row if cell.value is not None]
    listed = {str(cell.value) for cell in cells}
    files = [each["path"] for each in record(archived)["files"] if "归档目录" not in each["path"]]
    assert {*files, "甲局/填报表.xlsx", "签字盖章定稿（已发布）", "https://example.org/?id=3"} <= listed
    assert {cell.data_type for cell in cells} == {"s"}


def test_running_it_twice_does_nothing_the_second_time(kept: Path, capsys: Capture) -> None:
    before = everything(kept)
    assert archive(kept) == 0
    assert "已经归档" in capsys.readouterr().out
    assert everything(kept) == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of files are POSIX")
def test_files_and_folders_are_the_owners_alone(archived: Path) -> None:
    archive_folder = archived / "archive"
    assert {path.stat().st_mode & 0o777 for path in archive_folder.rglob("*") if path.is_file()} <= {0o600}
    made = [archive_folder, *(path for path in archive_folder.rglob("*") if path.is_dir())]
    assert {path.stat().st_mode & 0o077 for path in made} == {0}


def test_what_is_not_final_is_refused_and_archived_as_a_draft_with_its_reason(ready: Path, capsys: Capture) -> None:
    (ready / "2023/inbox/乙局.xlsx").unlink()
    before = everything(ready)
    assert archive(ready) == 2
    assert archive(ready, "--draft") == 2
    assert archive(ready, "--reason", "x") == 2
    assert everything(ready) == before
    run(["consolidate", "-C", str(ready)])
    assert archive(ready, "--draft", "--reason", "审计先看") == 0
    assert record(ready)["draft"] == {"reason": "审计先看"}
    assert record(ready)["final"] is False
    assert verify(ready) == 0
    capsys.readouterr()


@pytest.mark.parametrize("name", ["汇总表.xlsx", "年度报告.docx", "汇总填报表.xlsx", "findings.json", "findings.csv"])
@pytest.mark.parametrize("gone", [True, False])
def test_outputs_that_are_not_those_of_the_inputs_are_refused(
    ready: Path, name: str, gone: bool, capsys: Capture
) -> None:
    path = ready / "2023/output" / name
    path.unlink() if gone else path.write_bytes(b"edited")
    assert archive(ready) == 2
    printed = capsys.readouterr().err
    assert name in printed
    assert "consolidate --final" in printed
    assert not (ready / "archive").exists()


def test_a_correction_is_a_new_bag_that_says_what_changed(kept: Path, capsys: Capture) -> None:
    before = everything(kept / "archive/2023")
    (kept / "2023/inbox/乙局.xlsx").write_bytes(sent_by("A02", "乙局", {"表三!D6": 5, "表三!D8": 5, **OWN}))
    run(["consolidate", "-C", str(kept), "--final"])
    assert archive(kept) == 2
    assert "已经归档" in capsys.readouterr().err
    assert archive(kept, "--correction", "乙局来函更正") == 0
    found = record(kept, "2023-r2")
    assert (found["replaces"], found["revision"], found["correction"]) == ("2023", 2, "乙局来函更正")
    changes = {(e["code"], e["sheet"], e["cell"]): (e["from"], e["to"]) for e in found["changes"]}
    assert changes["A02", "表三", "D6"] == ("2", "5")
    assert changes["", "表三", "D6"] == ("3", "6")
    assert all(code in ("A02", "") for code, _, _ in changes)
    assert everything(kept / "archive/2023") == before
    assert (verify(kept), verify(kept, "2023-r2")) == (0, 0)
    bagit.Bag(str(kept / "archive/2023-r2")).validate()
    assert archive(kept, "--correction", "again") == 0
    assert not (kept / "archive/2023-r3").exists()


def test_a_document_that_is_not_in_the_bag_asks_for_a_correction(kept: Path) -> None:
    other = kept / "审批.pdf"
    other.write_bytes(b"%PDF other")
    assert archive(kept, "--with", f"{other}=审批表") == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--with", "nowhere.pdf=定稿"),
        ("--with", "nowhere.pdf"),
        ("--with", "=定稿"),
        ("--published", "nowhere.pdf"),
        ("--today", "yesterday"),
        ("--correction", "nothing there"),
        ("--correction", " "),
    ],
)
def test_requests_that_cannot_be_carried_out_leave_nothing(ready: Path, options: tuple[str, ...]) -> None:
    before = everything(ready)
    assert run(["archive", "-C", str(ready), *options]) == 2
    assert everything(ready) == before
    assert not (ready / "archive").exists()


def every_file(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def spoilt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [spoilt, Path.unlink], ids=["altered", "missing"])
def test_each_file_that_is_altered_or_missing_is_named(
    kept: Path, capsys: Capture, damage: Callable[[Path], None]
) -> None:
    bag = kept / "archive/2023"
    originals = {each["path"]: each["original"] for each in record(kept)["files"]}
    for name in every_file(bag):
        whole = (bag / name).read_bytes()
        damage(bag / name)
        assert verify(kept) == 1, name
        lines = capsys.readouterr().out.splitlines()
        (bag / name).write_bytes(whole)
        tag = name == making.TAG_MANIFEST
        assert any(name in line and originals.get(name, "") in line for line in lines), (name, lines)
        assert tag or len(lines) == 2, (name, lines)
    assert verify(kept) == 0


@pytest.mark.parametrize("name", ["new.txt", "fetch.txt", "manifest-md5.txt", "data/new.txt", "data/inbox/0009.xlsx"])
def test_each_added_file_is_named(kept: Path, capsys: Capture, name: str) -> None:
    (kept / "archive/2023" / name).write_bytes(b"added")
    assert verify(kept) == 1
    assert f"{name} 多出" in capsys.readouterr().out


def test_nothing_outside_the_bag_is_read_or_believed(kept: Path, capsys: Capture) -> None:
    manifest = kept / "archive/2023" / making.MANIFEST
    with manifest.open("a", encoding="utf-8", newline="") as out:
        out.write(f"{'0' * 64}  ../../xlsreport.toml\n{'0' * 64}  /etc/hostname\n")
    assert verify(kept) == 1
    assert making.MANIFEST in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["data/values.csv", "data/inbox", "data"])
def test_a_link_is_never_followed(kept: Path, capsys: Capture, name: str) -> None:
    path, moved = kept / "archive/2023" / name, kept / "moved"
    path.rename(moved)
    path.symlink_to(moved)
    assert verify(kept) == 1
    assert name in capsys.readouterr().out


def test_no_such_bag_is_2(kept: Path) -> None:
    assert [verify(kept, name) for name in ("2022", "2023-r2", "../archive/2023", "")] == [2, 2, 2, 2]


def test_a_bag_from_a_newer_version_is_refused_in_one_sentence(kept: Path, capsys: Capture) -> None:
    bag = kept / "archive/2023"
    (bag / "data/record.json").write_text('{"format": 2}', encoding="utf-8")
    bagit.Bag(str(bag)).save(manifests=True)
    assert verify(kept) == 2
    assert "newer version" in capsys.readouterr().err


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_is_full_or_cannot_be_written_leaves_nothing(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, number: int
) -> None:
    left, sync = iter(range(5)), os.fsync

    def fails(handle: int) -> None:
        if next(left, None) is None:
            raise OSError(number, os.strerror(number))
        sync(handle)

    monkeypatch.setattr(making.os, "fsync", fails)
    assert archive(ready) == 2
    assert os.strerror(number) in capsys.readouterr().err
    assert list((ready / "archive").iterdir()) == []
    monkeypatch.undo()
    assert archive(ready) == 0
    assert verify(ready) == 0


def test_what_a_killed_run_left_behind_is_cleared(ready: Path) -> None:
    (ready / "archive/.making-2023/data").mkdir(parents=True)
    assert archive(ready) == 0
    assert [path.name for path in (ready / "archive").iterdir()] == ["2023"]


def test_an_input_that_changes_while_it_is_archived_is_refused(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = making.make_bag

    def changed_before(*arguments: Any) -> Any:
        (ready / "2023/inbox/乙局.xlsx").write_bytes(b"other")
        return make(*arguments)

    monkeypatch.setattr("xlsreport.pipeline.archiving.make_bag", changed_before)
    assert archive(ready) == 2
    assert list((ready / "archive").iterdir()) == []


def test_the_same_inputs_give_the_same_bag(ready: Path, settled: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(settled, tmp_path / "elsewhere"))
    assert (archive(ready), archive(other)) == (0, 0)
    assert everything(ready / "archive") == everything(other / "archive")
