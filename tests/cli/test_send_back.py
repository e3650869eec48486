"""`xlsreport send-back` and `remind`, and the walk of a clerk who mends what came back."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kit.bags import bag
from kit.demo import laid_out
from kit.filled import damaged, saved
from kit.letters import attachment, opened
from kit.office import converted
from kit.workspace import everything, roster, sent_by, tables, workspace
from xlsreport.cli.app import run

OUTBOX, REMINDERS, INBOX = "2023/outbox/退回-第1次", "2023/outbox/催报-第1次", "2023/inbox"
CALLS = "电话联系表.xlsx"
FINANCE = "36079902-赣州经开区财政局（更正稿）"
SERVICES = "36079911-赣州经开区政务服务中心（更正稿）"
MISSING = "36079915-赣州经开区云桥街道办事处"
ASKED = (
    "财政局",
    "住房和城乡建设局",
    "自然资源分局",
    "生态环境分局",
    "政务服务中心",
    "望溪镇人民政府",
    "明澄街道办事处",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = laid_out(tmp_path_factory.mktemp("back") / "区")
    assert run(["send-back", "-C", str(folder)]) == 0
    return folder


def copy_of(folder: Path, stem: str) -> Workbook:
    return load_workbook(folder / OUTBOX / f"{stem}.xlsx")


def letter(folder: Path, stem: str) -> str:
    return (folder / OUTBOX / f"{stem}.txt").read_text(encoding="utf-8")


def findings(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "2023/output/findings.json").read_text(encoding="utf-8"))
    return found


def standing(folder: Path, code: str) -> dict[str, str]:
    return {e["file"]: e["standing"] for e in findings(folder)["standings"] if e["code"] == code}


def test_a_copy_and_two_letters_for_each_department_that_is_asked_something_and_no_other(demo: Path) -> None:
    names = sorted(path.name for path in (demo / OUTBOX).iterdir() if path.name != CALLS)
    stems = {name.rpartition(".")[0] for name in names}
    assert len(stems) == len(ASKED)
    assert all(any(each in stem for stem in stems) for each in ASKED)
    assert names == sorted(f"{stem}.{ending}" for stem in stems for ending in ("xlsx", "txt", "eml"))


def test_what_could_not_be_read_is_blank_and_its_comment_says_what_stood_there(demo: Path) -> None:
    cell = copy_of(demo, FINANCE)["表二"]["D6"]
    assert cell.value is None
    assert cell.comment is not None
    assert "22（其中修订16件）" in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("F8CBAD")


def test_the_copy_holds_the_departments_own_figures_and_prose(demo: Path) -> None:
    book, sent = copy_of(demo, SERVICES), load_workbook(demo / INBOX / "赣州经开区政务服务中心.xlsx")
    for sheet, cell in (("表三", "D6"), ("表三", "E6"), ("文字", "A6"), ("基本信息", "B7"), ("补充", "B4")):
        assert book[sheet][cell].value == sent[sheet][cell].value is not None


def test_damaged_formulas_are_the_forms_own_again_and_their_results_are_stored(demo: Path) -> None:
    book = copy_of(demo, SERVICES)
    assert (book["表三"]["J29"].value, book["表四"]["E6"].value) == ("=SUM(D29:I29)", "=SUM(A6:D6)")
    stored = load_workbook(demo / OUTBOX / f"{SERVICES}.xlsx", data_only=True)
    assert stored["表三"]["J29"].value == 4


def test_identity_is_locked_and_last_years_figures_are_there(demo: Path) -> None:
    book = copy_of(demo, "36079906-赣州经开区自然资源分局（更正稿）")
    assert all(book["基本信息"][cell].protection.locked for cell in ("B3", "B4", "B5", "B6"))
    assert not book["基本信息"]["B7"].protection.locked
    assert (book["上年"]["D4"].value, book["上年"]["D4"].protection.locked) == (12, True)


def test_the_first_sheet_lists_what_is_asked_with_links(demo: Path) -> None:
    book = copy_of(demo, SERVICES)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert sheet.title == "问题"
    assert [row[2] for row in rows] == ["表三!J29", "表四!A6", "表四!B6", "表四!C6", "表四!D6", "表四!E6", "文字!A8"]
    links = [sheet.cell(row, 3).hyperlink for row in range(4, 4 + len(rows))]
    assert [link.location for link in links if link] == [f"'{row[2].replace('!', chr(39) + '!')}" for row in rows]
    assert book.active is sheet
    assert [each.title for each in book.worksheets if each.sheet_view.tabSelected] == ["问题"]


def test_the_letter_says_what_to_correct_and_by_when(demo: Path) -> None:
    text = letter(demo, SERVICES)
    assert text.startswith("赣州经开区政务服务中心：\n您好！")
    assert "2. 表四!A6:D6：必填，但为空白；没有的请填 0。请更正。" in text
    assert "2024年1月30日" in text
    assert "请核实" in text
    assert "请核实" not in letter(demo, FINANCE)


def test_the_draft_holds_the_letter_and_the_copy(demo: Path) -> None:
    message = opened(demo / OUTBOX / f"{SERVICES}.eml")
    assert (message["X-Unsent"], message["To"]) == ("1", "zwfwzx@jkq.example")
    assert (message["Date"], message["Message-ID"]) == (None, None)
    assert message["Subject"] == "请更正：赣州经开区政务服务中心 2023 年度《政府信息公开工作年度报告》"
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == letter(demo, SERVICES)
    name = f"{SERVICES}.xlsx"
    assert attachment(message) == (name, (demo / OUTBOX / name).read_bytes())


def mended(folder: Path, stem: str, cells: dict[str, int]) -> Path:
    """Put the copy into the inbox with `cells` typed in, as a clerk would send it back."""
    name = f"{stem}.xlsx"
    return saved(folder / INBOX, name, damaged((folder / OUTBOX / name).read_bytes(), cells))


def test_a_clerk_mends_the_copy_and_it_is_accepted_and_says_what_changed(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "区"
    shutil.copytree(demo, folder)
    mended(folder, SERVICES, {f"表四!{column}6": 0 for column in "ABCD"})
    mended(folder, FINANCE, {"表二!D6": 22})

    assert run(["consolidate", "-C", str(folder)]) == 1  # the others are still held
    assert standing(folder, "36079911") == {
        "赣州经开区政务服务中心.xlsx": "superseded",
        f"{SERVICES}.xlsx": "accepted",
    }
    assert standing(folder, "36079902")[f"{FINANCE}.xlsx"] == "accepted"
    said = {f["department_code"]: f["message"] for f in findings(folder)["findings"] if f["code"] == "F122"}
    assert "改动 4 格" in said["36079911"]
    assert "表二!D6：空白 → 22" in said["36079902"]
    own = {f["code"] for f in findings(folder)["findings"] if f["department_code"] == "36079902"}
    assert own == {"F104", "F122"}


@pytest.mark.office
def test_a_copy_mended_in_libreoffice_is_accepted(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "区"
    shutil.copytree(demo, folder)
    path = mended(folder, FINANCE, {"表二!D6": 22})
    shutil.move(converted(path, "xlsx", tmp_path / "office"), path)
    assert run(["consolidate", "-C", str(folder)]) == 1
    assert standing(folder, "36079902")[f"{FINANCE}.xlsx"] == "accepted"
    own = {f["code"] for f in findings(folder)["findings"] if f["department_code"] == "36079902"}
    assert own == {"F104", "F122"}


def test_a_second_round_ranks_later_than_the_first(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "区"
    shutil.copytree(demo, folder)
    shutil.copy2(folder / OUTBOX / f"{FINANCE}.xlsx", folder / INBOX)
    assert run(["send-back", "-C", str(folder)]) == 0
    second = folder / "2023/outbox/退回-第2次"
    assert (second / "36079902-赣州经开区财政局（更正第1稿）.xlsx").is_file()
    message = opened(second / "36079902-赣州经开区财政局（更正第1稿）.eml")
    assert message["Subject"].endswith("（第 2 次退回）")


def test_a_file_that_cannot_be_opened_is_answered_with_a_workbook_to_fill(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": b"PK\x03\x04 broken", "乙局.xlsx": sent_by("A02", "乙局")})
    assert run(["send-back", "-C", str(folder)]) == 0
    assert [path.name for path in (folder / OUTBOX).glob("A*.xlsx")] == ["A01-甲局（更正稿）.xlsx"]
    book = copy_of(folder, "A01-甲局（更正稿）")
    assert book["基本信息"]["B3"].value == "甲局"
    assert book["表三"]["D6"].value is None
    assert "请用附件重新填报" in letter(folder, "A01-甲局（更正稿）")


def test_an_unexplained_query_is_asked_about_and_an_explained_one_is_not(tmp_path: Path) -> None:
    odd = {"表二!B6": 2, "表二!D6": 1}
    explained = {**odd, "校验!I21": "另有一件由上级机关保留。"}
    settled = workspace(tmp_path / "settled", {"甲局.xlsx": sent_by("A01", "甲局", explained)})
    assert run(["send-back", "-C", str(settled)]) == 0
    assert not (settled / OUTBOX).exists()
    folder = workspace(tmp_path / "open", {"甲局.xlsx": sent_by("A01", "甲局", odd)})
    assert run(["send-back", "-C", str(folder)]) == 0
    text = letter(folder, "A01-甲局（更正稿）")
    assert "请核实（有误请更正，无误请说明原因）：" in text
    assert "校验!I21 写明原因" in text
    assert "请更正（更正后才能计入汇总）" not in text


def test_formulas_and_addresses_of_senders_stay_text(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    cells = {"基本信息!B7": evil, "基本信息!B3": "=甲局", "表三!D6": evil}
    rows = (("A01", "=甲局", "", "", "", "a@b.example\nBcc: c@d.example"), ("A02", "乙局"))
    folder = workspace(tmp_path / "w", {"A01.xlsx": sent_by("A01", "=甲局", cells)}, roster(rows))
    assert run(["send-back", "-C", str(folder)]) == 0
    (path,) = (folder / OUTBOX).glob("A*.xlsx")
    book = load_workbook(path)
    ours = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"}
    assert not [formula for formula in ours if "HYPERLINK" in formula or "甲局" in formula]
    assert book["基本信息"]["B7"].value == evil
    assert book["表三"]["D6"].value is None
    message = opened(path.with_suffix(".eml"))
    assert message["To"] == "a@b.example, c@d.example"
    assert message["Bcc"] is None


def test_departments_with_several_files_are_left_to_the_coordinator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = {"a/甲局.xlsx": sent_by("A01", "甲局"), "b/甲局.xlsx": sent_by("A01", "甲局", {"表三!D6": "无"})}
    folder = workspace(tmp_path / "w", inbox)
    assert run(["send-back", "-C", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "没有要退回更正的单位" in said
    assert "先在“处理登记.xlsx”中写明以哪份为准" in said
    assert not (folder / OUTBOX).exists()


def test_without_a_mailbox_the_draft_has_no_recipient_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局", {"表三!D6": "无"})})
    assert run(["send-back", "-C", str(folder)]) == 0
    assert "没有写收件人：甲局" in capsys.readouterr().out
    assert opened(folder / OUTBOX / "A01-甲局（更正稿）.eml")["To"] is None


def test_the_missing_are_reminded_with_the_workbook_as_issued(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "区")
    assert run(["remind", "-C", str(folder)]) == 0
    reminded = everything(folder / REMINDERS)
    assert reminded.keys() == {
        f"{MISSING}.xlsx", f"{MISSING}（催报）.txt", f"{MISSING}（催报）.eml", CALLS,
    }  # fmt: skip
    assert "报送期限是2024年1月15日。" in (folder / REMINDERS / f"{MISSING}（催报）.txt").read_text(encoding="utf-8")
    assert run(["issue", "-C", str(folder)]) == 0
    issued = (folder / f"2023/outbox/{MISSING}.xlsx").read_bytes()
    assert issued == reminded[f"{MISSING}.xlsx"]
    assert attachment(opened(folder / REMINDERS / f"{MISSING}（催报）.eml")) == (f"{MISSING}.xlsx", issued)


@pytest.mark.parametrize("command", ["send-back", "remind"])
def test_what_the_archive_leaves_unknown_is_said_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局", {"表三!D6": "无"})})
    bag(folder, "2022", {"A01": ("甲局", 3)}, edition="旧", label="没有这一项")
    assert run([command, "-C", str(folder)]) == 0
    printed = capsys.readouterr()
    assert "另一版表样（旧）" in printed.err
    assert "另一版表样" not in printed.out


def test_nobody_writes_to_who_is_not_waited_for_while_nothing_has_come(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "w")
    (folder / INBOX).mkdir()
    heads, settled = ("单位", "理由", "认可人", "日期"), ("甲局", "机构已撤并", "王某", "2024-01-20")
    (folder / "2023/处理登记.xlsx").write_bytes(tables({"未报送": (heads, settled)}))
    assert run(["remind", "-C", str(folder)]) == 0
    assert {path.stem[:6] for path in (folder / REMINDERS).glob("*.eml")} == {"A02-乙局", "A03-丙镇"}
    assert "信没有落款" in capsys.readouterr().out
    settings = folder / "xlsreport.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[office]\nname = "某区政府办"\n', encoding="utf-8")
    assert run(["remind", "-C", str(folder)]) == 0
    assert "信没有落款" not in capsys.readouterr().out


def test_everybody_is_missing_while_nothing_has_come(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    (folder / INBOX).mkdir()
    assert run(["remind", "-C", str(folder)]) == 0
    assert len(list((folder / REMINDERS).glob("*.eml"))) == 3


def test_a_day_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = laid_out(tmp_path / "区")
    assert run(["remind", "-C", str(folder), "--today", "明天"]) == 2
    assert "--today" in capsys.readouterr().err
    assert not (folder / REMINDERS).exists()
