"""A form made from an ordinary workbook goes the whole way: issued, filled, consolidated, reported."""

import contextlib
import io
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from kit.filled import damaged
from kit.ordinary import saved, statistics
from xlsreport.cli.app import run

SHEET = "就业情况"
TOWNS = {"A01-东街镇": 10, "A02-西街镇": 20}


def fill(data: bytes, first: int) -> bytes:
    """Return an issued workbook with `first` in every count, half as much in what only some of them are."""
    counts = {f"{SHEET}!{column}{row}": first for column in "DEFG" for row in (6, 7, 9)}
    parts = {f"{SHEET}!{column}8": first / 2 for column in "DEFG"} | {
        f"{SHEET}!H{row}": first / 2 for row in range(6, 10)
    }
    money = {f"{SHEET}!I{row}": 1.5 for row in range(6, 10)}
    return damaged(data, counts | parts | money | {"情况说明!A4": "开展培训。", "情况说明!A12": "无。"})


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the form, and consolidate what two towns answered."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "统计表.xlsx").write_bytes(saved(statistics()))
    form, workspace = folder / "就业统计", folder / "工作区"
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert run(["forms", "new", str(form), "--from", str(folder / "统计表.xlsx")]) == 0
    assert "按标题“合计 × 合计”补上合计公式 =SUM(D5:G5)" in said.getvalue()
    assert run(["forms", "new", str(form), "--from", str(folder / "统计表.xlsx")]) == 2
    assert run(["init", str(workspace), "--form", str(form), "--period", "2024"]) == 0
    roster = load_workbook(workspace / "单位名单.xlsx")
    for name in TOWNS:
        roster.worksheets[0].append(name.split("-"))
    roster.save(workspace / "单位名单.xlsx")
    assert run(["issue", "-C", str(workspace)]) == 0
    for name, first in TOWNS.items():
        issued = (workspace / "2024" / "outbox" / f"{name}.xlsx").read_bytes()
        (workspace / "2024" / "inbox" / f"{name}.xlsx").write_bytes(fill(issued, first))
    assert run(["consolidate", "-C", str(workspace)]) == 0
    return workspace / "2024" / "output"


def test_what_the_towns_sent_is_added_up_by_the_formulas_that_were_proposed(output: Path) -> None:
    book = load_workbook(output / "汇总填报表（送审稿）.xlsx", data_only=True)

    assert book[SHEET]["C6"].value == 4 * 30
    assert book[SHEET]["C5"].value == 3 * 4 * 30
    assert Decimal(str(book[SHEET]["I5"].value)) == 9


def test_the_report_has_the_year_and_every_figure_and_no_tag_is_left(output: Path) -> None:
    document = Document(str(output / "报告（送审稿）.docx"))
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert "年城乡就业和培训情况统计表" in text
    assert "{" not in text + str(table).strip("{}")
    assert next(row for row in table if row[0] == "合计")[2:4] == ["360", "90"]
