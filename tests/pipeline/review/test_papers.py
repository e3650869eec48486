"""A workspace whose inbox holds mails, archives and papers beside plain workbooks."""

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kit.filled import workbook
from kit.mails import DATED, HEAD, attached, mail, text
from xlsreport.content import Content
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.source import SourceFile
from xlsreport.pipeline import Options, consolidate_workspace, new_workspace, open_workspace_at, publish
from xlsreport.pipeline.review.unpack import is_paper

PDF = b"%PDF-1.4 a scan"
DEPARTMENTS = (
    ("A01", "财政局", "czj@jkq.example"),
    ("A02", "教育局", "jyj@jkq.example"),
    ("A03", "民政局", "mzj@jkq.example"),
    ("A04", "统计局", "tjj@jkq.example"),
    ("A05", "审计局", "sjj@jkq.example"),
)


def filled(code: str, name: str, **cells: Any) -> bytes:
    return workbook({"基本信息!B3": name, "基本信息!B4": code, **cells})


def from_(address: str, day: int) -> bytes:
    return HEAD.replace(b"CZJ@jkq.example", address.encode()) + DATED.replace(b"10 Jan", f"{day} Jan".encode())


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.bin", data)
    return out.getvalue()


def inbox() -> dict[str, bytes]:
    finance = filled("A01", "财政局", **{"表三!D6": 1, "表三!D8": 1})
    return {
        "财政局.eml": mail([attached("年报.xlsx", finance)], from_("czj@jkq.example", 9)),
        "财政局再报.eml": mail(
            [attached("年报.xlsx", filled("A01", "财政局", **{"表三!D6": 2, "表三!D8": 2})), attached("盖章.pdf", PDF)],
            from_("czj@jkq.example", 11),
        ),
        "打包.zip": packed(教育局=filled("A02", "教育局", **{"表三!D6": 5, "表三!D8": 5})),
        "教育局/盖章扫描.pdf": PDF + b"2",
        "教育局/~$年报.xlsx": b"lock",
        "链接.eml": mail([text("见网盘 https://pan.baidu.com/s/1")], from_("mzj@jkq.example", 9)),
        "回复.eml": mail([text("收到")], from_("nobody@y.cn", 9)),
        "不知谁的.pdf": PDF + b"3",
        "私人邮箱.eml": mail([attached("表.xlsx", filled("A04", "统计局"))], from_("private@y.cn", 9)),
        "坏.zip": b"PK\x03\x04 cut off",
    }


