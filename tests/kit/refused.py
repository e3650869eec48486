"""A request that cannot be carried out: exit code 2, one sentence on stderr and what belongs to it, nothing written."""

from pathlib import Path

import pytest

from kit.workspace import everything
from xlsreport.cli.app import run


def refusal(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command line that is refused, and return what it says; nothing below `folder` changes."""
    before = everything(folder)
    capsys.readouterr()
    assert run([str(each) for each in arguments]) == 2
    printed = capsys.readouterr()
    said = [line for line in printed.err.splitlines() if not line.startswith(("已读取", "\u3000"))]
    assert printed.out == ""
    assert len(said) == 1, said
    assert everything(folder) == before
    return said[0]
