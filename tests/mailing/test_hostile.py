"""What mails and settings may be like: nothing is lost, and nothing lies outside the inbox."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.dovecot import PASSWORD, Dovecot, dovecot
from kit.mailroom import inbox_of, mailroom
from kit.mails import attached, mail
from kit.workspace import PERIOD, everything
from xlsreport.cli.app import run
from xlsreport.errors import MailError
from xlsreport.language import language_named
from xlsreport.mailing.access import wants_code
from xlsreport.mailing.ledger import Ledger
from xlsreport.mailing.passwords import VARIABLE, Secret, secret_of
from xlsreport.model.mail_account import MailAccount

ZH = language_named("zh")
HEAD = b"From: czj@jkq.example\r\n"
HOSTILE = {
    "a path in the subject": mail([attached("a", b"x")], HEAD + b"Subject: ../../../../etc/passwd\r\n"),
    "a device in the subject": mail([attached("a", b"x")], HEAD + b"Subject: CON\r\n"),
    "a hidden name": mail([attached("a", b"x")], HEAD + b"Subject: .new-x\r\n"),
    "bytes that no rule allows": HEAD + b"Subject: \xff\xfe\x00\x1b[31m\r\n\r\n\xff",
    "a name without end": mail([attached("n" * 5000, b"x")], HEAD + b"Subject: " + b"s" * 20_000 + b"\r\n"),
    "parts in parts": HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\nContent-Type: "
    b"multipart/mixed; boundary=a\r\n\r\n" * 400,
    "quotes": HEAD + b'Subject: "\r\nContent-Type: application/x; name="\\"; x="\r\n\r\nx',
    "no headers": b"\r\nonly a body",
    "commas and brackets": b"From: <<<<>>>>,,;;@@\r\nTo: ((((((\r\nReferences: " + b"<" * 3000 + b"\r\n\r\nx",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


def test_every_mail_lies_in_the_inbox_whatever_it_is(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    user = "hostile@county.example"
    server.deliver(user, list(HOSTILE.values()))
    address = f"imaps://localhost:{server.ports['imaps']}"
    place = mailroom(tmp_path / "w", address, {"user": user, "authorities": server.certificate})
    assert run(["collect", "-C", str(place), "--all"]) == 0
    kept = inbox_of(place)
    lost = [name for name, data in HOSTILE.items() if data.replace(b"\0", b"") not in _plain(kept.values())]
    assert lost == []
    outside = [name for name in everything(tmp_path) if not name.startswith((f"w/{PERIOD}/", "w/xlsreport", "w/单位"))]
    assert outside == []
    assert run(["consolidate", "-C", str(place)]) == 0
    said = json.loads((place / str(PERIOD) / "output" / "findings.json").read_text(encoding="utf-8"))
    assert {each["code"] for each in said["findings"] if each["code"][0] in "FSX"} == {"F116", "F126"}


def test_the_few_mails_that_matter_are_found_among_a_thousand_others_and_a_very_large_one_comes_whole(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    user = "thousand@county.example"
    dull = [f"From: n{n}@news.example\r\nSubject: {n}\r\n\r\n{n}\r\n".encode() for n in range(1000)]
    large = mail([attached("scan.pdf", bytes(range(256)) * 120 * 1024), attached("a.xlsx", b"x")], HEAD)
    assert len(large) > 40 * 1024**2
    small = mail([attached("b.xlsx", b"y")], b"From: jyj@jkq.example\r\n")
    server.deliver(user, [*dull[:500], large, *dull[500:], small])
    address = f"imaps://localhost:{server.ports['imaps']}"
    place = mailroom(tmp_path / "w", address, {"user": user, "authorities": server.certificate})
    assert run(["collect", "-C", str(place)]) == 0
    assert sorted(map(len, inbox_of(place).values())) == [len(small), len(large)]
    assert "没有收：1000 封" in capsys.readouterr().out


def _plain(mails: object) -> list[bytes]:
    return [each.replace(b"\0", b"").replace(b"\x80", b"") for each in mails]  # type: ignore[attr-defined]


@pytest.mark.parametrize("host", ["imap.qq.com", "imap.163.com", "smtp.126.com", "imap.yeah.net", "imap.exmail.qq.com"])
def test_services_that_take_a_code_alone_are_known(host: str) -> None:
    assert wants_code(host)
    assert not wants_code(f"{host}.example")


def test_a_token_is_what_the_users_command_prints_first() -> None:
    def token(program: str) -> Secret:
        account = MailAccount(user="u", token_command=(sys.executable, "-c", program))
        return secret_of(account, "h", lambda _: pytest.fail("nobody is to be asked"), ZH)

    found = token("print('abc'); print('rest')")
    assert (found.text, found.is_token) == ("abc", True)
    assert "abc" not in repr(found)
    for program in ("print()", "raise SystemExit(3)", "print('a\\x07b')"):
        with pytest.raises(MailError, match="没有给出令牌"):
            token(program)


def _kept(service: str, user: str) -> str | None:
    return f"{user} of {service}" if ":h1" in service else None


def test_a_password_is_asked_for_where_nothing_else_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("keyring.get_password", _kept)
    account, asked = MailAccount(user="u"), list[str]()
    assert secret_of(account, "h1", lambda _: None, ZH).text == "u of xlsreport:h1"
    assert secret_of(account, "h2", lambda question: asked.append(question) or "typed", ZH).text == "typed"
    assert "不保存" in asked[0]
    with pytest.raises(MailError, match=VARIABLE):
        secret_of(account, "h2", lambda _: None, ZH)


def test_a_ledger_goes_on_behind_a_line_that_was_cut(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "mail" / "x.jsonl")
    ledger.add({"uid": "1"})
    with ledger.path.open("ab") as file:
        file.write(b'{"uid": "2", "sha')
    ledger.add({"uid": "3"})
    assert [each["uid"] for each in ledger.lines()] == ["1", "3"]
