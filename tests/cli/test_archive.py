"""`xlsreport archive` and `verify`: the period's bag, and whether it is intact."""

import errno
import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest
from openpyxl import load_workbook

from kit.settled import INBOX, OWN, settled_workspace
from kit.workspace import everything, sent_by
from xlsreport.archive import bag as making
from xlsreport.cli.app import run

Capture = pytest.CaptureFixture[str]
DAY = ("--today", "2024-03-31")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a final consolidation in its output folder."""
    return settled_workspace(tmp_path_factory.mktemp("f") / "w")


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


def written(folder: Path) -> dict[Path, int]:
    """Return when each file and folder was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


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
    before, times = everything(kept), written(kept)
    for options in ((), ("--today", "2025-01-01"), ("--correction", "再来一次")):
        assert archive(kept, *options) == 0
        assert "已经归档" in capsys.readouterr().out
        assert everything(kept) == before
        assert written(kept) == times


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
    run(["consolidate", "-C", str(ready), "--draft"])
    assert archive(ready, "--draft", "--reason", "审计先看") == 0
    assert record(ready)["draft"] == {"reason": "审计先看"}
    assert record(ready)["final"] is False
    assert verify(ready) == 0
    capsys.readouterr()


def test_what_is_sent_after_the_outputs_were_written_makes_them_no_others(ready: Path, capsys: Capture) -> None:
    assert run(["issue", "-C", str(ready)]) == 0
    assert archive(ready) == 0
    assert "outbox" in {each["role"] for each in record(ready)["files"]}
    assert run(["reproduce", "2023", "-C", str(ready)]) == 0
    capsys.readouterr()


def test_letters_laid_out_after_the_archive_are_told_and_are_no_other_year(ready: Path, capsys: Capture) -> None:
    assert archive(ready) == 0
    assert run(["issue", "-C", str(ready)]) == 0
    assert run(["consolidate", "--final", "-C", str(ready)]) == 0
    capsys.readouterr()
    assert archive(ready) == 0
    told = capsys.readouterr().out
    assert "此后没有变化" in told
    assert "个要发出的文件或单位报告（如 A01-甲局.xlsx），归档里没有" in told
    assert archive(ready, "--correction", "来往信件也收进去") == 0
    assert "outbox" in {
        each["role"] for each in json.loads((ready / "archive/2023-r2/data/record.json").read_text("utf-8"))["files"]
    }
    capsys.readouterr()
    assert archive(ready) == 0
    assert "归档里没有" not in capsys.readouterr().out


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


def corrected(folder: Path, *options: str, bag: str = "2023-r2", figure: int = 5) -> dict[str, Any]:
    """Correct 乙局's figures, archive the correction, and return its record."""
    cells = {"表三!D6": figure, "表三!D8": figure, **OWN}
    (folder / "2023/inbox/乙局.xlsx").write_bytes(sent_by("A02", "乙局", cells))
    run(["consolidate", "-C", str(folder), "--final"])
    assert archive(folder, "--correction", "乙局来函更正", *options) == 0
    assert verify(folder, bag) == 0
    return record(folder, bag)


