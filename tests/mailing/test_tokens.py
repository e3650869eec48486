"""An OAuth token that a command of the user's prints opens the mailbox and the way out, and is written nowhere."""

import sys
from pathlib import Path

import pytest

from kit.mailroom import inbox_of, mailroom
from kit.strict_imap import MAIL, Strict, strict
from kit.submission_server import Post, post
from xlsreport.cli.app import run

TOKEN = "ya29.a-token-that-opens"  # noqa: S105 - opens a server of this test's own alone


def command(token: str) -> list[str]:
    """Return a command that prints a token, with words behind it that are none."""
    return [sys.executable, "-c", f"print({token!r}); print('expires in an hour')"]


def test_a_token_opens_a_mailbox(tmp_path: Path) -> None:
    with strict(Strict(token=TOKEN)) as server:
        address = f"imap+plain://127.0.0.1:{server.port}"
        place = mailroom(tmp_path / "w", address, {"token_command": command(TOKEN)})
        assert run(["collect", "-C", str(place)]) == 0
    assert list(inbox_of(place).values()) == [MAIL]
    assert not any("LOGIN" in each for each in server.heard)


def test_a_token_that_has_run_out_is_told_and_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with strict(Strict(token=TOKEN)) as server:
        address = f"imap+plain://127.0.0.1:{server.port}"
        place = mailroom(tmp_path / "w", address, {"token_command": command("an-old-token")})
        assert run(["collect", "-C", str(place)]) == 2
    said = capsys.readouterr().err
    assert "127.0.0.1 不接受 zwgk@county.example 的登录令牌" in said
    assert "an-old-token" not in said


@pytest.mark.parametrize(("shown", "code"), [(TOKEN, 0), ("an-old-token", 2)])
def test_a_token_lets_letters_go(shown: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with post(Post(token=TOKEN)) as server:
        more = {"token_command": command(shown), "pause": 0, "send": f"smtp+plain://127.0.0.1:{server.port}"}
        place = mailroom(tmp_path / "w", "", more)
        assert run(["issue", "-C", str(place)]) == 0
        assert run(["send", "-C", str(place), "--yes"]) == code
    assert len(server.taken) == (0 if code else 3)
    assert ("的登录令牌" in capsys.readouterr().err) is bool(code)
    assert not any(shown.encode() in path.read_bytes() for path in (place / "2023").rglob("*") if path.is_file())
