"""Single workbooks: which of them are looked into before they are reviewed."""

import os
from pathlib import Path

import pytest

from kit.crews import InProcess
from kit.filled import saved, workbook
from xlsreport.pipeline import check as checking


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files here")
@pytest.mark.parametrize("previous", [True, False])
def test_a_pipe_is_never_opened_not_even_to_see_its_period_or_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, previous: bool
) -> None:
    saved(tmp_path / "came", "b.xlsx", workbook())
    os.mkfifo(tmp_path / "came" / "a.xlsx")
    folder = checking.current_forms()[0]
    monkeypatch.setattr(checking, "current_forms", lambda: (folder, folder))
    monkeypatch.setattr(checking, "Crew", InProcess)
    (tmp_path / "before").mkdir()
    found = checking.check_files([tmp_path / "came"], previous=tmp_path / "before" if previous else None)
    assert [(each.file.name, each.readable) for each in found.examined] == [("a.xlsx", False), ("b.xlsx", True)]
