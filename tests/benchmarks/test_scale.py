"""Many workbooks, written as they are consumed: a few of them."""

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "benchmarks"


def test_workbooks_that_are_written_as_they_are_read_are_measured_and_gone(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    command = [sys.executable, str(FOLDER / "scale.py"), "--n", "30", "-o", str(file)]
    subprocess.run(command, check=True, cwd=tmp_path)
    found = json.loads(file.read_text(encoding="utf-8"))
    few, many = found["runs"]
    assert (few["n"], many["n"]) == (3, 30)
    assert few["making_seconds"] < many["making_seconds"] < many["seconds"]
    assert found["one_over_one_of_a_tenth"] > 0
    assert many["departments"] == 30
    assert many["left"] == 0
