"""`xlsreport compare`: a report against the figures of a workspace, its archive or one workbook."""

import io
import json
from pathlib import Path

import pytest
from docx import Document

from kit.workspace import sent_by, workspace
from xlsreport.cli.app import run

REPORT = "年度报告（送审稿）.docx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of which the outputs were written."""
    cells = {"表三!D6": 3, "表三!D8": 3, "文字!A8": "今年收到申请 5 件。"}
    files = {"甲局.xlsx": sent_by("A01", "甲局", cells), "乙局.xlsx": sent_by("A02", "乙局", {"表二!B9": 7})}
    made = workspace(tmp_path_factory.mktemp("compare") / "w", files)
    run(["consolidate", "-q", "-C", str(made)])
    return made


def edited(folder: Path, name: str, changes: dict[str, str], *, table: int = 0, row: int = 0, text: str = "") -> Path:
    """Return the report with texts of its paragraphs changed, and one cell of its tables."""
    document = Document(str(folder / "2023" / "output" / REPORT))
    for paragraph in document.paragraphs:
        for old, new in changes.items():
            if old in paragraph.text:
                paragraph.text = paragraph.text.replace(old, new)
    if text:
        document.tables[table].rows[row].cells[-1].text = text
    out = io.BytesIO()
    document.save(out)
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


def test_the_report_that_was_written_is_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", str(folder / "2023" / "output" / REPORT), "-C", str(folder)]) == 0
    assert "200 个数一致，0 处不同" in capsys.readouterr().out


def test_what_the_secretary_changed_is_named_at_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(folder, "定稿.docx", {}, table=0, row=6, text="8")

    assert run(["compare", str(path), "-C", str(folder), "--against", "2023"]) == 1
    said = capsys.readouterr().out
    assert "定稿.docx：表1 行7 列2：" in said
    assert "报告为 8，应为 7" in said
    assert "199 个数一致，1 处不同" in said


def test_a_sentence_of_the_form_s_own_that_was_changed_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(folder, "期限.docx", {"12月31日止": "12月30日止"})

    assert run(["compare", str(path), "-C", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "表样自己的句子在报告里成了：" in said
    assert "200 个数一致，2 处不同" in said


def test_a_workbook_s_own_report_is_held_against_it_and_its_sentences_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = folder / "2023" / "inbox" / "甲局.xlsx"
    assert run(["report", str(book), "-o", str(folder / "甲局.docx"), "-q"]) == 0
    document = Document(str(folder / "甲局.docx"))
    for paragraph in document.paragraphs:
        paragraph.text = (
            paragraph.text.replace("5 件。", "6 件。全部按时答复。") if "5 件" in paragraph.text else paragraph.text
        )
    document.save(str(folder / "甲局.docx"))
    capsys.readouterr()

    assert run(["compare", str(folder / "甲局.docx"), "--against", str(book), "--format", "json"]) == 1
    done = json.loads(capsys.readouterr().out)

    kinds = [(each["kind"], each["said"]) for each in done["differences"]]
    assert kinds == [
        ("sentence-missing", "今年收到申请 5 件。"),
        ("sentence-added", "今年收到申请 6 件。"),
        ("sentence-added", "全部按时答复。"),
    ]
    assert [each["code"] for each in done["prose"]] == ["N501"]


def test_the_report_of_a_department_is_held_against_what_it_gave(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, inbox = folder / "乙局的.docx", folder / "2023" / "inbox"
    assert run(["report", str(inbox / "乙局.xlsx"), "-o", str(path), "-q"]) == 0
    capsys.readouterr()

    assert run(["compare", str(path), "-C", str(folder)]) == 0
    assert "与 2023 年度汇总的数中乙局的对照，200 个数一致，0 处不同" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有.docx"], "没有.docx"),
        (["{report}", "--against", "明年"], "没有找到：明年"),
        (["{book}"], "不是能读取的报告"),
    ],
)
def test_a_request_that_cannot_be_carried_out_is_one_sentence(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"report": str(folder / "2023" / "output" / REPORT), "book": str(folder / "2023" / "inbox" / "甲局.xlsx")}

    assert run(["compare", *(each.format(**places) for each in arguments), "-C", str(folder)]) == 2
    assert said in capsys.readouterr().err


def test_the_report_as_a_web_page_is_read_back_as_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = folder / "2023" / "inbox" / "乙局.xlsx"
    assert run(["report", str(book), "--html", "-o", str(folder / "乙局.html"), "-q"]) == 0
    capsys.readouterr()

    assert run(["compare", str(folder / "乙局.html"), "--against", str(book)]) == 0
    assert "200 个数一致" in capsys.readouterr().out


def test_archive_says_how_the_final_text_differs_from_what_it_archives(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(folder, "终稿.docx", {}, table=0, row=6, text="8")

    given = ["--draft", "--reason", "试", "--with", f"{path}=定稿", "--today", "2024-03-01"]
    assert run(["archive", "-C", str(folder), *given]) == 0
    assert "终稿.docx：表1 行7 列2：" in capsys.readouterr().err

    assert run(["compare", str(path), "--against", "2023", "-C", str(folder)]) == 1
    assert "与 2023 年度归档的数对照" in capsys.readouterr().out
