"""`xlsreport reproduce`: a bag's outputs made again from the bag alone, and compared with those in it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from kit.bags import consistent_again, with_member
from kit.crews import InProcess
from kit.district import laid_out
from kit.filled import saved, workbook
from kit.workspace import everything, roster, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.forms import find_form
from xlsreport.model.workbook import Unreadable
from xlsreport.workers import Crew, Work

Capture = pytest.CaptureFixture[str]
DAY = ("--today", "2024-03-31")
NAMES = (("A01", "甲局"), ("A02", "乙局"))
RICH: dict[str, Any] = {
    "inbox": [
        {
            "file": "来信.eml",
            "make": "mail",
            "holds": [
                {"file": "财政局.xlsx", "filled": {"表三!D6": 3, "表三!D7": 2, "表三!D8": 4}},
                {"file": "盖章.pdf", "make": "picture"},
            ],
        },
        {
            "file": "镇街/补报.zip",
            "make": "zip",
            "holds": [{"file": "平安镇.xlsx", "by": "A03 平安镇", "filled": {"表三!D6": 2, "表三!D8": 1}}],
        },
        {"file": "教育局（1）.xlsx", "by": "A02 教育局", "filled": {"表二!D6": "22（其中修订16件）"}},
        {"file": "教育局 改.xlsx", "by": "A02 教育局", "filled": {"表二!D6": 7}},
        {"file": "无名.xlsx", "by": "Z09 某某局"},
        {"file": "扫描件.pdf", "make": "picture"},
    ],
    "last_year": [
        {"file": "财政局.xlsx", "filled": {"表三!D6": 9, "表三!D8": 6, "表三!D30": 3}},
        {"file": "某某局.xlsx", "by": "Z09 某某局", "filled": {"表三!D6": 900, "表三!D30": 1}},
        {"file": "教育局.xlsx", "by": " 教育局"},
    ],
    "decisions": {
        "更正登记": [["财政局", "表三!D8", 4, 5, "张三", "2024-01-20"]],
        "以哪份为准": [["教育局", "教育局（1）.xlsx", "电话"]],
        "予以认可": [["V204", "教育局", "表二!D6", "已核实", "王某", "2024-01-21"]],
    },
    "evidence": [["财政局", "表三!J6", 4, "平台"]],
    "whole": {"基本信息!B3": "测试区"},
}  # fmt: skip


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a final year in its archive, of a form of its own."""
    inbox = {
        "甲局/填报表.xlsx": sent_by("A01", "甲局", {"表三!D6": 1, "表三!D8": 1}),
        "乙局.xlsx": sent_by("A02", "乙局", {"表三!D6": 2, "表三!D8": 2, **texts("乙")}),
    }
    folder = workspace(tmp_path_factory.mktemp("f") / "w", inbox, roster(NAMES))
    shutil.copytree(find_form("disclosure-2021"), folder / "own", ignore=shutil.ignore_patterns("make*", "__pycache__"))
    (folder / "xlsreport.toml").write_text('form = "own"\n', encoding="utf-8")
    (folder / "2023/汇总单位.xlsx").write_bytes(workbook({"基本信息!B3": "某区", "基本信息!B4": "W"}))
    assert run(["consolidate", "-C", str(folder), "--final"]) == 0
    assert run(["archive", "-C", str(folder), *DAY]) == 0
    return folder


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with everything that may come, held departments counted, archived as a draft."""
    folder = laid_out(RICH, tmp_path_factory.mktemp("r"))
    run(["consolidate", "-C", str(folder), "--include-held"])
    draft = ("--draft", "--reason", "审计先看", "--include-held")
    assert run(["archive", "-C", str(folder), *DAY, *draft]) == 0
    return folder


@pytest.fixture
def kept(final: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the final workspace of which the bag and the form alone are left; no worker is started."""
    for module in ("consolidate", "archiving.reproduce"):
        monkeypatch.setattr(f"xlsreport.pipeline.{module}.Crew", InProcess)
    folder = tmp_path / "w"
    shutil.copytree(final / "archive", folder / "archive")
    shutil.copytree(final / "own", folder / "own")
    shutil.copy(final / "xlsreport.toml", folder)
    return folder


