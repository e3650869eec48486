"""The coordinator's decisions and evidence: what they change, and what is said where they match nothing."""

import io
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from kit.filled import saved, workbook
from kit.workspace import Rows, tables
from xlsreport.cli.app import run
from xlsreport.errors import WorkspaceError
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.pipeline import Options, consolidate_workspace, explain, new_workspace, open_workspace_at, publish
from xlsreport.writing.summary import summary_bytes

ZH = language_named("zh")
BALANCED = {"表三!D6": 21, "表三!D8": 21}
ACCEPTED, CORRECTED = "予以认可", "更正登记"
HEADS = {
    ACCEPTED: ("问题编号", "单位", "单元格", "理由", "认可人", "日期", "认可时填报"),
    CORRECTED: ("单位", "单元格", "原填", "更正为", "同意人", "日期"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    new_workspace(folder, "disclosure-2021", 2023)
    saved(folder, "单位名单.xlsx", tables({"单位名单": [("代码", "单位名称"), ("A01", "甲局"), ("A02", "乙局")]}))
    for code, name, cells in (("A01", "甲局", BALANCED), ("A02", "乙局", {"表三!D6": 1, "表三!D8": 1})):
        own = {**cells, "基本信息!B3": name, "基本信息!B4": code}
        saved(folder / "2023" / "inbox", f"{name}.xlsx", workbook(own))
    return folder


def decide(folder: Path, **rows: Rows) -> None:
    sheets = {name: [HEADS[name], *rows.get(name, ())] for name in HEADS}
    saved(folder / "2023", "处理登记.xlsx", tables(sheets))


def outcome_of(folder: Path) -> Outcome:
    return consolidate_workspace(open_workspace_at(folder), Options(jobs=1))


def said(outcome: Outcome, *families: str) -> list[tuple[str | None, str, str]]:
    return [
        (entry.code if entry else None, f.code, str(f.address or "file"))
        for entry, f in outcome.findings
        if f.code.startswith(families)
    ]


def test_an_agreed_figure_counts_and_the_department_s_own_stays_visible(folder: Path) -> None:
    rows = [("甲局", "表三!D6", 21, 12, "张三", "2024-01-20"), ("A01", "表三!D8", 21, 12, "张三", "2024-01-20")]
    decide(folder, 更正登记=rows)
    outcome = outcome_of(folder)
    assert said(outcome, "D", "M", "T") == [("A01", "D802", "表三!D6"), ("A01", "D802", "表三!D8")]
    assert outcome.total.value(Address.parse("表三!J6")) == Decimal(13)
    note = next(f for _, f in outcome.findings if f.code == "D802")
    assert (note.found, note.expected) == (Decimal(21), Decimal(12))
    assert "张三" in note.message


def test_a_correction_is_told_wherever_the_figure_leads(folder: Path) -> None:
    decide(folder, 更正登记=[("甲局", "表三!D6", 21, 12, "张三", ""), ("甲局", "表三!D8", 21, 12, "张三", "")])
    desk = open_workspace_at(folder)
    outcome = consolidate_workspace(desk, Options(jobs=1))
    contribution = explain(desk, outcome, "表三!J6").contributions[0]
    assert contribution.value == Decimal(12)
    assert contribution.correction is not None
    assert "21" in contribution.correction
    summary = load_workbook(io.BytesIO(summary_bytes(outcome, ZH)))
    sheet = summary["更正与认可"]
    notes = [cell for row in summary["明细"].iter_rows() for cell in row if cell.comment]
    assert [(cell.value, "21" in str(cell.comment.text)) for cell in notes] == [(12, True), (12, True)]
    assert [[cell.value for cell in row[1:8]] for row in sheet.iter_rows(min_row=2, max_row=2)] == [
        ["更正", "A01", "甲局", "表三!D6", str(desk.form.label(Address.parse("表三!D6"))), 21, 12]
    ]


def test_every_output_shows_the_department_s_own_figure_beside_the_corrected_one(folder: Path) -> None:
    decide(folder, 更正登记=[("甲局", "表三!D6", 21, 12, "张三", ""), ("甲局", "表三!D8", 21, 12, "张三", "")])
    desk = open_workspace_at(folder)
    made = publish(desk, consolidate_workspace(desk, Options(jobs=1)))
    words = "按更正登记，填报的 21 更正为 12（张三 同意，未注明日期；登记在 更正登记!B2）。"
    whole = load_workbook(made.consolidated)["表三"]["D6"]
    assert (whole.value, whole.comment.text) == (13, f"甲局：{words}")  # type: ignore[union-attr]
    details = load_workbook(made.summary)["明细"]
    noted = {c.column: (c.value, c.comment.text) for row in details.iter_rows() for c in row if c.comment}
    column = next(cell.column for cell in details[1] if cell.value == "表三!D6")
    assert len(noted) == 2
    assert noted[column] == (12, words)
    found = json.loads(made.findings.read_text(encoding="utf-8"))["findings"]
    assert [(f["found"], f["expected"]) for f in found if f["code"] == "D802"] == [(21, 12), (21, 12)]
    assert f"{words},21,12," in made.table.read_text(encoding="utf-8-sig")
    annex = [(p.style.name if p.style else "", p.text) for p in Document(str(made.annex)).paragraphs]
    assert ("Heading 1", "三、更正的数据") in annex
    label = desk.form.label(Address.parse("表三!D6"))
    assert annex[annex.index(("Heading 1", "三、更正的数据")) + 1][1] == f"甲局的表三!D6（{label}）：{words}"
    assert ("Heading 1", "四、各单位素材汇编") in annex


def test_a_correction_that_does_not_count_is_no_note_in_the_whole(folder: Path) -> None:
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook({**BALANCED, "表三!D7": 3} | OWN))
    decide(folder, 更正登记=[("甲局", "表二!B9", 0, 12, "张三", "")])
    desk = open_workspace_at(folder)
    made = publish(desk, consolidate_workspace(desk, Options(jobs=1)))
    assert load_workbook(made.consolidated)["表二"]["B9"].comment is None


def test_a_correction_makes_an_unreadable_figure_readable(folder: Path) -> None:
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook({**BALANCED, "表二!D6": "22（其中修订16件）"} | OWN))
    decide(folder, 更正登记=[("甲局", "表二!D6", "", 22, "张三", "")])
    outcome = outcome_of(folder)
    assert [each for each in said(outcome, "V", "D") if each[0]] == [("A01", "D802", "表二!D6")]
    assert outcome.standing_of("A01") is Standing.ACCEPTED
    assert outcome.total.value(Address.parse("表二!D6")) == Decimal(22)


