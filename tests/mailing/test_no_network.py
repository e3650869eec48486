"""No command but those that are for it opens a line to anywhere, and no room but two could."""

import socket
from pathlib import Path

import pytest

from kit.workspace import sent_by, workspace
from test_architecture import modules
from xlsreport.cli.app import run

FOR_IT = ("mailing", "stores")
ON_A_LINE = {"socket", "ssl", "smtplib", "imaplib", "poplib", "imapclient", "http", "urllib.request", "ftplib"}


def test_only_the_rooms_for_it_import_what_opens_a_line() -> None:
    wrong = {
        f"{module.path} imports {name}"
        for module in modules()
        if module.room not in FOR_IT
        for name in module.imports
        if name in ON_A_LINE or name.partition(".")[0] in ON_A_LINE
    }
    assert wrong == set()
    assert any("smtplib" in module.imports for module in modules() if module.room == "mailing")


@pytest.mark.parametrize(
    "command", [["issue"], ["consolidate"], ["status"], ["send-back"], ["remind"], ["send", "--dry-run"]]
)
def test_no_other_command_opens_one(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = workspace(tmp_path / "w", {"a.xlsx": sent_by("A01", "甲局")})
    assert run(["issue", "-C", str(place)]) == 0

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a line to somewhere")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    assert run([*command, "-C", str(place)]) in (0, 1)
