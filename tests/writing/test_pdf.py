"""The report as PDF: made where LibreOffice is, refused in one sentence where it is not or hangs."""

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from kit.filled import saved
from kit.processes import running
from kit.workspace import sent_by
from xlsreport.cli.app import run
from xlsreport.errors import XlsreportError
from xlsreport.writing import pdf


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return saved(tmp_path, "a.xlsx", sent_by("A01", "甲局"))


def test_the_report_is_a_pdf_beside_its_workbook(book: Path) -> None:
    if shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is missing, and CI needs it")
        pytest.skip("LibreOffice (soffice) is not installed")
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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up as Linux shows them")
def test_what_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(pdf, "_START", 0.5)
    monkeypatch.setattr(pdf, "_EACH", 0)
    with pytest.raises(XlsreportError, match="took too long"):
        pdf.pdfs_of([b""])
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    deadline = time.monotonic() + 10  # the kernel takes a moment to end what was killed; on its own it would last 60
    while running(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not running(child)
