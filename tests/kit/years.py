"""The three-year example: laid out by its script, as a program of its own and as somebody in another place would."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

YEARS = (2021, 2022, 2023)
SCRIPT = Path(__file__).resolve().parents[2] / "examples/make"
HERE = {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "2"}


def started(environment: Mapping[str, str], *words: str) -> subprocess.Popen[str]:
    """Start Python with `words` in `environment`."""
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", **environment}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen([sys.executable, *words], env=places, text=True, encoding="utf-8", **pipes)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Return how a process ended and what it printed."""
    printed, _ = process.communicate(timeout=300)
    return process.returncode, printed


def three_years(folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start laying out the three years in `folder`."""
    return started(environment, str(SCRIPT), "--years", str(folder))


def xlsreport(environment: Mapping[str, str], *words: str) -> tuple[int, str]:
    """Run a command in `environment`; return how it ended and what it printed."""
    return ended(started(environment, "-m", "xlsreport", *words))
