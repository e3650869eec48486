"""`xlsreport take`: published reports become last year's figures."""

import json
from pathlib import Path

import pytest

from kit.filled import saved
from kit.workspace import sent_by, workspace
from xlsreport.cli.app import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace; beside it lie last year's reports as they were published, and this year's inbox."""
    base = tmp_path_factory.mktemp("take")
    earlier = {"基本信息!B5": 2022, "表三!D6": 9, "表三!D8": 5, "表三!D30": 4, "表二!D6": 6}
    folder = workspace(base / "w", {"甲局.xlsx": sent_by("A01", "甲局", {"表三!D7": 3, "表三!D8": 3})})
    for name, code, kind in (("甲局", "A01", "docx"), ("乙局", "A02", "html")):
        book = saved(base / "books", f"{name}.xlsx", sent_by(code, name, earlier))
        html = ["--html"] if kind == "html" else []
        (base / "去年").mkdir(exist_ok=True)
        assert (
            run(
                [
                    "report",
                    str(book or base / "books" / f"{name}.xlsx"),
                    "-o",
                    str(base / "去年" / f"{name}.{kind}"),
                    *html,
                ]
            )
            == 0
        )
    assert run(["take", str(base / "去年"), "--period", "2022", "-C", str(folder)]) == 0
    return folder


def test_the_bag_is_marked_imported_and_says_where_each_figure_came_from(ready: Path) -> None:
    record = json.loads((ready / "archive/2022/data/record.json").read_text(encoding="utf-8"))

    assert record["imported"] is True
    assert {each["original"]: each["note"] for each in record["files"] if each["role"] == "input"} == {
        "甲局.docx": "甲局",
        "乙局.html": "乙局",
    }
    values = (ready / "archive/2022/data/values.csv").read_text(encoding="utf-8")
    assert any("A02" in line and "D30" in line and ",4" in line for line in values.splitlines())


def test_this_year_is_checked_against_it(ready: Path, capsys: Capture) -> None:
    run(["consolidate", "-C", str(ready), "-q"])
    said = (ready / "2023" / "output" / "findings.json").read_text(encoding="utf-8")

    assert "T-R08" in said


def test_what_cannot_be_taken_is_one_sentence(ready: Path, capsys: Capture) -> None:
    last = str(ready.parent / "去年")
    for arguments, said in (
        ([last, "--period", "2022"], "已经归档"),
        ([last], "--period"),
        ([last, "--period", "2021"], "没有 2021 年度的"),
        ([last, last, "--period", "2020"], "2022"),
        ([str(ready / "2023" / "inbox"), "--period", "2021"], "不是能读取的报告"),
    ):
        assert run(["take", *arguments, "-C", str(ready)]) == 2
        assert said in capsys.readouterr().err
