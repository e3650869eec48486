"""What is measured with: sound workbooks, and a table that says what the JSON says."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from kit.checked import review_of
from kit.filled import disclosure

FOLDER = Path(__file__).parents[2] / "benchmarks"
MEASURED = {"seconds": 1.5, "largest_mib": 80.0, "together_mib": 160.0}
RESULT = {
    "machine": {"cores": 2, "system": "Linux", "python": "3.11.7"},
    "versions": {"xlsreport": "0.1.0"},
    "jobs": 2,
    "help": {**MEASURED, "seconds": 0.12},
    "few": {"n": 12, **MEASURED},
    "runs": [
        {
            "n": 10000,
            "calamine": {**MEASURED, "seconds": 16.2},
            "review": {**MEASURED, "seconds": 41.0},
            "openpyxl": {**MEASURED, "opened": 500, "seconds_for_n": 700.25},
            "consolidate": MEASURED,
            "core": {**MEASURED, "seconds": 32.4},
            "core_over_calamine": 2.0,
            "review_over_calamine": 2.531,
            "consolidate_over_openpyxl": 0.1,
        }
    ],
    "growth": {"from": 1000, "to": 10000, "times": 9.8},
}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("measured") / "district"
    code = "import pathlib, sys, workbooks; workbooks.make_workspace(pathlib.Path(sys.argv[1]), 30)"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=FOLDER)
    return folder


def test_workbooks_without_a_mistake_have_none(district: Path) -> None:
    inbox = district / "2023" / "inbox"
    found = {path.stem: review_of(path, disclosure()) for path in sorted(inbox.iterdir())}
    wrong = {name for name, review in found.items() if any(finding.blocks for finding in review.findings)}
    assert wrong <= {"D00015", "D00020", "D00025", "D00030"}
    assert len(wrong) >= 2
    assert len({review.values[disclosure().figures[0].address] for review in found.values()}) > 1


def test_the_table_says_what_was_measured(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    file.write_text(json.dumps(RESULT), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(FOLDER / "table.py"), str(file)], check=True, capture_output=True, encoding="utf-8"
    )
    peer = "python-calamine reading every value: 16.20 s"
    assert f"| 10,000 workbooks reviewed, families F S V M T | 32.40 s | {peer} | 2.00 |" in done.stdout
    assert f"| 10,000 workbooks reviewed, every family | 41.00 s | {peer} | 2.53 |" in done.stdout
    assert "openpyxl opening them once: 700.2 s (from 500) | 0.10 |" in done.stdout
    assert "| from 1,000 to 10,000 workbooks | | | 9.8 × the time |" in done.stdout


def test_several_measurements_make_one_table() -> None:
    row = {"what": "a bag verified", "seconds": 1.5, "beside": "hashlib", "beside_seconds": 0.5, "largest_mib": 80.4}
    other = {**row, "what": "one report", "largest_mib": None}
    made = runpy.run_path(str(FOLDER / "rows.py"))["table"](
        *({**RESULT, "rows": [each]} for each in (row, other)),
    )
    assert "| a bag verified | 1.50 s, 80 MiB | hashlib: 500 ms | 3.00 |\n| one report | 1.50 s |" in made
    assert made.endswith("2 cores, Linux, Python 3.11.7; xlsreport 0.1.0.\n")


@pytest.mark.parametrize(
    ("program", "number", "rows"),
    [("archive.py", "12", 3), ("summary.py", "12", 1), ("reports.py", "12", 2), ("start.py", "1", 6)],
)
def test_each_program_runs_and_says_what_it_measured(program: str, number: str, rows: int, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    command = [sys.executable, str(FOLDER / program), "--n", number, "-o", str(file)]
    fails = program not in ("reports.py", "start.py")  # that they find something slow is no fault of the program
    subprocess.run(command, check=fails, cwd=tmp_path)
    found = json.loads(file.read_text(encoding="utf-8"))["rows"]
    assert len(found) == rows
    assert all(each["seconds"] > 0 and each["beside_seconds"] > 0 for each in found)


def test_the_prose_is_read_as_well_as_was_measured() -> None:
    done = subprocess.run([sys.executable, "prose.py"], check=True, capture_output=True, encoding="utf-8", cwd=FOLDER)
    now, measured = json.loads(done.stdout), json.loads((FOLDER / "prose.json").read_text(encoding="utf-8"))
    assert {key: now[key] for key in ("reports", "recall", "asked")} == {
        key: measured[key] for key in ("reports", "recall", "asked")
    }
    assert now["asked"] == []


def test_marked_texts_of_a_folder_are_measured_too(tmp_path: Path) -> None:
    report = {
        "department": "某局", "period": 2023, "level": "县级", "cells": {"表三!D6": 3, "表三!D8": 3},
        "marked": {"A8": "2023年收到政府信息公开申请⟦3|3J6⟧件。"},
    }  # fmt: skip
    (tmp_path / "one.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "prose.py", str(tmp_path)], check=True, capture_output=True, encoding="utf-8", cwd=FOLDER
    )
    assert json.loads(done.stdout)["recall"] == {
        "figure": [1, 1], "an earlier year's": [1, 1], "a later year's": [1, 1]}  # fmt: skip