def documents(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the documents of record: path → original name and what it is."""
    papers = [each for each in found["files"] if each["role"] == "document"]
    return {each["path"]: (each["original"], each["note"]) for each in papers}


def test_a_correction_carries_the_documents_on(kept: Path, capsys: Capture) -> None:
    other = kept / "更正说明.pdf"
    other.write_bytes(b"%PDF why")
    found = corrected(kept, "--with", f"{other}=更正说明")
    assert documents(found) == {
        "data/documents/0001.pdf": ("定=稿.pdf", "签字盖章定稿"),
        "data/documents/0002.pdf": ("更正说明.pdf", "更正说明"),
    }
    assert (kept / "archive/2023-r2/data/documents/0001.pdf").read_bytes() == b"%PDF-1.7 signed"
    assert found["addresses"] == record(kept)["addresses"]
    assert found["published"] == "data/documents/0001.pdf"
    assert "从 2023 沿用的存档文件：2 份" in capsys.readouterr().out
    assert archive(kept) == 0
    assert not (kept / "archive/2023-r3").exists()
    third = corrected(kept, bag="2023-r3", figure=6)
    assert (documents(third), third["published"]) == (documents(found), found["published"])


def test_a_document_with_the_same_word_takes_the_place_of_the_one_before(kept: Path) -> None:
    newer = kept / "定稿二.pdf"
    newer.write_bytes(b"%PDF-1.7 signed again")
    given = ("--with", f"{newer}=签字盖章定稿", "--with", "https://example.org/new=网站发布")
    found = corrected(kept, *given, "--published", str(newer))
    assert documents(found) == {"data/documents/0001.pdf": ("定稿二.pdf", "签字盖章定稿")}
    assert found["addresses"] == [{"url": "https://example.org/new", "note": "网站发布"}]
    assert found["published"] == "data/documents/0001.pdf"


def test_the_same_document_with_another_word_is_not_kept_twice(kept: Path) -> None:
    paper = str(kept / "定=稿.pdf")
    found = corrected(kept, "--with", f"{paper}=市里备案稿", "--published", paper)
    assert documents(found) == {"data/documents/0001.pdf": ("定=稿.pdf", "市里备案稿")}


def test_what_was_published_stays_until_another_is_said_to_be(kept: Path) -> None:
    newer = kept / "定稿二.pdf"
    newer.write_bytes(b"%PDF-1.7 signed again")
    found = corrected(kept, "--with", f"{newer}=签字盖章定稿", "--with", f"{kept / '定=稿.pdf'}=签字盖章定稿")
    assert [name for name, _ in documents(found).values()] == ["定=稿.pdf", "定稿二.pdf"]
    assert found["published"] == "data/documents/0001.pdf"


@pytest.mark.parametrize("damage", ["altered", "missing", "hostile"])
def test_a_document_that_is_not_as_it_was_archived_is_not_carried_on(kept: Path, damage: str, capsys: Capture) -> None:
    bag = kept / "archive/2023"
    paper = bag / "data/documents/0001.pdf"
    if damage == "missing":
        paper.unlink()
    elif damage == "altered":
        paper.write_bytes(b"other")
    else:
        text = (bag / "data/record.json").read_text(encoding="utf-8")
        hostile = text.replace("data/documents/0001.pdf", "../../定=稿.pdf")
        (bag / "data/record.json").write_text(hostile, encoding="utf-8")
    (kept / "2023/inbox/乙局.xlsx").write_bytes(sent_by("A02", "乙局", {"表三!D6": 5, "表三!D8": 5, **OWN}))
    run(["consolidate", "-C", str(kept), "--final"])
    assert archive(kept, "--correction", "x") == 2
    assert "“定=稿.pdf”（签字盖章定稿）缺少或已被改动" in capsys.readouterr().err
    newer = kept / "定稿二.pdf"
    newer.write_bytes(b"%PDF-1.7 signed again")
    assert archive(kept, "--correction", "x", "--with", f"{newer}=签字盖章定稿", "--published", str(newer)) == 0
    assert verify(kept, "2023-r2") == 0


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
    """Change a bit of one byte, at a place that the file's name chooses."""
    data, chance = bytearray(path.read_bytes()), random.Random(path.name)  # noqa: S311 - a place, no secret
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
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


def test_a_file_added_beside_any_other_is_named(kept: Path, capsys: Capture) -> None:
    bag = kept / "archive/2023"
    for name in every_file(bag):
        added = f"{name}.bak"
        (bag / added).write_bytes((bag / name).read_bytes())
        assert verify(kept) == 1, name
        _, *lines = capsys.readouterr().out.splitlines()
        (bag / added).unlink()
        assert lines == [f"  {added} 多出"]
    assert verify(kept) == 0


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


@pytest.mark.parametrize(
    "command",
    [
        ("report", "inbox/0001.xlsx"),
        ("report", "output/consolidated.xlsx"),
        ("history", "-o", "values.csv"),
        ("history", "-o", "new/x.xlsx"),
    ],
    ids=" ".join,
)
def test_no_other_command_writes_into_a_bag(kept: Path, capsys: Capture, command: tuple[str, ...]) -> None:
    name, *options, place = command
    before = everything(kept / "archive")
    here = ("-C", str(kept)) if name == "history" else ()
    assert run([name, *here, *options, str(kept / "archive/2023/data" / place)]) == 2
    assert "It lies in a bag" in capsys.readouterr().err
    assert everything(kept / "archive") == before


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


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", ["CON.xlsx", "a\nb.xlsx", "C:x.xlsx"])
def test_a_name_that_would_stop_reproduce_is_refused_before_the_bag_is_made(
    ready: Path, capsys: Capture, name: str
) -> None:
    paper = ready / name
    paper.write_bytes(b"signed")
    assert archive(ready, "--with", f"{paper}=定稿") == 2
    assert "请改名" in capsys.readouterr().err
    assert not (ready / "archive").exists()


def test_an_input_that_changes_while_it_is_archived_is_refused(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = making.make_bag

    def changed_before(*arguments: Any) -> Any:
        (ready / "2023/inbox/乙局.xlsx").write_bytes(b"other")
        return make(*arguments)

    monkeypatch.setattr("xlsreport.pipeline.archiving.archive_period.make_bag", changed_before)
    assert archive(ready) == 2
    assert list((ready / "archive").iterdir()) == []


def test_the_same_inputs_give_the_same_bag(ready: Path, settled: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(settled, tmp_path / "elsewhere"))
    assert (archive(ready), archive(other)) == (0, 0)
    assert everything(ready / "archive") == everything(other / "archive")
