"""A form that is filled each month: folders, names, sentences, the month before and the same month of last year."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from kit.small_form import part, small_form
from xlsreport.cli.app import run
from xlsreport.model.form import Form

D = Decimal
FORM: dict[str, Any] = {
    "inputs": {"B5:B6": "whole"},
    "texts": {"A5": "Sold", "A6": "In stock a month ago"},
    "period": "month",
    "toml": '[roles.carried]\n"Data!B6" = "Data!B5"\n',
    "template": (
        "{{ Data.B3 }}: {{ Data.B5 }}{{ Data.B5|change('pieces') }}{{ Data.B5|change('pieces', Data.B5.last_year) }}.",
    ),
}


def sent(form: Form, work: Path, month: str, sold: int) -> Path:
    """Put one department's workbook of `month` into the inbox and consolidate; return the outputs."""
    values = part(B1="North", B2="C1", B3=month, B5=D(sold))
    (work / month / "inbox" / "north.xlsx").write_bytes(form.engine.fill(values))
    (work / month / "Whole.xlsx").write_bytes(form.engine.fill(part(B1="All", B2="C0", B3=month)))
    run(["consolidate", "-q", "-C", str(work), "--period", month])
    return work / month / "output"


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of December, archived, the December before, archived too, and the January after."""
    folder = tmp_path_factory.mktemp("monthly")
    form = small_form(folder / "form", **FORM)
    work = folder / "work"
    assert run(["init", "-q", str(work), "--form", str(folder / "form"), "--period", "2023-01"]) == 0
    roster = Workbook()
    for row in (["code", "name", "due"], ["C1", "North", "5 February"]):
        roster.worksheets[0].append(row)
    roster.save(work / "Roster.xlsx")
    for month, sold in (("2023-01", 8), ("2023-12", 10), ("2024-01", 12)):
        assert run(["start", "-q", month, "-C", str(work)]) == 0
        sent(form, work, month, sold)
        if month != "2024-01":
            assert run(["archive", "-q", "--draft", "--reason", "trial", "-C", str(work), "--period", month]) == 0
    return work


def told(season: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((season / "2024-01/output/findings.json").read_text(encoding="utf-8"))
    return found


def test_documents_for_programs_name_the_period(season: Path) -> None:
    assert told(season)["period"] == "2024-01"
    assert [each["code"] for each in told(season)["findings"] if each["severity"] == "error"] == []
    assert sorted(path.name for path in (season / "archive").iterdir() if path.name[0] == "2") == ["2023-01", "2023-12"]


def test_the_month_before_is_carried_over_and_the_report_compares_with_both(season: Path) -> None:
    (report,) = (season / "2024-01/output").glob("Report*.docx")
    lines = [each.text for each in Document(str(report)).paragraphs]
    month = "2024-01: 12, up 2 pieces from the month before (20.0%)"
    assert lines == [f"{month}, up 4 pieces from the same month of last year (50.0%)."]
    assert run(["issue", "-q", "-C", str(season), "--period", "2024-01"]) == 0
    (issued,) = (season / "2024-01/outbox").glob("*.xlsx")
    assert load_workbook(issued)["Data"]["B6"].value == 10


def test_sentences_and_history_say_the_month_in_words(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = load_workbook(season / "2024-01/output/Summary.xlsx")["Overview"]["A1"].value
    assert "January 2024" in title
    assert run(["history", "-C", str(season), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["periods"] == ["2023-01", "2023-12"]
    assert run(["verify", "2023-12", "-C", str(season)]) == 0
    assert run(["reproduce", "-q", "2023-12", "-C", str(season)]) == 0


def test_a_workbook_of_another_month_is_told(season: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["start", "2024Q1", "-C", str(season)]) == 2
    assert "filled for each month" in capsys.readouterr().err
    assert run(["start", "2024-13", "-C", str(season)]) == 2
