"""The report as PDF: made where LibreOffice is, refused in one sentence where it is not or hangs."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.filled import saved
from kit.office import needs_office
from kit.processes import ends
from kit.workspace import sent_by
from xlsreport.cli.app import run
from xlsreport.errors import XlsreportError
from xlsreport.writing import pdf


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return saved(tmp_path, "a.xlsx", sent_by("A01", "甲局"))


def test_the_report_is_a_pdf_beside_its_workbook(book: Path) -> None:
    needs_office()
    assert run(["report", str(book), "--pdf"]) == 0
    assert book.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_without_libreoffice_it_is_refused(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_PLACES", ())
    assert run(["report", str(book), "--pdf"]) == 2
    assert "LibreOffice is not installed" in capsys.readouterr().err
    assert not book.with_suffix(".pdf").exists()


def test_html_and_pdf_are_one_too_many(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(book), "--pdf", "--html"]) == 2
    assert "--pdf" in capsys.readouterr().err


LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a program and its processes as on Linux")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a script in LibreOffice's place."""

    def put(script: str) -> None:
        file = tmp_path / "soffice"
        file.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    return put


@LINUX
def test_what_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    program(f"touch 0.pdf\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n")
    monkeypatch.setattr(pdf, "_SILENT", 0.5)
    with pytest.raises(XlsreportError, match="took too long"):
        pdf.pdfs_of([b"", b""])
    assert ends(int((tmp_path / "child").read_text(encoding="utf-8")))


COPYING = """for file; do case $file in *.docx) sleep 0.4; cp "$file" "${file%.docx}.pdf";; esac; done\n"""


@LINUX
def test_many_are_given_in_turns_and_counted_as_they_come(
    program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    program(COPYING)
    monkeypatch.setattr(pdf, "_MOST", 2)
    counts = list[int]()
    assert pdf.pdfs_of([b"a", b"b", b"c", b"d", b"e"], counts.append) == [b"a", b"b", b"c", b"d", b"e"]
    assert counts == [1, 2, 3, 4, 5]


@LINUX
def test_many_may_take_longer_than_one_may(program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    program(COPYING)
    monkeypatch.setattr(pdf, "_SILENT", 1)
    assert len(pdf.pdfs_of([b""] * 4)) == 4


@LINUX
def test_one_that_is_not_made_is_missed(program: Callable[[str], None]) -> None:
    program("touch 0.pdf\n")
    with pytest.raises(XlsreportError, match="made no PDF"):
        pdf.pdfs_of([b"", b""])