OWN = {"基本信息!B3": "甲局", "基本信息!B4": "A01"}


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        (("甲局", "表三!D6", 20, 12, "张三", ""), "D803", "来件填的是 21"),
        (("甲局", "表三!D6", 21, -1, "张三", ""), "D803", "不符合"),
        (("甲局", "表三!D6", 21, "不详", "张三", ""), "D803", "不符合"),
        (("甲局", "表三!J6", 21, 12, "张三", ""), "D803", "不是填报的数据"),
        (("甲局", "基本信息!B3", "甲局", "丙局", "张三", ""), "D803", "不是填报的数据"),
        (("甲局", "表三!D6", 12, 21, "张三", ""), "D804", "已是更正后的 21"),
    ],
)
def test_a_correction_that_does_not_fit_is_not_applied_and_said(
    folder: Path, row: tuple[object, ...], code: str, words: str
) -> None:
    decide(folder, 更正登记=[row])
    outcome = outcome_of(folder)
    assert [each[:2] for each in said(outcome, "D")] == [("A01", code)]
    assert words in next(f.message for _, f in outcome.findings if f.code == code)
    assert outcome.total.value(Address.parse("表三!J6")) == Decimal(22)


def test_two_different_corrections_of_one_cell_settle_nothing(folder: Path) -> None:
    decide(folder, 更正登记=[("甲局", "表三!D6", 21, 12, "张三", ""), ("甲局", "表三!D6", 21, 13, "李四", "")])
    outcome = outcome_of(folder)
    assert [each[1] for each in said(outcome, "D")] == ["D803", "D803"]
    assert outcome.total.value(Address.parse("表三!J6")) == Decimal(22)


