"""A report of each department: all that have figures, in their own folder, nothing of people's removed."""

import io
from pathlib import Path

import pytest
from docx import Document

from kit.filled import disclosure
from kit.office import soffice
from kit.workspace import PERIOD, everything, sent_by, workspace
from xlsreport.cli.app import run

INBOX = {
    "a.xlsx": sent_by("A01", "甲局"),
    "b.xlsx": sent_by("A02", "乙局", {"表三!D6": "很多"}),
    "c.xlsx": b"no workbook",
}
ACCEPTED, HELD = "A01-甲局.docx", "A02-乙局（待更正）.docx"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w", INBOX)


def each(place: Path, *more: str) -> int:
    return run(["report", "--each", "-C", str(place), *more])


def test_every_department_with_figures_has_its_report(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert each(place) == 0
    made = everything(place / str(PERIOD) / "reports")
    assert set(made) == {ACCEPTED, HELD}
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(made[ACCEPTED])).paragraphs)
    assert "甲局" in text
    assert "乙局" not in text
    assert HELD in capsys.readouterr().out


def test_it_is_the_report_of_its_workbook(place: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.docx"
    assert run(["report", str(place / str(PERIOD) / "inbox" / "a.xlsx"), "-o", str(alone)]) == 0
    assert each(place) == 0
    assert (place / str(PERIOD) / "reports" / ACCEPTED).read_bytes() == alone.read_bytes()


def test_what_was_held_before_goes_and_what_is_not_ours_stays(place: Path) -> None:
    assert each(place) == 0
    folder = place / str(PERIOD) / "reports"
    (folder / "笔记.docx").write_bytes(b"mine")
    (place / str(PERIOD) / "inbox" / "b.xlsx").write_bytes(sent_by("A02", "乙局"))
    assert each(place) == 0
    assert set(everything(folder)) == {ACCEPTED, "A02-乙局.docx", "笔记.docx"}


def test_a_folder_that_is_named_gets_fragments_of_html(place: Path, tmp_path: Path) -> None:
    assert each(place, "--html", "-o", str(tmp_path / "web")) == 0
    made = everything(tmp_path / "web")
    assert set(made) == {"A01-甲局.html", "A02-乙局（待更正）.html"}
    assert all(data.startswith(b"<section") for data in made.values())
    assert not (place / str(PERIOD) / "reports").exists()


def test_a_department_whose_table_has_nothing_in_it_is_named_and_has_none(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place / str(PERIOD)
    assert each(place) == 0
    assert HELD in everything(folder / "reports")
    nothing = {str(field.address): None for field in disclosure().figures if field.address.sheet == "表三"}
    (folder / "inbox" / "b.xlsx").write_bytes(sent_by("A02", "乙局", nothing))
    capsys.readouterr()
    assert each(place) == 0
    assert set(everything(folder / "reports")) == {ACCEPTED}
    assert "没有写报告的单位 2：乙局（表三没有数据）、丙镇（未报送）" in capsys.readouterr().err.splitlines()


def test_where_no_department_has_figures_what_was_reported_before_goes(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert each(place) == 0
    for name in ("a.xlsx", "b.xlsx"):
        (place / str(PERIOD) / "inbox" / name).unlink()
    assert each(place) == 0
    assert everything(place / str(PERIOD) / "reports") == {}
    assert "甲局（未报送）" in capsys.readouterr().err


@pytest.mark.office
def test_pdfs_are_made_and_counted(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soffice()
    assert each(place, "--pdf") == 0
    made = everything(place / str(PERIOD) / "reports")
    assert set(made) == {"A01-甲局.pdf", "A02-乙局（待更正）.pdf"}
    assert all(data.startswith(b"%PDF-") for data in made.values())
    assert "已写好 2 份报告。" in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.xlsx", "--each"],
        ["--each", "--form", "disclosure-2021"],
    ],
)
def test_one_workbook_or_each_of_a_workspace(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", *arguments]) == 2
    assert "--each" in capsys.readouterr().err
