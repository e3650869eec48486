"""findings.json has exactly the published shape; findings.csv is harmless in a spreadsheet."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import simplejson

from kit.demo import laid_out
from kit.filled import disclosure, values
from xlsreport.consolidation import consolidate
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import CellChange, Finding, Operand, Severity
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at
from xlsreport.writing.files.findings import check_json, findings_csv, findings_json

REPORT = "年度报告（送审稿）.docx"
FINDING_KEYS = [
    "code", "severity", "department_code", "department", "file", "sheet", "cell", "label", "message",
    "found", "expected", "difference", "operands", "suggestions", "explanation", "accepted_by",
]  # fmt: skip
HARMFUL = ["=1+1", "+1+1", "-1+1", "@x", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "-cmd|'/c calc'!A1"]


def at(text: str) -> Address:
    return Address.parse(text)


TOTAL = Finding(
    "M301",
    Severity.ERROR,
    "公式被数字替换。",
    "表三",
    at("表三!J29"),
    "（七）总计 × 总计",
    Decimal(0),
    Decimal("4.50"),
    Decimal("-4.5"),
    operands=(Operand(at("表三!D29"), Decimal(3)), Operand(at("表三!E29"), None)),
    suggestions=((CellChange(at("表三!J29"), Decimal(0), Decimal("4.5")),),),
    explanation="说明",
    accepted_by="张三",
)
BROKEN = Finding("F101", Severity.ERROR, "文件打不开。")


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    form = disclosure()
    reviewed = values({"表二!B16": Decimal("0.10"), "表二!B9": 12, "上年!D4": 5})
    review = Review(Identity("A01", "甲局", 2023), reviewed, form.engine.evaluate(reviewed), (TOTAL,))
    mail = SourceFile(
        "信.eml!附件.zip!甲局.xlsx", Path("nowhere"), "a" * 64, "2024-01-09T10:00:00+08:00", "a@b.example"
    )
    entries = (
        Entry(Standing.ACCEPTED, review, Department("A01", "甲局"), mail),
        Entry(Standing.MISSING, Review(), Department("A02", "乙局")),
        Entry(Standing.UNREADABLE, Review(findings=(BROKEN,)), None, SourceFile("谁.xlsx", Path("nowhere"), "b" * 64)),
    )
    total = consolidate(form, [reviewed])
    blank = Finding("V202", Severity.QUERY, "空白。", "文字", at("文字!A6"), "（一）主动公开")
    whole = Review(Identity("A00", "全区", 2023), findings=(blank,))
    return Outcome(form, 2023, entries, whole, total, total)


@pytest.fixture(scope="module")
def document(outcome: Outcome) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(b"".join(findings_json(outcome, REPORT)))
    return loaded


def test_document(document: dict[str, Any]) -> None:
    heads = ["schema", "program", "form", "period", "final", "outputs", "standings", "findings"]
    assert list(document) == [*heads, "mails_without_workbook", "totals", "unknown", "subtotals"]
    assert (document["form"], document["period"]) == ("disclosure-2021", 2023)
    consolidated = "汇总填报表（送审稿）.xlsx"
    assert document["outputs"] == {"summary": "汇总表.xlsx", "report": REPORT, "consolidated": consolidated}


def test_standings(document: dict[str, Any]) -> None:
    unsent = {"issued": False, "sent_back": 0, "reminded": 0}
    assert document["standings"] == [
        {
            "code": "A01",
            "department": "甲局",
            "standing": "accepted",
            "file": "信.eml!附件.zip!甲局.xlsx",
            "sha256": "a" * 64,
            "received_at": "2024-01-09T10:00:00+08:00",
            "source": "a@b.example",
            **unsent,
        },
        {"code": "A02", "department": "乙局", "standing": "missing"}
        | dict.fromkeys(("file", "sha256", "received_at", "source"))
        | unsent,
        {"code": None, "department": None, "standing": "unreadable", "file": "谁.xlsx", "sha256": "b" * 64}
        | dict.fromkeys(("received_at", "source"))
        | unsent,
    ]


def test_a_finding_in_a_cell(document: dict[str, Any]) -> None:
    assert document["findings"][0] == {
        "code": "M301",
        "severity": "error",
        "department_code": "A01",
        "department": "甲局",
        "file": "信.eml!附件.zip!甲局.xlsx",
        "sheet": "表三",
        "cell": "J29",
        "label": "（七）总计 × 总计",
        "message": "公式被数字替换。",
        "found": 0,
        "expected": 4.5,
        "difference": -4.5,
        "operands": [{"cell": "表三!D29", "value": 3}, {"cell": "表三!E29", "value": None}],
        "suggestions": [[{"cell": "表三!J29", "from": 0, "to": 4.5}]],
        "explanation": "说明",
        "accepted_by": "张三",
    }


def test_a_finding_about_a_file_has_no_place(document: dict[str, Any]) -> None:
    found = document["findings"][1]
    assert [found[key] for key in ("department_code", "department", "sheet", "cell", "label")] == [None] * 5
    assert (found["file"], found["operands"], found["suggestions"]) == ("谁.xlsx", [], [])


def test_a_finding_about_the_whole_has_no_file(document: dict[str, Any]) -> None:
    found = document["findings"][2]
    assert [found[key] for key in ("department", "file", "sheet", "cell")] == ["全区", None, "文字", "A6"]


def test_every_finding_has_every_key_in_order(document: dict[str, Any]) -> None:
    assert [list(each) for each in document["findings"]] == [FINDING_KEYS] * 3


def test_totals_are_every_numeric_input_and_formula_but_the_rules_and_the_carried(document: dict[str, Any]) -> None:
    sheets = {cell.partition("!")[0] for cell in document["totals"]}
    assert sheets == {"补充", "表二", "表三", "表四"}
    assert len(document["totals"]) == 11 + 1 + 10 + 24 * 6 + 31 + 12 + 3
    assert (document["totals"]["表二!B9"], document["totals"]["表三!J29"]) == (12, 0)
    assert document["totals"]["补充!B12"] == document["totals"]["补充!B4"] == 0


def test_a_required_figure_that_nobody_filled_is_null(outcome: Outcome) -> None:
    empty = replace(outcome, total=consolidate(outcome.form, []))
    found = json.loads(b"".join(findings_json(empty, REPORT)))["totals"]
    assert (found["表二!B9"], found["补充!B4"]) == (None, 0)


def test_numbers_are_the_shortest_exact_decimals(outcome: Outcome) -> None:
    text = b"".join(findings_json(outcome, REPORT)).decode()
    assert '"表二!B16": 0.1,' in text
    assert '"expected": 4.5,' in text
    total = simplejson.loads(text, use_decimal=True)["totals"]["表二!B16"]
    assert total == Decimal("0.1")


def test_numbers_of_any_size_keep_their_digits(outcome: Outcome) -> None:
    large = replace(
        TOTAL, found=Decimal("123456789012345678901234567890"), expected=Decimal("1E+3"), difference=Decimal("0E-5")
    )
    review = Review(findings=(large,))
    document = json.loads(check_json(outcome.form, [("甲.xlsx", review)]))
    found = document["findings"][0]
    assert (found["found"], found["expected"], found["difference"]) == (123456789012345678901234567890, 1000, 0)


def test_is_utf_8_and_ends_in_a_newline(outcome: Outcome) -> None:
    data = b"".join(findings_json(outcome, REPORT))
    assert "公式被数字替换".encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data


def test_text_that_utf_8_cannot_hold_does_not_stop_it(outcome: Outcome) -> None:
    lone = replace(BROKEN, message="\ud800")
    odd = replace(outcome, whole=Review(findings=(lone,)))
    assert json.loads(b"".join(findings_json(odd, REPORT)))["findings"][-1]["message"] == "\ud800"
    assert b"".join(findings_csv(odd, language_named("zh")))


def test_the_demos_findings_come_in_the_order_of_the_roster_and_worst_first(tmp_path: Path) -> None:
    desk = open_workspace_at(laid_out(tmp_path / "区"))
    outcome = consolidate_workspace(desk, Options())
    document = json.loads(b"".join(findings_json(outcome, REPORT)))
    codes = [each.code for each in desk.roster.departments]
    places = [codes.index(each["code"]) for each in document["standings"] if each["code"]]
    assert places == sorted(places)
    ranks = ["error", "query", "note"]
    keys = [(each["file"] or "~", ranks.index(each["severity"])) for each in document["findings"]]
    files = list(dict.fromkeys(file for file, _ in keys))
    assert keys == sorted(keys, key=lambda key: (files.index(key[0]), key[1]))
    assert b"".join(findings_json(consolidate_workspace(desk, Options()), REPORT)) == b"".join(
        findings_json(outcome, REPORT)
    )


def test_check_of_several_has_no_totals(outcome: Outcome) -> None:
    review = outcome.entries[0].review
    document = json.loads(check_json(outcome.form, [("甲.xlsx", review), ("乙.xlsx", review)]))
    assert (document["period"], document["totals"], document["standings"]) == (None, {}, [])
    assert [(each["file"], each["department"]) for each in document["findings"]] == [
        ("甲.xlsx", "甲局"),
        ("乙.xlsx", "甲局"),
    ]


def rows_of(outcome: Outcome) -> list[list[str]]:
    data = b"".join(findings_csv(outcome, language_named("zh")))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_says_the_same(outcome: Outcome) -> None:
    rows = rows_of(outcome)
    assert rows[0][:4] == ["审核类型", "代码", "单位代码", "单位名称"]
    assert rows[1][:7] == ["错误", "M301", "A01", "甲局", "信.eml!附件.zip!甲局.xlsx", "表三", "J29"]
    assert rows[1][9:] == ["0", "4.5", "-4.5", "说明", "张三"]
    assert rows[0][13] == "认可"
    assert [row[1] for row in rows[1:]] == ["M301", "F101", "V202"]
    assert rows[3][2:6] == ["A00", "全区", "", "文字"]


@pytest.mark.parametrize("text", HARMFUL)
def test_csv_holds_no_formula(outcome: Outcome, text: str) -> None:
    harmful = Finding("V204", Severity.ERROR, text, text, None, text, text, text, explanation=text)
    identity = Identity(text, text, 2023)
    row = rows_of(replace(outcome, entries=(), whole=Review(identity, findings=(harmful,))))[1]
    assert [cell for cell in row if cell == f"'{text}"] == [f"'{text}"] * 8


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\x07", "\x9b31m", "\u202e", "\x7f"])
def test_nothing_that_a_terminal_obeys(outcome: Outcome, hidden: str) -> None:
    text = f"{hidden}=1\n红"
    finding = Finding("V204", Severity.ERROR, text, text, None, text, text, text, explanation=text)
    told = replace(outcome, entries=(), whole=Review(Identity(text, text, 2023), findings=(finding,)))
    written = b"".join(findings_json(told, "报告.docx")).decode()
    assert hidden[0] not in written
    assert json.loads(written)["findings"][0]["message"] == text
    assert hidden[0] not in b"".join(findings_csv(told, language_named("zh"))).decode()
    assert [cell for cell in rows_of(told)[1] if cell.startswith("=")] == []


def test_negative_numbers_stay_numbers(outcome: Outcome) -> None:
    assert rows_of(outcome)[1][11] == "-4.5"
