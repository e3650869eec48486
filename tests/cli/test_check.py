"""`xlsreport check`: single workbooks, without a workspace."""

import json
from pathlib import Path
from typing import Any

import pytest

from kit.filled import saved, workbook
from kit.told import own
from xlsreport.cli.app import run
from xlsreport.forms import example_workspace

CLEAN = example_workspace() / "2023/corrected/赣州经开区政务服务中心.xlsx"
PUBLISHED = example_workspace() / "2023/inbox/赣州经开区政务服务中心.xlsx"


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = run(["check", *arguments, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_clean_workbook_gives_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(CLEAN)]) == 0
    assert capsys.readouterr().out == "1 个文件：0 处错误，0 处需核实，0 条提示。\n"


def test_errors_give_1_and_are_printed_like_a_compilers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(PUBLISHED)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "赣州经开区政务服务中心.xlsx:表三!J29: 错误 M301 公式被数字替换：填 0，应为 4（少 4）",
        "赣州经开区政务服务中心.xlsx:表四!A6:D6: 错误 V201 必填，但为空白；没有的请填 0。",
        "赣州经开区政务服务中心.xlsx:表四!E6: 错误 M305 公式被删除：此格空白，应为 =SUM(A6:D6)。",
        "赣州经开区政务服务中心.xlsx:文字!A8: 核实 N501 “接到依申请公开办件一次”：正文写 1，表三!J6 为 4（少 3）。",
        "1 个文件：6 处错误，1 处需核实，0 条提示。",
    ]


def test_queries_alone_give_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, "丁局.xlsx", workbook({"表三!D6": 1, "表三!D27": 1}))
    assert run(["check", str(path)]) == 0
    assert "丁局.xlsx:补充!B15: 核实 T-R19" in capsys.readouterr().out


def test_json_of_one_workbook_has_its_totals(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = found(capsys, str(PUBLISHED))
    assert code == 1
    heads = ["schema", "program", "form", "period", "final", "outputs", "standings", "findings"]
    assert list(document) == [*heads, "mails_without_workbook", "totals", "unknown", "subtotals"]
    assert (document["form"], document["period"], document["standings"]) == ("disclosure-2021", 2023, [])
    assert document["totals"]["表三!J29"] == 4
    first = document["findings"][0]
    assert (first["file"], first["sheet"], first["cell"]) == ("赣州经开区政务服务中心.xlsx", "表三", "J29")
    assert (first["found"], first["expected"], first["difference"]) == (0, 4, -4)


def test_a_folder_is_every_file_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(tmp_path / "下级", "一.xlsx", workbook())
    saved(tmp_path, "二.xlsx", workbook({"表二!B9": None}))
    saved(tmp_path, "~$二.xlsx", b"lock file of an open workbook")
    code, document = found(capsys, str(tmp_path))
    assert code == 1
    assert [(each["file"], each["code"]) for each in document["findings"]] == [("二.xlsx", "V201")]
    assert document["totals"] == {}


def test_last_years_workbooks_are_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {"基本信息!B5": 2022, "表三!D6": 3, "表三!D30": 3}
    saved(tmp_path / "2022", "去年.xlsx", workbook({**before, "基本信息!B13": "2023年1月10日"}))
    path = saved(tmp_path, "今年.xlsx", workbook())
    assert run(["check", str(path)]) == 0
    capsys.readouterr()
    code, document = found(capsys, str(path), "--previous", str(tmp_path / "2022"))
    assert code == 1
    assert {each["code"] for each in document["findings"] if each["severity"] == "error"} == {"T-R08"}


def test_a_form_may_be_named_or_be_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_workspace().parents[1] / "templates" / "disclosure-2021"
    assert run(["check", str(CLEAN), "--form", "disclosure-2021"]) == 0
    assert run(["check", str(CLEAN), "--form", str(folder)]) == 0
    assert capsys.readouterr().err == ""


def test_what_is_no_workbook_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, "说明.xlsx", b"not a workbook")
    code, document = found(capsys, str(path))
    assert code == 1
    assert [(each["code"], each["sheet"], each["cell"]) for each in document["findings"]] == [("F102", None, None)]


def test_last_years_workbook_is_compared_where_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(tmp_path / "2022", "上年.xlsx", workbook({"基本信息!B5": 2022, "表二!B9": 550, "表二!B16": 386, **own(1)}))
    path = saved(tmp_path, "本年.xlsx", workbook({"表二!B9": 9487, "表二!B16": 3860000, **own(1)}))
    assert [each["code"] for each in found(capsys, str(path))[1]["findings"]] == ["V215"]
    _, document = found(capsys, str(path), "--previous", str(tmp_path / "2022"))
    findings = {each["code"]: each for each in document["findings"]}
    assert list(findings) == ["H405", "H403", "V214"]
    assert (findings["H403"]["cell"], findings["H403"]["difference"]) == ("B9", 8937)
    assert findings["V214"]["suggestions"] == [[{"cell": "表二!B16", "from": 3860000, "to": 386}]]
