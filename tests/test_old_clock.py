"""A clock that stands before 1980 keeps nobody from working: packages have the first day that they can have."""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from kit.workspace import everything, sent_by, workspace
from xlsreport.old_clock import packages_at_any_date

AT = """
import sys, time
real, of = time.time, time.localtime
time.time = lambda: 86400.0
time.localtime = lambda seconds=None: of(86400.0 if seconds is None else seconds)
from xlsreport.__main__ import main
main()
"""


def test_a_package_is_made_in_1970(monkeypatch: pytest.MonkeyPatch) -> None:
    of = time.localtime
    monkeypatch.setattr(time, "localtime", lambda seconds=None: of(86400.0))
    monkeypatch.setattr(zipfile, "time", time)
    with pytest.raises(ValueError, match="1980"), zipfile.ZipFile(io.BytesIO(), "w") as package:
        package.writestr("a", b"")
    packages_at_any_date()
    with zipfile.ZipFile(io.BytesIO(), "w") as package:
        package.writestr("a", b"")
        assert package.infolist()[0].date_time[:3] == (1980, 1, 1)


def test_today_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "time", time)
    packages_at_any_date()
    assert zipfile.time is time  # type: ignore[attr-defined]


def test_a_year_is_consolidated_alike_in_1970_and_today(tmp_path: Path) -> None:
    made = [workspace(tmp_path / name, {"甲局.xlsx": sent_by("A01", "甲局")}) for name in ("then", "now")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    for folder, start in zip(made, (["-c", AT], ["-m", "xlsreport"]), strict=True):
        for command in ("issue", "consolidate"):
            line = [sys.executable, *start, command, "-C", str(folder)]
            done = subprocess.run(line, capture_output=True, encoding="utf-8", env=environment, check=False)
            assert done.returncode in (0, 1), done.stderr
    assert everything(made[0] / "2023" / "output") == everything(made[1] / "2023" / "output")
    assert everything(made[0] / "2023" / "outbox") == everything(made[1] / "2023" / "outbox")