def texts(who: str) -> dict[str, str]:
    return {
        "文字!A6": f"{who}单位围绕群众关心的事项及时更新网站栏目，全年未出现迟发漏发。",
        "文字!A8": f"{who}处接收渠道保持畅通，答复文书一律经法制人员审核后送达申请人。",
        "文字!A10": "制作文件时同步确定公开属性，每半年清理一回存量文件。",
        "文字!A14": "主要负责人听取专题汇报，考核结果计入科室评分。",
        "文字!A12": "门户网站专栏由办公室专人维护，每周更新，全年没有发生差错。",
        "文字!A16": "工作人员业务培训偏少，明年每季度组织一次集中学习，并向群众公开进展。",
    }


def reproduce(folder: Path, *options: str, name: str = "2023") -> int:
    return run(["reproduce", name, "-C", str(folder), *options])


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "archive/2023/data/record.json").read_text(encoding="utf-8"))
    return found


def altered(folder: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    path = folder / "archive/2023/data" / name
    path.write_bytes(change(path.read_bytes()))
    consistent_again(folder / "archive/2023")


def test_a_final_year_is_the_same_and_nothing_stays(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    before = everything(kept)
    assert reproduce(kept) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["2023：只用归档重新汇总，9 个文件与归档时的全部相同。"]
    assert everything(kept) == before
    assert [path for path in scratch.iterdir() if path.suffix != ".log"] == []


def test_whatever_may_come_is_the_same_with_the_figures_of_last_year_and_the_decisions(
    rich: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "w"
    shutil.copytree(rich / "archive", folder / "archive")
    shutil.copy(rich / "xlsreport.toml", folder)
    assert reproduce(folder) == 0
    assert "11 个文件" in capsys.readouterr().out
    codes = {each["code"] for each in json.loads((rich / "2023/output/findings.json").read_bytes())["findings"]}
    assert {"D802", "E701", "T-R08", "F122", "F126"} <= codes  # so that all of it had a part in it


@pytest.mark.parametrize("lacking", ["decisions", "evidence", "previous", "inbox"])
def test_all_that_the_bag_holds_has_a_part_in_it(rich: Path, tmp_path: Path, capsys: Capture, lacking: str) -> None:
    folder = tmp_path / "w"
    shutil.copytree(rich / "archive", folder / "archive")
    shutil.copy(rich / "xlsreport.toml", folder)
    bag = folder / "archive/2023"
    whole = record(folder)
    gone = [each for each in whole["files"] if lacking in each["path"]][:1]
    whole["files"] = [each for each in whole["files"] if each not in gone]
    (bag / "data/record.json").write_text(json.dumps(whole), encoding="utf-8")
    assert len(gone) == 1
    (bag / gone[0]["path"]).unlink()
    consistent_again(bag)
    assert reproduce(folder) == 1
    assert "findings.json" in capsys.readouterr().out


def test_what_was_made_anew_is_kept_where_asked_for(kept: Path, final: Path, tmp_path: Path, capsys: Capture) -> None:
    assert reproduce(kept, "-o", str(tmp_path / "anew")) == 0
    assert everything(tmp_path / "anew") == everything(final / "2023/output")
    assert str(tmp_path / "anew") in capsys.readouterr().out
    for place in ("archive", "archive/2023/data", "archive/../archive/new"):
        assert reproduce(kept, "-o", str(kept / place)) == 2
    assert "bag" not in everything(kept / "archive")


def test_last_year_is_taken_as_it_was_used_and_from_no_other_bag(tmp_path: Path) -> None:
    rows = [("A01", "甲局", *[""] * 7, "丁局"), ("A02", "乙局")]
    before = {"基本信息!B5": 2022, "表三!D6": 4, "表三!D30": 4}
    folder = workspace(tmp_path / "w", names=roster(rows, ("代码*", "单位名称*", *"别级纳邮联手期", "前身")))
    inbox = tmp_path / "去年"
    for code, name in (("A01", "甲局"), ("A04", "丁局"), ("A02", "乙局"), ("A09", "戊局")):
        saved(inbox, f"{name}.xlsx", sent_by(code, name, before))
    saved(inbox, "汇总填报表.xlsx", workbook({**before, "基本信息!B3": "某区", "基本信息!B4": "W"}))
    assert run(["archive", "-C", str(folder), "--import", str(inbox), "--period", "2022", *DAY]) == 0
    now = {"表三!D6": 3, "表三!D7": 8, "表三!D8": 11}
    for code, name in (("A01", "甲局"), ("A02", "乙局"), ("A09", "戊局")):
        saved(folder / "2023/inbox", f"{name}.xlsx", sent_by(code, name, now))
    saved(folder, "2023/汇总单位.xlsx", workbook({"基本信息!B3": "某区", "基本信息!B4": "W"}))
    run(["consolidate", "-C", str(folder)])
    assert run(["archive", "-C", str(folder), "--draft", "--reason", "x", *DAY]) == 0
    years = record(folder)["previous"]["years"]
    assert [(each["period"], each["archived"]) for each in years] == [(2022, True)]
    assert reproduce(folder) == 0
    shutil.rmtree(folder / "archive/2022")
    assert reproduce(folder) == 0


def test_the_form_is_that_of_the_bag(kept: Path) -> None:
    (kept / "own/report.docx").write_bytes(b"another template")
    (kept / "own/workbook.xlsx").unlink()
    settings = kept / "own/form.toml"
    settings.write_bytes(settings.read_bytes().replace(b'edition = "2021"', b'edition = "2022"'))
    shutil.copy(find_form("disclosure-2021") / "workbook.xlsx", kept / "own")
    shutil.copy(find_form("disclosure-2021") / "report.docx", kept / "own")
    assert reproduce(kept) == 0


def test_a_correction_and_what_it_replaces_are_both_the_same(final: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(final, tmp_path / "w"))
    saved(folder, "2023/inbox/乙局.xlsx", sent_by("A02", "乙局", {"表三!D6": 5, "表三!D8": 5, **texts("乙")}))
    run(["consolidate", "-C", str(folder), "--final"])
    assert run(["archive", "-C", str(folder), *DAY, "--correction", "来函"]) == 0
    assert (reproduce(folder), reproduce(folder, name="2023-r2")) == (0, 0)


def test_an_altered_cell_is_named_with_what_it_was_and_is(kept: Path, capsys: Capture) -> None:
    book = kept / "archive/2023/data/output/consolidated.xlsx"
    sheet = next(name for name in sheets(book) if '<c r="D6"' in sheets(book)[name] and ">3<" in sheets(book)[name])
    old = next(part for part in sheets(book)[sheet].split("<c ") if part.startswith('r="D6"'))
    altered(kept, "output/consolidated.xlsx", lambda data: with_member(data, sheet, old, old.replace(">3<", ">4<")))
    assert reproduce(kept) == 1
    out = capsys.readouterr().out
    assert "9 个文件中有 1 个" in out
    assert "汇总填报表.xlsx" in out
    assert "表三!D6：归档中是“4”，现在是“3”" in out
    assert f"文件中不同的部分：{sheet}" in out
    assert "版本与归档时相同" in out


def sheets(book: Path) -> dict[str, str]:
    with ZipFile(book) as package:
        return {n: package.read(n).decode() for n in package.namelist() if n.startswith("xl/worksheets/sheet")}


def test_an_altered_paragraph_is_named(kept: Path, capsys: Capture) -> None:
    words = "答复文书一律经法制人员审核后送达申请人"
    path = kept / "archive/2023/data/output/annex.docx"
    altered(kept, "output/annex.docx", lambda data: with_member(data, "word/document.xml", words, words[:-3] + "他们"))
    assert path.is_file()
    assert reproduce(kept) == 1
    out = capsys.readouterr().out
    assert "内部附件.docx" in out
    assert "送达他们" in out
    assert "送达申请人" in out
    assert "段：归档中是" in out


def test_an_altered_total_and_an_altered_finding_are_named(kept: Path, capsys: Capture) -> None:
    def forged(data: bytes) -> bytes:
        found = json.loads(data)
        found["totals"]["表三!D6"] = 4
        found["findings"].append(
            {"code": "V204", "file": "乙局.xlsx", "sheet": "表三", "cell": "D6", "message": "假的"}
        )
        return json.dumps(found, ensure_ascii=False).encode()

    altered(kept, "output/findings.json", forged)
    assert reproduce(kept) == 1
    out = capsys.readouterr().out
    assert "表三!D6：归档中是“4”，现在是“3”" in out
    assert "只在归档中有：问题 乙局.xlsx:表三!D6 V204 假的" in out


def test_many_differences_are_counted_and_the_first_shown(kept: Path, capsys: Capture) -> None:
    altered(kept, "values.csv", lambda data: data.replace(b",2023", b",2024").replace(b"\n2023,", b"\n2022,"))
    assert reproduce(kept) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum("行：" in line for line in lines) == 10
    assert any(line.strip().startswith("另有") for line in lines)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("output/summary.xlsx", b""),
        ("output/summary.xlsx", b"PK\x03\x04"),
        ("output/report.docx", b"[1]"),
        ("output/report.docx", b"PK\x03\x04"),
        ("output/findings.json", b"[1]"),
        ("output/findings.json", b'{"findings": [1, [2]], "standings": 3, "totals": 4}'),
    ],
)
def test_an_output_that_is_none_is_a_difference(kept: Path, capsys: Capture, name: str, content: bytes) -> None:
    altered(kept, name, lambda _: content)
    assert reproduce(kept) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_an_output_that_breaks_its_reader_breaks_nothing_else(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    class BrokenRule(InProcess):
        def map(self, work: Work[Any, Any], items: Sequence[Any]) -> Iterator[Any]:
            yield from (Unreadable("F115", "x") for _ in items)

    altered(kept, "output/summary.xlsx", lambda data: data + b"x")
    monkeypatch.setattr("xlsreport.pipeline.archiving.reproduce.Crew", BrokenRule)
    assert reproduce(kept) == 1
    out = capsys.readouterr().out
    assert "汇总表.xlsx" in out
    assert "不能逐处比较" in out


def test_a_difference_is_found_by_a_worker_too(kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    altered(kept, "output/findings.csv", lambda data: data + b"x\r\n")
    monkeypatch.setattr("xlsreport.pipeline.archiving.reproduce.Crew", Crew)
    assert reproduce(kept) == 1
    assert "行：归档中是“x”，现在是“空白”" in capsys.readouterr().out


def test_an_output_packed_otherwise_is_the_same_and_said(kept: Path, capsys: Capture) -> None:
    altered(kept, "output/summary.xlsx", lambda data: with_member(data, "xl/workbook.xml", "<sheets>", "<sheets>"))
    assert reproduce(kept) == 0
    assert "汇总表.xlsx" in capsys.readouterr().out


def test_a_difference_of_versions_is_explained(kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    altered(kept, "output/findings.csv", lambda data: data + b"x\r\n")
    monkeypatch.setattr("xlsreport.pipeline.archiving.record.__version__", "9.9")
    bag = kept / "archive/2023"
    whole = record(kept)
    whole["versions"]["libraries"] |= {"openpyxl": "0.1", "gone": "2"}
    (bag / "data/record.json").write_text(json.dumps(whole), encoding="utf-8")
    consistent_again(bag)
    assert reproduce(kept) == 1
    out = capsys.readouterr().out
    assert f"xlsreport：归档时 {whole['toolkit']}，现在 9.9" in out
    assert "openpyxl：归档时 0.1，现在" in out
    assert "gone：归档时 2，现在 没有" in out
    assert "lxml" not in out


def test_an_altered_bag_is_2_with_what_verify_says(kept: Path, capsys: Capture) -> None:
    (kept / "archive/2023/data/values.csv").write_bytes(b"other")
    (kept / "archive/2023/data/new.txt").write_bytes(b"added")
    assert run(["verify", "2023", "-C", str(kept)]) == 1
    said = capsys.readouterr().out
    assert reproduce(kept) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", said)


def test_no_such_bag_and_an_imported_one_are_2(kept: Path, tmp_path: Path, capsys: Capture) -> None:
    saved(tmp_path / "去年", "甲局.xlsx", sent_by("A01", "甲局", {"基本信息!B5": 2022}))
    (kept / "2023").mkdir()
    (kept / "单位名单.xlsx").write_bytes(roster(NAMES))
    given = ["--import", str(tmp_path / "去年"), "--period", "2022", *DAY]
    assert run(["archive", "-C", str(kept), *given]) == 0
    capsys.readouterr()
    assert [reproduce(kept, name=name) for name in ("2021", "2023-r2", "../archive/2023", "2022")] == [2, 2, 2, 2]
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert "导入" in lines[-1]


NAMES_THAT_LEAD_ELSEWHERE = (
    "../x.xlsx", "a/../../x", "/etc/x", "C:\\x", "C:x", "\\\\host\\share\\x", "\\x", "..\\x", "a\0b", "a\nb", "",
    ".", "a//b", "CON", "nul.txt", "a/LPT1.xlsx", "com¹.csv",
)  # fmt: skip


@pytest.mark.parametrize(
    ("role", "name"),
    [
        *(("input", each) for each in NAMES_THAT_LEAD_ELSEWHERE),
        ("form", "../x.xlsx"),
        ("form", "C:\\x"),
        ("form", "CON"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(kept: Path, capsys: Capture, role: str, name: str) -> None:
    outside = everything(kept.parent)
    whole = record(kept)
    next(each for each in whole["files"] if each["role"] == role)["original"] = name
    (kept / "archive/2023/data/record.json").write_text(json.dumps(whole), encoding="utf-8")
    consistent_again(kept / "archive/2023")
    assert reproduce(kept) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert everything(kept.parent).keys() == outside.keys()


@pytest.mark.parametrize(("role", "names", "code"), [
    ("form", ("Workbook.xlsx", "workbook.xlsx"), 2),
    ("form", ("é.xlsx", "e\u0301.xlsx"), 2),
    ("form", ("a/b.xlsx", "c.xlsx"), 2),
    ("input", ("甲.xlsx", "甲.xlsx"), 2),
    ("input", ("甲.XLSX", "甲.xlsx"), 1),
])  # fmt: skip
def test_two_files_of_one_name_are_refused_where_they_would_be_one(
    kept: Path, role: str, names: tuple[str, str], code: int
) -> None:
    whole = record(kept)
    files = [each for each in whole["files"] if each["role"] == role]
    for each, name in zip(files, names, strict=False):
        each["original"] = name
    (kept / "archive/2023/data/record.json").write_text(json.dumps(whole), encoding="utf-8")
    consistent_again(kept / "archive/2023")
    assert reproduce(kept) == code


def test_a_form_that_this_version_cannot_use_is_one_clear_sentence(kept: Path, capsys: Capture) -> None:
    altered(kept, "form/form.toml", lambda data: data.replace(b"[roles]", b"[rolls]"))
    assert reproduce(kept) == 2
    printed = capsys.readouterr().err
    assert "本版本用不了" in printed
    assert "xlsreport-" not in printed
    assert len(printed.splitlines()) == 1


PLACES = [
    {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "3"},
]


@pytest.mark.parametrize("environment", PLACES, ids=lambda each: each["TZ"])
def test_a_bag_moved_elsewhere_verifies_and_is_reproduced(
    rich: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "另一处" / "place two"
    shutil.copytree(rich / "archive/2023", folder / "archive/2023")
    shutil.copy(rich / "xlsreport.toml", folder)
    whole = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    for command in ("verify", "reproduce"):
        arguments = [sys.executable, "-m", "xlsreport", command, "2023", "-C", str(folder)]
        done = subprocess.run(arguments, env=whole, capture_output=True, check=False)
        assert done.returncode == 0, (done.stdout.decode(), done.stderr.decode())


def test_a_bag_needs_no_workspace(rich: Path, tmp_path: Path, capsys: Capture) -> None:
    shutil.copytree(rich / "archive", tmp_path / "a/archive")
    shutil.copytree(rich / "archive/2023", tmp_path / "b/2023")
    for folder in ("a", "b"):
        assert run(["verify", "2023", "-C", str(tmp_path / folder)]) == 0
        assert reproduce(tmp_path / folder) == 0
    (tmp_path / "b/2023/data/record.json").write_bytes(b"{")
    capsys.readouterr()
    assert run(["verify", "2023", "-C", str(tmp_path / "b")]) == 1
    assert "data/record.json" in capsys.readouterr().out


def test_a_bag_outlives_the_form_of_its_workspace(kept: Path, capsys: Capture) -> None:
    (kept / "xlsreport.toml").write_text('form = "gone"\n', encoding="utf-8")
    assert run(["verify", "2023", "-C", str(kept)]) == 0
    assert reproduce(kept) == 0
    capsys.readouterr()
    assert reproduce(kept, name="2019") == 2
    assert "gone" in capsys.readouterr().err


def test_a_folder_of_a_period_is_no_bag(kept: Path) -> None:
    (kept / "2022/data").mkdir(parents=True)
    assert run(["verify", "2022", "-C", str(kept)]) == 2
