"""`xlsreport consolidate`, `explain` and `report`: from the inbox to the output, and back to who wrote what."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from kit.demo import laid_out
from kit.filled import saved, workbook
from kit.workspace import everything, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.forms import example_workspace

CORRECTED = example_workspace() / "2023/corrected/赣州经开区政务服务中心.xlsx"
OUTPUT = "2023/output"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """甲局 is accepted, 乙局 held, 丙镇 accepted and not counted."""
    inbox = {
        "甲局.xlsx": sent_by("A01", "甲局", {"表二!B9": 2, "表三!D6": 1, "表三!D8": 1}),
        "乙局.xlsx": sent_by("A02", "乙局", {"表二!B9": 30, "表二!B12": None}),
        "丙镇.xlsx": sent_by("A03", "丙镇", {"表二!B9": 500}),
    }
    return workspace(tmp_path / "w", inbox)


def findings_of(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / OUTPUT / "findings.json").read_text(encoding="utf-8"))
    return document


def test_errors_give_1_and_everything_is_written(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", "-C", str(small)]) == 1
    printed = capsys.readouterr()
    assert "审核通过 2：甲局、丙镇" in printed.out
    assert "待更正 1：乙局" in printed.out
    assert "乙局.xlsx:表二!B12: 错误 V201" in printed.out
    assert "已读取 3 个文件。" in printed.err
    assert {path.name for path in (small / OUTPUT).iterdir()} == {
        "汇总表.xlsx", "年度报告（送审稿）.docx", "汇总填报表（送审稿）.xlsx", "内部附件.docx", "审核看板.html",
        "findings.json", "findings.csv",
    }  # fmt: skip


def test_a_whole_without_a_name_begins_no_title_with_a_blank(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["consolidate", "-C", str(small)])
    assert capsys.readouterr().out.startswith("2023 年 政府信息公开工作年度报告（送审稿）\n")
    assert Document(str(small / OUTPUT / "年度报告（送审稿）.docx")).paragraphs[0].text.startswith("2023年")


def test_no_error_gives_0_though_departments_are_missing(small: Path) -> None:
    (small / "2023/inbox/乙局.xlsx").unlink()
    assert run(["consolidate", "-C", str(small)]) == 0
    assert [each["standing"] for each in findings_of(small)["standings"]] == ["accepted", "missing", "accepted"]


def test_json_is_what_is_written(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", "-C", str(small), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == findings_of(small)


def test_held_ones_count_where_asked(small: Path) -> None:
    run(["consolidate", "-C", str(small)])
    assert findings_of(small)["totals"]["表二!B9"] == 2
    run(["consolidate", "-C", str(small), "--include-held"])
    assert findings_of(small)["totals"]["表二!B9"] == 32


def test_final_is_refused_while_anything_is_open(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(small)
    assert run(["consolidate", "-C", str(small), "--final"]) == 2
    assert "还不能定稿" in capsys.readouterr().err
    assert everything(small) == before


def test_final_keeps_the_outputs_of_before_where_it_is_refused(small: Path) -> None:
    run(["consolidate", "-C", str(small)])
    before = everything(small)
    assert run(["consolidate", "-C", str(small), "--final"]) == 2
    assert everything(small) == before


def test_several_processes_write_the_same(tmp_path: Path) -> None:
    alone, several = laid_out(tmp_path / "1"), laid_out(tmp_path / "2")
    assert run(["consolidate", "-C", str(alone)]) == 1
    assert run(["consolidate", "-C", str(several), "--jobs", "2"]) == 1
    assert everything(several) == everything(alone)


def test_the_newest_period_is_taken_unless_one_is_named(small: Path) -> None:
    saved(small / "2022/inbox", "甲局.xlsx", sent_by("A01", "甲局", {"基本信息!B5": 2022, "表二!B9": 9}))
    assert run(["consolidate", "-C", str(small), "--period", "2022"]) == 0
    assert not (small / OUTPUT).exists()
    run(["consolidate", "-C", str(small)])
    assert findings_of(small)["period"] == 2023


def test_last_year_is_the_inbox_of_the_period_before_or_what_is_named(small: Path, tmp_path: Path) -> None:
    last = sent_by("A01", "甲局", {"基本信息!B5": 2022, "表三!D6": 4, "表三!D30": 4})
    (small / "2023/inbox/乙局.xlsx").unlink()
    saved(tmp_path / "elsewhere", "a.xlsx", last)
    assert run(["consolidate", "-C", str(small)]) == 0
    assert run(["consolidate", "-C", str(small), "--previous", str(tmp_path / "elsewhere")]) == 1
    saved(small / "2022/inbox", "b.xlsx", last)
    assert run(["consolidate", "-C", str(small)]) == 1
    assert {each["code"] for each in findings_of(small)["findings"] if each["severity"] == "error"} == {"T-R08"}


def test_one_bad_file_stops_nothing(small: Path) -> None:
    saved(small / "2023/inbox", "坏.xlsx", b"PK\x03\x04 cut off")
    saved(small / "2023/inbox", "空.xlsx", b"")
    run(["consolidate", "-C", str(small)])
    found = findings_of(small)
    assert found["totals"]["表二!B9"] == 2
    assert {each["file"]: each["standing"] for each in found["standings"]} == {
        "甲局.xlsx": "accepted", "乙局.xlsx": "held", "丙镇.xlsx": "accepted",
        "坏.xlsx": "unreadable", "空.xlsx": "unreadable",
    }  # fmt: skip


@pytest.mark.parametrize("address", ["表二!B9", "表二.B9"])
def test_explain_names_who_contributed_what(small: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    run(["consolidate", "-C", str(small)])
    checksums = {each["file"]: each["sha256"] for each in findings_of(small)["standings"]}
    before = everything(small)
    capsys.readouterr()
    assert run(["explain", address, "-C", str(small)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("表二!B9  行政许可")
    assert lines[1] == "审核通过合计 2　已收全部合计（含待更正） 32"
    shown = [line.split() for line in lines[4:]]
    assert [line[:5] for line in shown] == [
        ["甲局", "2", "审核通过", "计入", "甲局.xlsx"],
        ["乙局", "30", "待更正", "未计入", "乙局.xlsx"],
        ["丙镇", "500", "审核通过", "未计入", "丙镇.xlsx"],
    ]
    assert [line[5] for line in shown] == [checksums[line[4]][:12] for line in shown]
    assert everything(small) == before


def test_explain_says_what_was_corrected(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = ("乙局", "表二!B9", 30, 33, "张三", "")
    book = Workbook()
    sheet = book.create_sheet("更正登记")
    for each in (("单位", "单元格", "原填", "更正为", "同意人", "日期"), row):
        sheet.append(each)
    book.save(small / "2023/处理登记.xlsx")
    assert run(["explain", "表二!B9", "-C", str(small)]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("乙局：表二!B9 ")
    assert "张三" in last


def test_explain_of_what_nobody_filled_says_blank(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "补充!B4", "-C", str(small)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "审核通过合计 空白　已收全部合计（含待更正） 空白"


def test_explain_shows_no_total_over_what_was_not_read(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(small / "2023/inbox", "乙局.xlsx", sent_by("A02", "乙局", {"表三!D6": None}))
    assert run(["explain", "表三!J6", "-C", str(small)]) == 0
    assert ["乙局", "空白", "待更正", "未计入", "乙局.xlsx"] in [
        line.split()[:5] for line in capsys.readouterr().out.splitlines()
    ]


def test_explain_of_a_formula_shows_it(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "表三!J29", "-C", str(small)]) == 0
    out = capsys.readouterr().out
    assert "=SUM(D29:I29)" in out
    assert "审核通过合计 1" in out


@pytest.mark.parametrize("address", ["表三", "表三!A1", "无此表!J6", "J6", "", "表三!ZZZZ9"])
def test_explain_of_no_figure_is_refused(small: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert run(["explain", address, "-C", str(small)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"{address}" in printed.err


def test_report_lies_beside_the_workbook_unless_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, "中心.xlsx", CORRECTED.read_bytes())
    assert run(["report", str(path)]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "中心.docx")
    assert run(["report", str(path), "-o", str(tmp_path / "别处.docx")]) == 0
    beside, elsewhere = (tmp_path / "中心.docx").read_bytes(), (tmp_path / "别处.docx").read_bytes()
    assert beside == elsewhere
    assert set(everything(tmp_path)) == {"中心.xlsx", "中心.docx", "别处.docx"}


def test_report_takes_our_figures_and_not_the_typed_ones(tmp_path: Path) -> None:
    path = saved(tmp_path, "甲.xlsx", workbook({"表三!D6": 1, "表三!D8": 1}, typed_over={"表三!J29": 0}))
    assert run(["report", str(path)]) == 0
    total = next(row for row in Document(str(tmp_path / "甲.docx")).tables[1].rows if "（七）总计" in row.cells[1].text)
    assert total.cells[9].text == "1"


def test_a_workbook_with_errors_has_a_report_that_is_not_to_be_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = saved(tmp_path, "错.xlsx", workbook({"表二!D6": "22（其中修订16件）"}))
    sound = saved(tmp_path, "对.xlsx", workbook({}))
    for file, said in ((damaged, "“错.xlsx”还有 1 处错误，报告不宜发布"), (sound, "")):
        assert run(["report", str(file)]) == 0
        assert said in (told := capsys.readouterr().err)
        assert bool(said) == ("不宜发布" in told)


def test_the_reports_of_the_whole_prints_the_joined_figures(small: Path) -> None:
    run(["consolidate", "-C", str(small), "--include-held"])
    document = Document(str(small / OUTPUT / "年度报告（送审稿）.docx"))
    row = next(row for row in document.tables[0].rows if row.cells[0].text == "行政许可")
    assert row.cells[1].text == "32"