def roster() -> bytes:
    book = Workbook()
    for row in (("代码", "单位名称", "邮箱"), *DEPARTMENTS):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ws") / "区"
    made = new_workspace(folder, "disclosure-2021", 2023)
    assert "处理登记.xlsx" in [path.name for path in made]
    assert all(path.is_file() for path in made)
    made[1].write_bytes(roster())
    for name, data in inbox().items():
        (folder / "2023" / "inbox" / name).parent.mkdir(exist_ok=True)
        (folder / "2023" / "inbox" / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def outcome(workspace: Path) -> Outcome:
    desk = open_workspace_at(workspace)
    found = consolidate_workspace(desk, Options(jobs=1))
    publish(desk, found)
    return found


def test_everything_that_came_stands_somewhere(outcome: Outcome) -> None:
    found = {(each.file.name if each.file else each.code): (each.code, each.standing) for each in outcome.entries}
    assert found == {
        "财政局.eml!年报.xlsx": ("A01", Standing.SUPERSEDED),
        "财政局再报.eml!年报.xlsx": ("A01", Standing.ACCEPTED),
        "打包.zip!教育局.bin": ("A02", Standing.ACCEPTED),
        "链接.eml": ("A03", Standing.UNREADABLE),
        "私人邮箱.eml!表.xlsx": ("A04", Standing.ACCEPTED),
        "A05": ("A05", Standing.MISSING),
        "坏.zip": (None, Standing.UNREADABLE),
    }
    by_file = {
        each.file.name: [f.code for f in each.review.findings if f.code.startswith("F")]
        for each in outcome.entries
        if each.file
    }
    assert by_file["财政局再报.eml!年报.xlsx"] == ["F122"]
    assert by_file["链接.eml"] == ["F117"]
    (mails,) = outcome.mere_mails
    assert (mails.note.code, [each.name for each in mails.files]) == ("F116", ["回复.eml"])
    assert [each for _, each in outcome.findings if each.code == "F116"] == [mails.note]
    assert by_file["坏.zip"] == ["F118"]
    assert by_file["私人邮箱.eml!表.xlsx"] == ["F161"]


def test_papers_are_their_departments_and_no_findings(outcome: Outcome, workspace: Path) -> None:
    assert outcome.paper_names == {
        "A01": ["财政局再报.eml!盖章.pdf"],
        "A02": ["教育局/盖章扫描.pdf"],
        None: ["不知谁的.pdf"],
    }
    written = json.loads((workspace / "2023/output/findings.json").read_text(encoding="utf-8"))
    assert not [each for each in written["standings"] if "pdf" in str(each["file"])]
    about = [each for each in written["findings"] if "pdf" in str(each["file"])]
    assert [(each["code"], each["severity"], each["file"]) for each in about] == [("F126", "note", "不知谁的.pdf")]


def test_provenance_stands_in_findings_json_and_no_temporary_path(outcome: Outcome, workspace: Path) -> None:
    text_of = (workspace / "2023/output/findings.json").read_text(encoding="utf-8")
    standing = next(each for each in json.loads(text_of)["standings"] if each["standing"] == "accepted")
    assert standing["file"] == "财政局再报.eml!年报.xlsx"
    assert standing["received_at"] == "2024-01-11T08:00:00Z"
    assert standing["source"].startswith("发件人 财政局 <czj@jkq.example> · 主题 report")
    assert tempfile.gettempdir() not in text_of
    assert not any(each.file.path.exists() for each in outcome.entries if each.file and "!" in each.file.name)


def test_the_summary_says_which_signed_copies_came(outcome: Outcome, workspace: Path) -> None:
    assert outcome.papers
    sheet = load_workbook(workspace / "2023/output/汇总表.xlsx")["报送情况"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    column, file = rows[0].index("签字盖章件"), rows[0].index("文件")
    assert {(row[0], row[file]): row[column] for row in rows[1:8]} == {
        ("A01", "财政局.eml!年报.xlsx"): "已收\n财政局再报.eml!盖章.pdf",
        ("A01", "财政局再报.eml!年报.xlsx"): "已收\n财政局再报.eml!盖章.pdf",
        ("A02", "打包.zip!教育局.bin"): "已收\n教育局/盖章扫描.pdf",
        ("A03", "链接.eml"): "未收",
        ("A04", "私人邮箱.eml!表.xlsx"): "未收",
        ("A05", None): "未收",
        (None, "坏.zip"): None,
    }
    assert str(rows[2][rows[0].index("来信")]).startswith("发件人 财政局 <czj@jkq.example> · 主题 report")
    assert "不知谁的.pdf" in str(rows[-1][1])


def test_a_choice_turns_the_version_that_counts(workspace: Path) -> None:
    path = workspace / "2023" / "处理登记.xlsx"
    before = path.read_bytes()
    book = load_workbook(path)
    for row in (("财政局", "财政局.eml!年报.xlsx"), ("A05", "没有的.xlsx")):
        sheet = book["以哪份为准"]
        number = 2 if row[0] == "财政局" else 3
        sheet.cell(number, 1).value, sheet.cell(number, 2).value = row
    book.save(path)
    try:
        found = consolidate_workspace(open_workspace_at(workspace), Options(jobs=1))
    finally:
        path.write_bytes(before)
    assert [e.file.name for e in found.of(Standing.ACCEPTED) if e.file and e.code == "A01"] == ["财政局.eml!年报.xlsx"]
    vain = [(each.file, str(each.address)) for entry, each in found.findings if each.code == "F123"]
    assert vain == [("处理登记.xlsx", "以哪份为准!B3")]


@pytest.mark.parametrize(("name", "content", "kept"), [
    ("来信.eml!说明.txt", Content.TEXT, True), ("财政局.xlsx", Content.TEXT, False), ("a.XLS", Content.TEXT, False),
    ("a.pdf", Content.PAPER, True), ("a.txt", Content.UNKNOWN, False),
])  # fmt: skip
def test_a_note_of_plain_words_is_kept_like_a_paper_unless_it_is_called_a_workbook(
    name: str, content: Content, kept: bool
) -> None:
    assert is_paper(SourceFile(name, Path("nowhere"), "1", content=content)) is kept
