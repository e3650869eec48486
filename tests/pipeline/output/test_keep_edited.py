"""A document of ours that somebody edited is kept when it is written anew."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from kit.office import converted
from kit.workspace import everything, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.package import is_settled

DRAFT, KEPT, AGAIN = (
    "年度报告（送审稿）.docx",
    "年度报告（送审稿）（人工修改）.docx",
    "年度报告（送审稿）（人工修改2）.docx",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = workspace(tmp_path / "w", {"a.xlsx": sent_by("A01", "甲局")})
    assert run(["consolidate", "-C", str(made)]) == 0
    return made


def edited(path: Path, words: str) -> bytes:
    document = Document(str(path))
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    path.write_bytes(out.getvalue())
    return out.getvalue()


def test_what_nobody_touched_is_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(folder / "2023/output")
    assert all(is_settled(data) for name, data in before.items() if name.endswith((".docx", ".xlsx")))
    capsys.readouterr()
    assert run(["consolidate", "-C", str(folder)]) == 0
    assert everything(folder / "2023/output") == before
    assert "人工修改" not in capsys.readouterr().err


def test_an_edited_report_is_kept_each_time_it_was_edited(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = folder / "2023/output"
    before = everything(output)
    first = edited(output / DRAFT, "领导改的一句")
    assert run(["consolidate", "-C", str(folder)]) == 0
    assert str(output / KEPT) in capsys.readouterr().err
    assert everything(output) == {**before, KEPT: first}

    second = edited(output / DRAFT, "又改的一句")
    assert run(["consolidate", "-C", str(folder)]) == 0
    assert everything(output) == {**before, KEPT: first, AGAIN: second}


def test_a_workbook_with_notes_in_it_is_kept(folder: Path) -> None:
    path = folder / "2023/output/汇总表.xlsx"
    book = load_workbook(path)
    book.worksheets[0]["J1"] = "记下的话"
    book.save(path)
    noted = path.read_bytes()
    assert run(["consolidate", "-C", str(folder)]) == 0
    assert (path.parent / "汇总表（人工修改）.xlsx").read_bytes() == noted


def test_the_reports_of_departments_are_kept_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--each", "-C", str(folder)]) == 0
    changed = edited(folder / "2023/reports/A01-甲局.docx", "改过")
    assert run(["report", "--each", "-C", str(folder)]) == 0
    kept = folder / "2023/reports/A01-甲局（人工修改）.docx"
    assert kept.read_bytes() == changed
    assert str(kept) in capsys.readouterr().err

    book = folder / "2023/inbox/a.xlsx"
    assert run(["report", str(book)]) == 0
    changed = edited(book.with_suffix(".docx"), "改过")
    assert run(["report", str(book)]) == 0
    assert (book.parent / "a（人工修改）.docx").read_bytes() == changed


@pytest.mark.office
def test_what_libreoffice_saves_is_no_longer_as_it_was(folder: Path, tmp_path: Path) -> None:
    for name, ending in ((DRAFT, "docx"), ("汇总表.xlsx", "xlsx")):
        assert not is_settled(converted(folder / "2023/output" / name, ending, tmp_path / ending).read_bytes())


def test_what_is_no_package_is_not_ours() -> None:
    assert not is_settled(b"")
    assert not is_settled(b"PK\x03\x04 cut off")
