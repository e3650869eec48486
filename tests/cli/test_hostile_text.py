"""Text of senders stays text: on the terminal, in the CSV, in the summary and in the report."""

import csv
import io
import os
import re
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from kit.filled import saved
from kit.workspace import roster, sent_by, workspace
from xlsreport.cli.app import run

NAME = "=cmd|'/c calc'!A1[bold]甲[/bold]"
ESCAPES = "\x1b[31m红\x1b]0;title\x07\u202e逆"
PROSE = '第一段{{ 7*7 }}<b>&amp;R&D</b>\n=HYPERLINK("http://x")\n{% for x in y %}'
NUMBER = "=1+1\n[red]三[/red]\u202e"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace with a department whose texts are all meant to be more than text."""
    cells = {"文字!A6": PROSE, "基本信息!B10": NAME, "表二!B9": NUMBER, "封面!B5": NAME}
    inbox = {"[link=x]甲[/link].xlsx": sent_by("A01", NAME, cells)}
    return workspace(tmp_path / "w", inbox, roster([("A01", NAME), ("A02", "@乙\n局")]))


@pytest.fixture
def printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["consolidate", "-C", str(folder)]) == 1
    return capsys.readouterr().out


def test_terminal(printed: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"待更正 1：{NAME}" in printed
    assert "[link=x]甲[/link].xlsx:表二!B9: 错误 V204" in printed
    assert "“=1+1 [red]三[/red]”" in printed
    assert "\u202e" not in printed
    assert run(["explain", "表二!B9", "-C", str(folder)]) == 0
    assert NAME in capsys.readouterr().out


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """XML holds no escape character, but a path may."""
    assert run(["check", str(tmp_path / f"{ESCAPES}.xlsx")]) == 2
    said = capsys.readouterr().err
    assert not set("\x1b\x07\u202e") & set(said)
    assert "[31m红" in said


def test_csv(printed: str, folder: Path) -> None:
    assert printed
    text = (folder / "2023/output/findings.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert f"'{NAME}" in cells
    assert {len(row) for row in rows} == {len(rows[0])}


def test_summary(printed: str, folder: Path) -> None:
    assert printed
    path = folder / "2023/output/汇总表.xlsx"
    book = load_workbook(path)
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == NAME]
    assert texts
    assert {cell.data_type for cell in texts} == {"s"}
    with zipfile.ZipFile(path) as package:
        sheets = "".join(package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name)
    formulas = "".join(re.findall(r"<f>[^<]*</f>", sheets))
    assert formulas
    assert "cmd|" not in formulas
    assert "http://x" not in "".join(
        part for part in formulas.split("<f>")[1:] if "HYPERLINK(" in part.split("</f>")[0]
    )


def test_consolidated(printed: str, folder: Path) -> None:
    assert printed
    with zipfile.ZipFile(folder / "2023/output/汇总填报表（送审稿）.xlsx") as package:
        sheets = "".join(package.read(name).decode() for name in package.namelist() if name.startswith("xl/"))
    assert "cmd|" not in sheets


def test_report(tmp_path: Path) -> None:
    path = saved(tmp_path, "甲.xlsx", sent_by("A01", NAME, {"文字!A6": PROSE, "基本信息!B10": NAME}))
    assert run(["report", str(path)]) == 0
    document = Document(str(tmp_path / "甲.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == f"{NAME}\n2023年政府信息公开工作年度报告"
    assert [text for text in texts if text in PROSE.splitlines()] == PROSE.splitlines()
    assert "fldSimple" not in document.element.xml
    assert "instrText" not in document.element.xml


def test_an_issued_workbook_holds_names_as_text(folder: Path) -> None:
    assert run(["issue", "-C", str(folder)]) == 0
    paths = [path for path in (folder / "2023/outbox").rglob("*") if path.is_file()]
    names = [path.name for path in paths]
    assert len(names) == 7
    book = load_workbook(next(path for path in paths if path.name.startswith("A01") and path.suffix == ".xlsx"))
    cell = book["基本信息"]["B3"]
    assert (cell.value, cell.data_type) == (NAME, "s")
    assert not any(set(name) & set('\n<>:"/\\|?*') for name in names)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are not Unicode")
def test_a_file_name_that_is_not_unicode_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As an archive made on Chinese Windows unpacks: its names are GBK."""
    folder = workspace(tmp_path / "w", {"a.xlsx": sent_by("A01", "甲局", {"表二!B9": None})})
    inbox = os.fsencode(folder / "2023/inbox")
    os.rename(inbox + b"/a.xlsx", inbox + b"/" + "甲局".encode("gbk") + b".xlsx")  # noqa: PTH104
    assert run(["consolidate", "-C", str(folder)]) == 1
    assert ".xlsx:表二!B9: 错误 V201" in capsys.readouterr().out
    assert len(list((folder / "2023/output").iterdir())) == 7
