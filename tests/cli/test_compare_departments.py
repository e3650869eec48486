"""`xlsreport compare` and `take` where the report has a row for each department."""

import json
from pathlib import Path

import pytest
from docx import Document

from kit.foia import facts
from kit.foia_workspace import lay_out
from xlsreport.cli.app import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace of a small agency whose report was written, a figure changed in a copy."""
    folder = lay_out(tmp_path_factory.mktemp("units") / "w", facts(2016, "GSA"))
    run(["consolidate", "-q", "-C", str(folder)])
    (report,) = (folder / "FY2016/output").glob("*eport*.docx")
    document = Document(str(report))
    table = next(each for each in document.tables if "Pending as of Start" in each.rows[0].cells[1].text)
    cell = table.rows[1].cells[1]
    cell.text = f"{cell.text}1"
    document.save(str(folder / "edited.docx"))
    return folder


def test_the_department_whose_row_was_changed_is_named(folder: Path, capsys: Capture) -> None:
    assert run(["compare", str(folder / "edited.docx"), "-C", str(folder), "--format", "json"]) == 1

    done = json.loads(capsys.readouterr().out)
    assert [(each["kind"], each["unit"], each["cell"]) for each in done["differences"]] == [
        ("figure", "Headquarters", "Section V!A6")
    ]
    assert done["agreeing"] == 716


def test_each_department_s_row_becomes_its_figures_of_that_year(folder: Path, capsys: Capture) -> None:
    (report,) = (folder / "FY2016/output").glob("*eport*.docx")
    assert run(["take", str(report), "-C", str(folder), "--period", "FY2016"]) == 0
    assert "Reports taken, of departments, as last year's figures: 2." in capsys.readouterr().out

    assert run(["compare", str(report), "-C", str(folder), "--against", "FY2016"]) == 0
    assert "The same: 717; different: 0" in capsys.readouterr().out