def test_an_accepted_error_holds_nobody(folder: Path) -> None:
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook({**BALANCED, "表三!D7": 3} | OWN))
    assert outcome_of(folder).standing_of("A01") is Standing.HELD
    decide(folder, 予以认可=[("T-R01", "甲局", "表三!D6", "机构合并", "王五", "2024-01-20")])
    outcome = outcome_of(folder)
    assert outcome.standing_of("A01") is Standing.ACCEPTED
    assert outcome.errors == 0
    own, whole = (f for _, f in outcome.findings if f.code == "T-R01")
    assert own.accepted_by == "王五 2024-01-20 认可：机构合并"
    assert whole.accepted_by == "随已认可的单位：甲局"
    assert said(outcome, "D") == []


@pytest.mark.parametrize(
    ("accepted", "standing"), [(24, "accepted"), ("24", "accepted"), ("", "accepted"), (21, "held")]
)
def test_an_acceptance_ends_when_the_figure_changes(folder: Path, accepted: object, standing: str) -> None:
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook({**BALANCED, "表三!D7": 3} | OWN))
    decide(folder, 予以认可=[("T-R01", "甲局", "表三!D6", "机构合并", "王五", "", accepted)])
    outcome = outcome_of(folder)
    assert outcome.standing_of("A01") is Standing(standing)
    assert [each[1] for each in said(outcome, "D")] == ["D806"] * (standing == "held")


def test_of_two_findings_at_one_cell_just_the_one_with_the_figure_is_accepted(folder: Path) -> None:
    text = "新收申请30件。受理申请40件。"
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook({**BALANCED, "文字!A8": text} | OWN))
    decide(folder, 予以认可=[("N501", "甲局", "文字!A8", "口径不同", "王五", "", 40)])
    found = [f for entry, f in outcome_of(folder).findings if entry and f.code == "N501"]
    assert [(f.found, bool(f.accepted_by)) for f in found] == [(30, False), (40, True)]


def test_the_whole_is_not_excused_beyond_what_was_accepted(folder: Path) -> None:
    for code, name in (("A01", "甲局"), ("A02", "乙局")):
        own = {"基本信息!B3": name, "基本信息!B4": code}
        saved(folder / "2023" / "inbox", f"{name}.xlsx", workbook({**BALANCED, "表三!D7": 3} | own))
    decide(folder, 予以认可=[("T-R01", "甲局", "表三!D6", "机构合并", "王五", "")])
    outcome = consolidate_workspace(open_workspace_at(folder), Options(jobs=1, include_held=True))
    about_whole = [f for entry, f in outcome.findings if entry is None and f.code == "T-R01"]
    assert [f.accepted_by for f in about_whole] == [None]


@pytest.mark.parametrize(
    "row",
    [
        ("T-R01", "甲局", "表三!D6", "理由", "王五", ""),
        ("T-R01", "丁局", "表三!D6", "理由", "王五", ""),
        ("S101", "甲局", "", "理由", "王五", ""),
    ],
)
def test_an_acceptance_that_matches_nothing_is_reported(folder: Path, row: tuple[object, ...]) -> None:
    decide(folder, 予以认可=[row])
    outcome = outcome_of(folder)
    code = "D801" if row[1] == "丁局" else "D807"
    assert said(outcome, "D") == [(None, code, "予以认可!A2")]
    assert [f.file for _, f in outcome.findings if f.code == code] == ["处理登记.xlsx"]


def test_a_correction_for_nobody_is_reported(folder: Path) -> None:
    decide(folder, 更正登记=[("丁局", "表三!D6", 21, 12, "张三", "")])
    assert said(outcome_of(folder), "D") == [(None, "D801", "更正登记!B2")]


def evidence(folder: Path, *rows: Sequence[object]) -> None:
    saved(folder / "2023", "佐证数据.xlsx", tables({"佐证": [("单位", "单元格", "数据", "来源"), *rows]}))


def test_evidence_finds_what_is_consistent_but_wrong(folder: Path) -> None:
    evidence(folder, ("甲局", "表三!J6", 20, "依申请公开平台"), ("A02", "表三!J6", 1, "依申请公开平台"))
    outcome = outcome_of(folder)
    assert said(outcome, "E") == [("A01", "E701", "表三!J6")]
    finding = next(f for _, f in outcome.findings if f.code == "E701")
    assert (finding.found, finding.expected, finding.difference) == (Decimal(21), Decimal(20), Decimal(1))
    assert "依申请公开平台" in finding.message
    assert outcome.standing_of("A01") is Standing.ACCEPTED


