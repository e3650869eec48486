"""The clerk's walk: the copy is opened, mended, answered in its list and sent back, and what was said is heard."""

import io
from pathlib import Path

import formualizer
from openpyxl import Workbook, load_workbook

from kit.filled import damaged
from kit.letters import opened
from kit.workspace import roster, sent_by, workspace
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at, remind, send_back

ONE = Options(jobs=1)
QUERIED = {"表二!B6": 2, "表二!D6": 1, "基本信息!B7": None}  # T-R17 and V202
WHY = {"T-R17": "其中1件年内已废止。", "V202": "年内搬迁，新址尚未启用。"}


def copy_in(folder: Path, number: int) -> Path:
    (path,) = (folder / f"2023/outbox/退回-第{number}次").glob("A01*.xlsx")
    return path


def lines_of(book: Workbook) -> dict[str, list[str]]:
    rows = book["问题"].iter_rows(min_row=4, values_only=True)
    return {str(row[7]): [str(cell or "") for cell in row] for row in rows}


def answered(path: Path, answers: dict[str, str], cells: dict[str, int]) -> bytes:
    """Return the copy as the clerk saves it: answers written beside their lines, `cells` typed in."""
    book = load_workbook(path)
    for row in book["问题"].iter_rows(min_row=4):
        if (code := row[7].value) in answers:
            assert not row[6].protection.locked
            row[6].value = answers[str(code)]
    out = io.BytesIO()
    book.save(out)
    return damaged(bytes(formualizer.recalculate_xlsx_bytes(out.getvalue())["bytes"]), cells)


def back(folder: Path, path: Path, answers: dict[str, str], cells: dict[str, int] | None = None) -> Outcome:
    (folder / "2023/inbox" / path.name).write_bytes(answered(path, answers, cells or {}))
    return consolidate_workspace(open_workspace_at(folder), ONE)


def findings(outcome: Outcome) -> dict[str, Finding]:
    (entry,) = [each for each in outcome.entries if each.code == "A01" and each.standing is not Standing.SUPERSEDED]
    return {finding.code: finding for finding in entry.review.findings}


def start(folder: Path, cells: dict[str, object]) -> Path:
    made = workspace(folder, {"甲局.xlsx": sent_by("A01", "甲局", cells)}, roster([("A01", "甲局")]))
    send_back(open_workspace_at(made), ONE)
    return made


def test_queries_answered_in_the_list_are_explained_and_nothing_is_asked_any_more(tmp_path: Path) -> None:
    folder = start(tmp_path / "w", QUERIED)
    outcome = back(folder, copy_in(folder, 1), WHY)
    assert outcome.standing_of("A01") is Standing.ACCEPTED
    said = findings(outcome)
    assert {code: said[code].explanation for code in WHY} == WHY
    assert not [finding for finding in said.values() if finding.open]
    assert not send_back(open_workspace_at(folder), ONE).paths
    assert "S101" not in said


def test_an_error_is_mended_and_what_was_answered_before_comes_along(tmp_path: Path) -> None:
    folder = start(tmp_path / "w", {**QUERIED, "表三!D6": "三"})
    first = back(folder, copy_in(folder, 1), {**WHY, "V204": "系统升级，实为3件。"})
    assert first.standing_of("A01") is Standing.HELD
    assert findings(first)["V201"].blocks  # the cell is blank in the copy, and an answer fills no figure
    send_back(open_workspace_at(folder), ONE)
    lines = lines_of(load_workbook(copy_in(folder, 2)))
    assert [code for code in lines if not lines[code][6]] == ["V201"]
    assert {code: lines[code][6] for code in WHY} == WHY
    assert "没有变化的不必再填" in lines["V202"][5]
    last = back(folder, copy_in(folder, 2), {}, {"表三!D6": 3, "表三!D8": 3})
    assert last.standing_of("A01") is Standing.ACCEPTED
    assert {code: findings(last)[code].explanation for code in WHY} == WHY


def test_a_table_that_was_not_read_comes_back_with_its_figures_to_be_confirmed(tmp_path: Path) -> None:
    sent = sent_by("A01", "甲局", {"表三!D6": 3, "表三!D8": 3})
    inbox = {"甲局.xlsx": damaged(sent, {"表三!B21": "完全别的说法"})}
    folder = workspace(tmp_path / "w", inbox, roster([("A01", "甲局")]))
    send_back(open_workspace_at(folder), ONE)
    path = copy_in(folder, 1)
    sheet = load_workbook(path)["表三"]
    assert [sheet[cell].value for cell in ("D6", "D8", "E6")] == [3, 3, 0]
    assert sheet["D6"].fill.fgColor.rgb.endswith("BDD7EE")
    letter = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert "表三中的每个数属于哪一项还不能确定" in letter
    assert "照原件的位置填好了 144 格" in letter
    assert back(folder, path, {}).standing_of("A01") is Standing.ACCEPTED


def test_of_a_sheet_that_is_gone_the_letter_says_that_it_is_blank(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(sent_by("A01", "甲局", {"表二!B6": 1, "表二!D6": 1})))
    del book["表四"]
    out = io.BytesIO()
    book.save(out)
    folder = workspace(tmp_path / "w", {"甲局.xlsx": out.getvalue()}, roster([("A01", "甲局")]))
    send_back(open_workspace_at(folder), ONE)
    letter = copy_in(folder, 1).with_suffix(".txt").read_text(encoding="utf-8")
    assert "表四没有能读取，附件中是空白的" in letter


def test_each_round_has_a_folder_and_a_number_that_counts_for_its_department_alone(tmp_path: Path) -> None:
    rows = [("A01", "甲局"), ("A02", "乙局")]
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局", {"表三!D6": "三"})}, roster(rows))
    send_back(open_workspace_at(folder), ONE)
    (folder / "2023/inbox/乙局.xlsx").write_bytes(sent_by("A02", "乙局", {"表三!D6": "三"}))
    sent = send_back(open_workspace_at(folder), ONE)
    assert sent.folder.name == "退回-第2次"
    subjects = {path.name[:3]: opened(path)["Subject"] for path in sent.folder.glob("*.eml")}
    assert subjects["A01"].endswith("（第 2 次退回）")
    assert "第" not in subjects["A02"]
    assert sent.call_list == sent.folder / "电话联系表.xlsx"


def test_the_first_reminder_has_no_number_and_the_second_has(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {}, roster([("A01", "甲局")]))
    (folder / "2023/inbox").mkdir()
    folders = [remind(open_workspace_at(folder), ONE).folder for _ in range(2)]
    assert [each.name for each in folders] == ["催报-第1次", "催报-第2次"]
    subjects = [opened(next(each.glob("*.eml")))["Subject"] for each in folders]
    assert [subject.endswith("（第 2 次催报）") for subject in subjects] == [False, True]
