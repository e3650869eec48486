"""The limits that a workspace sets."""

from pathlib import Path

import pytest

from xlsreport.errors import WorkspaceError
from xlsreport.intake.workspace import open_workspace
from xlsreport.model.limits import Limits


def limits(folder: Path, text: str) -> Limits:
    (folder / "xlsreport.toml").write_text(f'form = "disclosure-2021"\n{text}', encoding="utf-8")
    return open_workspace(folder).limits


def test_ten_seconds_and_one_gibibyte_by_default(tmp_path: Path) -> None:
    assert limits(tmp_path, "") == Limits(10, 1024)


def test_limits_that_are_set(tmp_path: Path) -> None:
    assert limits(tmp_path, "[limits]\nseconds = 2.5\nmemory_mib = 300") == Limits(2.5, 300)


@pytest.mark.parametrize(
    "text",
    [
        "limits = 3",
        "[limits]\nseconds = 0",
        "[limits]\nmemory_mib = true",
        "[limits]\nminutes = 1",
        "[limits]\nseconds = inf",
    ],
)
def test_limits_that_are_wrong(tmp_path: Path, text: str) -> None:
    with pytest.raises(WorkspaceError, match="limits"):
        limits(tmp_path, text)