@pytest.mark.parametrize(("more", "count"), [((), 1), ((("A01", "表三!D8", 20, "他处"),), 3)])
def test_evidence_tells_which_cell_is_wrong(folder: Path, more: Rows, count: int) -> None:
    own = {"表三!D6": 21, "表三!D8": 22, "基本信息!B3": "甲局", "基本信息!B4": "A01"}
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook(own))
    evidence(folder, ("甲局", "表三!D8", 21, "平台"), *more)
    (finding,) = [f for entry, f in outcome_of(folder).findings if f.code == "T-R01" and entry]
    assert len(finding.suggestions) == count
    assert ["表三!D8 22→21"] in [[f"{c.address} {c.before}→{c.after}" for c in one] for one in finding.suggestions]


def test_evidence_that_the_coordinator_accepts_is_closed(folder: Path) -> None:
    evidence(folder, ("甲局", "表三!J6", 20, "平台"))
    decide(folder, 予以认可=[("E701", "甲局", "表三!J6", "平台漏登一件", "王五", "")])
    finding = next(f for _, f in outcome_of(folder).findings if f.code == "E701")
    assert finding.accepted_by is not None
    assert not finding.open


def test_evidence_of_nobody_or_nothing_is_reported(folder: Path) -> None:
    evidence(folder, ("丁局", "表三!J6", 20, "平台"), ("甲局", "文字!A6", 20, "平台"))
    outcome = outcome_of(folder)
    assert said(outcome, "E") == [(None, "E702", "佐证!C2"), (None, "E702", "佐证!C3")]
    assert {f.file for _, f in outcome.findings if f.code == "E702"} == {"佐证数据.xlsx"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("甲局", "表三J6", 20, "平台"), "佐证!B2"),
        (("甲局", "表三!J6", "二十", "平台"), "佐证!C2"),
        (("甲局", "表三!J6", 20, None), "佐证!D2"),
    ],
)
def test_evidence_that_cannot_be_used_names_its_cell(folder: Path, row: tuple[object, ...], words: str) -> None:
    evidence(folder, row)
    with pytest.raises(WorkspaceError, match=words):
        open_workspace_at(folder)


@pytest.fixture
def settled_but_one(folder: Path) -> Path:
    """Return a workspace of one department, where nothing but one error is open."""
    saved(folder, "单位名单.xlsx", tables({"单位名单": [("代码", "单位名称"), ("A01", "甲局")]}))
    (folder / "2023" / "inbox" / "乙局.xlsx").unlink()
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook({**BALANCED, "表三!D7": 3} | OWN))
    saved(folder / "2023", "汇总单位.xlsx", workbook({"基本信息!B3": "全区", "基本信息!B4": "A00"}))
    return folder


def test_errors_that_are_all_accepted_give_0_and_may_be_final(settled_but_one: Path) -> None:
    command = ["consolidate", "-C", str(settled_but_one), "--jobs", "1"]
    assert (run(command), run([*command, "--final"])) == (1, 2)
    decide(settled_but_one, 予以认可=[("T-R01", "甲局", "表三!D6", "机构合并", "王五", "")])
    assert (run(command), run([*command, "--final"])) == (0, 0)
    assert (settled_but_one / "2023" / "output" / "年度报告.docx").is_file()


def test_what_is_accepted_is_shown_as_accepted(settled_but_one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(settled_but_one, 予以认可=[("T-R01", "甲局", "表三!D6", "机构合并", "王五", "")])
    assert run(["consolidate", "-C", str(settled_but_one), "--jobs", "1"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "问题：错误 2，核实 0，提示 0（其中已认可 2）" in printed
    line = next(each for each in printed if "甲局.xlsx:表三!D6: 错误 T-R01" in each)
    assert line.endswith("　已认可：王五 认可：机构合并")
    head, *rows = (settled_but_one / "2023" / "output" / "findings.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.endswith(",情况说明,认可")
    assert [row for row in rows if ",A01," in row and row.endswith(",王五 认可：机构合并")]


def test_what_is_open_is_shown_before_what_is_accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(folder / "2023" / "inbox", "甲局.xlsx", workbook({**BALANCED, "表三!D7": 3} | OWN))
    decide(folder, 予以认可=[("T-R01", "甲局", "表三!D6", "机构合并", "王五", "")])
    assert run(["consolidate", "-C", str(folder), "--jobs", "1"]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len([line for line in shown if ": 核实 " in line]) == 10
    assert not [line for line in shown if "T-R01" in line]
