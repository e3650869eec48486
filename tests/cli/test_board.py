"""`xlsreport board`: tells where the page lies, opens it, and says what to do where there is none."""

from pathlib import Path

import pytest

from kit.demo import laid_out
from xlsreport.cli.app import run


def test_it_opens_the_page_or_only_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    desk = laid_out(tmp_path)
    page = desk / "2023/output/审核看板.html"

    assert run(["board", "-C", str(desk)]) == 2
    assert "xlsreport consolidate" in capsys.readouterr().err
    page.parent.mkdir()
    page.write_text("")
    assert run(["board", "-C", str(desk), "--print-path"]) == 0
    assert (capsys.readouterr().out, opened) == (f"{page}\n", [])
    assert run(["board", "-C", str(desk)]) == 0
    assert opened == [page.as_uri()]
