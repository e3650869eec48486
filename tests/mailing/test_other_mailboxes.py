"""Mails collected over POP3, from a Maildir and from an mbox: each once and whole, like those of an IMAP folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.dovecot import PASSWORD, Dovecot, dovecot
from kit.mailroom import inbox_of, mailroom
from kit.mails import attached, mail
from xlsreport.cli.app import run
from xlsreport.mailing.passwords import VARIABLE

BOOK = attached("report.xlsx", b"PK" * 40)
LONG = "x" * 30_000


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    monkeypatch.setattr("xlsreport.pipeline.post.collect._REST", 0.0)


def of(subject: str, more: str = "") -> bytes:
    return mail([BOOK], f"From: czj@jkq.example\r\nSubject: {subject}\r\n{more}".encode())


MAILS = (of("one"), of("two", f"X-Long: {LONG}\r\n"), of("dots").replace(b"--=_mark\r\n", b"--=_mark\r\n", 1))


@pytest.mark.parametrize("scheme", ["pop3s", "pop3"])
def test_pop3_hands_over_each_mail_once(server: Dovecot, tmp_path: Path, scheme: str) -> None:
    user = f"{scheme}@county.example"
    server.deliver(user, MAILS)
    more = {"user": user, "authorities": server.certificate}
    place = mailroom(tmp_path, f"{scheme}://localhost:{server.ports[scheme]}", more)

    assert run(["collect", "-C", str(place)]) == 0
    assert sorted(inbox_of(place).values()) == sorted(MAILS)
    server.deliver(user, [of("three")])
    assert run(["collect", "-C", str(place)]) == 0
    assert len(inbox_of(place)) == 4
    assert "T" not in "".join(server.flags(user))  # Dovecot notes what POP3 has fetched as seen; nothing is deleted
    assert len(server.flags(user)) == 4


def test_pop3_says_what_is_wrong(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address, trusted = f"pop3s://localhost:{server.ports['pop3s']}", {"authorities": server.certificate}
    assert run(["collect", "-C", str(mailroom(tmp_path / "a", address))]) == 2
    assert "证书不可信" in capsys.readouterr().err
    place = mailroom(tmp_path / "b", address, trusted)
    assert run(["collect", "-C", str(place), "--move-to", "x"]) == 2
    assert "没有文件夹可移" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "wrong")
    assert run(["collect", "-C", str(place)]) == 2
    assert "登录" in capsys.readouterr().err


def test_a_maildir_is_collected_by_the_names_of_its_files(tmp_path: Path) -> None:
    box = tmp_path / "box"
    for folder in ("cur", "new", "tmp"):
        (box / folder).mkdir(parents=True)
    (box / "new" / "1.M1.host").write_bytes(MAILS[0])
    (box / "cur" / "2.M2.host!2,S").write_bytes(MAILS[1])
    place = mailroom(tmp_path / "w", "maildir:../box")

    assert run(["collect", "-C", str(place)]) == 0
    (box / "new" / "1.M1.host").rename(box / "cur" / "1.M1.host!2,S")
    assert run(["collect", "-C", str(place)]) == 0
    assert sorted(inbox_of(place).values()) == sorted(MAILS[:2])


def test_an_mbox_is_collected_mail_by_mail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box, unix = tmp_path / "box", [each.replace(b"\r\n", b"\n") for each in MAILS]
    box.write_bytes(b"".join(b"From x Mon Jan 15 09:00:00 2024\n" + each + b"\n" for each in unix))
    place = mailroom(tmp_path / "w", "")

    assert run(["collect", "-C", str(place), "--from", f"mbox:{box}"]) == 0
    assert sorted(inbox_of(place).values()) == sorted(each + b"\n" for each in unix)
    assert run(["collect", "-C", str(place), "--from", f"mbox:{tmp_path / 'none'}"]) == 2
    assert "读不了" in capsys.readouterr().err
