"""The report as PDF: made where LibreOffice is, refused in one sentence where it is not or hangs."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import url2pathname

import pytest

from kit.filled import saved
from kit.office import soffice
from kit.processes import ends
from kit.workspace import PERIOD, everything, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.errors import XlsreportError
from xlsreport.writing.report import pdf

StandIn = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return saved(tmp_path, "a.xlsx", sent_by("A01", "甲局"))


def test_the_report_is_a_pdf_beside_its_workbook(book: Path) -> None:
    soffice()
    assert run(["report", str(book), "--pdf"]) == 0
    assert book.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_it_is_the_same_at_another_time_and_in_another_zone(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice()
    made = []
    for zone in ("Asia/Shanghai", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        assert run(["report", str(book), "--pdf"]) == 0
        made.append(book.with_suffix(".pdf").read_bytes())
    assert made[0] == made[1]
    assert re.search(rb"startxref\s+(\d+)", made[0])
    assert made[0][int(re.findall(rb"startxref\s+(\d+)", made[0])[-1]) :].startswith(b"xref"), "nothing has moved"


def test_two_documents_have_marks_of_their_own(stand_in: StandIn) -> None:
    pattern = "%s trailer <%032X> <%032X> /DocChecksum /%032X"
    stand_in(*(f"printf '{pattern % (name, n, n, n)}' > {n}.pdf" for n, name in enumerate("ab")))
    one, other = pdf.pdfs_of([b"", b""])
    marks = [set(re.findall(rb"[0-9A-F]{32}", each)) for each in (one, other)]
    assert [len(each) for each in marks] == [1, 1]
    assert marks[0] != marks[1]


def test_what_looks_like_a_mark_in_a_pdf_without_a_trailer_stays(stand_in: StandIn) -> None:
    stand_in(f"printf '<{'A' * 32}>' > 0.pdf")
    assert pdf.pdfs_of([b""]) == [f"<{'A' * 32}>".encode()]


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


def test_without_libreoffice_no_report_of_each_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "w", {"a.xlsx": sent_by("A01", "甲局")})
    before = everything(folder)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_PLACES", ())
    assert run(["report", "--each", "--pdf", "-C", str(folder)]) == 2
    assert "LibreOffice is not installed" in capsys.readouterr().err
    assert everything(folder) == before


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Return what puts a program in the place of LibreOffice: it writes down its words, a line each, in the file."""
    if sys.platform == "win32":
        pytest.skip("the program that stands in is a shell script")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    def stand(*lines: str) -> Path:
        program, words = folder / "soffice", folder / "words"
        script = ("#!/bin/sh", f'for word in "$@"; do echo "$word" >> \'{words}\'; done', *lines, "")
        program.write_text("\n".join(script), encoding="utf-8")
        program.chmod(0o755)
        return words

    return stand


def test_each_start_has_a_profile_of_its_own_that_does_not_stay(stand_in: StandIn) -> None:
    words = stand_in("for n in 0 1; do echo pdf > $n.pdf; done")
    for _ in range(2):
        assert pdf.pdfs_of([b"", b""]) == [b"pdf\n"] * 2
    called = words.read_text(encoding="utf-8").splitlines()
    profiles = [word.partition("=")[2] for word in called if word.startswith("-env:UserInstallation=")]
    assert len(set(profiles)) == 2
    assert all(profile.startswith("file:///") for profile in profiles)
    assert not any(Path(url2pathname(profile.removeprefix("file://"))).parent.exists() for profile in profiles)
    assert called.count("--headless") == 2
    assert called.count("1.docx") == 2


def test_a_program_that_makes_nothing_is_refused(
    stand_in: StandIn, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in()
    assert run(["report", str(book), "--pdf"]) == 2
    assert "LibreOffice made no PDF" in capsys.readouterr().err
    assert not book.with_suffix(".pdf").exists()


def test_one_that_takes_too_long_is_refused(
    stand_in: StandIn, book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in("exec sleep 60")
    monkeypatch.setattr(pdf, "_SILENT", 0.5)
    assert run(["report", str(book), "--pdf"]) == 2
    assert "took too long" in capsys.readouterr().err
    assert not book.with_suffix(".pdf").exists()


def test_all_reports_are_made_in_one_start(stand_in: StandIn, tmp_path: Path) -> None:
    words = stand_in("for n in 0 1; do echo $n > $n.pdf; done")
    inbox = {f"{code}.xlsx": sent_by(code, name) for code, name in (("A01", "甲局"), ("A02", "乙局"))}
    folder = workspace(tmp_path / "w", inbox)
    assert run(["report", "--each", "--pdf", "-C", str(folder)]) == 0
    made = everything(folder / str(PERIOD) / "reports")
    assert made == {"A01-甲局.pdf": b"0\n", "A02-乙局.pdf": b"1\n"}
    assert words.read_text(encoding="utf-8").count("--headless") == 1


COPYING = 'for file; do case $file in *.docx) sleep 0.4; cp "$file" "${file%.docx}.pdf";; esac; done'


def test_many_are_given_in_turns_and_counted_as_they_come(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    words = stand_in(COPYING)
    monkeypatch.setattr(pdf, "_MOST", 2)
    counts = list[int]()
    assert pdf.pdfs_of([b"a", b"b", b"c", b"d", b"e"], counts.append) == [b"a", b"b", b"c", b"d", b"e"]
    assert counts == [1, 2, 3, 4, 5]
    assert words.read_text(encoding="utf-8").count("--headless") == 3


def test_many_may_take_longer_than_one_may(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(COPYING)
    monkeypatch.setattr(pdf, "_SILENT", 1.2)
    assert len(pdf.pdfs_of([b""] * 5)) == 5


def test_one_that_is_not_made_is_missed(stand_in: StandIn) -> None:
    stand_in("touch 0.pdf")
    with pytest.raises(XlsreportError, match="made no PDF"):
        pdf.pdfs_of([b"", b""])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up as Linux shows them")
def test_what_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\ntouch 0.pdf\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(pdf, "_SILENT", 0.5)
    with pytest.raises(XlsreportError, match="took too long"):
        pdf.pdfs_of([b"", b""])
    assert ends(int((tmp_path / "child").read_text(encoding="utf-8")))
