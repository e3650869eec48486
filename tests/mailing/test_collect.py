"""Mails collected from a real server, Dovecot, and from one as strict as NetEase's: each once, whole, unmarked."""

import os
import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from imapclient.imap_utf7 import encode

from kit.dovecot import PASSWORD, Dovecot, dovecot
from kit.mailroom import inbox_of, ledger_of, mailroom
from kit.mails import attached, mail, text
from kit.strict_imap import MAIL, Strict, strict
from kit.workspace import PERIOD
from xlsreport.cli.app import run
from xlsreport.mailing.passwords import VARIABLE

NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    monkeypatch.setattr("xlsreport.pipeline.post.collect._REST", 0.0)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def user() -> str:
    """Return a user whose mailbox nobody else's test has."""
    return f"u{next(NUMBERS)}@county.example"


def at(server: Dovecot, place: Path, user: str, **more: object) -> Path:
    """Return a workspace that collects by TLS, and trusts the server's certificate."""
    address = f"imaps://localhost:{server.ports['imaps']}"
    return mailroom(place, address, {"user": user, "authorities": server.certificate, **more})


def of(sender: str, subject: str, *parts: bytes) -> bytes:
    head = f"From: {sender}\r\nSubject: {subject}\r\nMessage-ID: <{subject}@x>\r\n".encode()
    return mail(parts or (text("see"),), head)


BOOK = attached("report.xlsx", b"PK" * 40)


def test_each_mail_lies_whole_in_the_inbox_once_and_stays_unread_on_the_server(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mails = [of("czj@jkq.example", "one", BOOK), of("nobody@x.example", "two", BOOK)]
    server.deliver(user, mails)
    place = at(server, tmp_path, user)

    assert run(["collect", "-C", str(place)]) == 0
    assert sorted(inbox_of(place).values()) == sorted(mails)
    before = inbox_of(place)
    assert run(["collect", "-C", str(place)]) == 0
    assert inbox_of(place) == before
    assert server.flags(user) == ["", ""]
    assert "收到 2 封邮件" in capsys.readouterr().out


def test_mails_of_strangers_without_files_are_counted_and_left_unless_asked_for(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = b"From: news@shop.example\r\nSubject: sale\r\nContent-Type: text/plain\r\n\r\nbuy\r\n"
    named = plain.replace(b"sale", b"=?utf-8?Q?=E8=B4=A2=E6=94=BF=E5=B1=80_=E8=B6=85=E5=A4=A7?=")
    server.deliver(user, [plain, named, of("czj@jkq.example", "own"), plain.replace(b"news@shop", b"x")])
    place = at(server, tmp_path, user)

    run(["collect", "-C", str(place)])
    assert len(inbox_of(place)) == 2
    assert "没有收：2 封" in capsys.readouterr().out
    run(["collect", "-C", str(place), "--all"])
    assert len(inbox_of(place)) == 4


def test_after_a_changed_uidvalidity_nothing_lies_there_twice(server: Dovecot, tmp_path: Path, user: str) -> None:
    server.deliver(user, [of("czj@jkq.example", f"m{n}", BOOK) for n in range(3)])
    place = at(server, tmp_path, user)
    run(["collect", "-C", str(place)])
    before = inbox_of(place)
    server.forget_numbers(user)

    assert run(["collect", "-C", str(place)]) == 0
    assert inbox_of(place) == before
    lines = ledger_of(place).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 6
    assert sum('"again"' in each for each in lines) == 3


def test_a_mail_delivered_twice_with_the_same_bytes_lies_there_once(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.deliver(user, [of("czj@jkq.example", "same", BOOK)] * 2)
    place = at(server, tmp_path, user)

    run(["collect", "-C", str(place)])
    assert len(inbox_of(place)) == 1
    assert "完全相同" in capsys.readouterr().out


def test_what_was_collected_for_one_year_is_not_collected_for_the_next(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.deliver(user, [of("czj@jkq.example", "last year", BOOK)])
    place = at(server, tmp_path, user)
    assert run(["collect", "-C", str(place)]) == 0
    server.deliver(user, [of("czj@jkq.example", "this year", BOOK)])
    (place / str(PERIOD + 1)).mkdir()
    assert run(["collect", "-C", str(place)]) == 0
    assert "已为别的年度收过、没有再收的：1 封" in capsys.readouterr().out
    kept = [path.name for path in (place / str(PERIOD + 1) / "inbox").iterdir()]
    assert [name.partition("-")[0] for name in kept] == ["this year"]
    server.forget_numbers(user)
    assert run(["collect", "-C", str(place)]) == 0
    assert "没有再放的：2 封" in capsys.readouterr().out
    assert len(inbox_of(place)) == 1


def test_a_mail_over_the_limit_leaves_its_headers_and_is_told(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    large = of("czj@jkq.example", "large", attached("a.xlsx", os.urandom(1_200_000)))
    server.deliver(user, [large, of("jyj@jkq.example", "small", BOOK)])
    place = at(server, tmp_path, user, largest_mib=1)

    assert run(["collect", "-C", str(place)]) == 0
    (kept,) = (data for name, data in inbox_of(place).items() if name.startswith("large"))
    assert kept.startswith(b"From: czj@jkq.example\r\n")
    assert f"x-xlsreport-left-there: {len(large)}".encode() in kept
    assert len(kept) < 500
    assert "太大" in capsys.readouterr().out
    assert run(["collect", "-C", str(place), "--move-to", "Done"]) == 2  # there is no such folder
    assert len(inbox_of(place)) == 2


def test_a_mail_that_was_too_large_is_fetched_where_the_limit_is_raised(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    large = of("czj@jkq.example", "large", attached("a.xlsx", os.urandom(1_200_000)))
    server.deliver(user, [large])
    place = at(server, tmp_path, user, largest_mib=1)
    run(["collect", "-C", str(place)])
    server.forget_numbers(user)
    assert run(["collect", "-C", str(place)]) == 0
    said = capsys.readouterr().out
    assert said.count("xlsreport collect --largest 2（兆）") == 2
    for _ in range(2):
        assert run(["collect", "-C", str(place), "--largest", "2"]) == 0
        assert list(inbox_of(place).values()) == [large]
    assert "收到 0 封" in capsys.readouterr().out


def test_mails_are_moved_only_where_that_is_asked_and_only_those_that_lie_here_whole(
    server: Dovecot, tmp_path: Path, user: str
) -> None:
    large = of("czj@jkq.example", "large", attached("a.xlsx", os.urandom(1_200_000)))
    server.deliver(user, [large, of("jyj@jkq.example", "small", BOOK)])
    server.deliver(user, [], encode("年报-已收").decode())
    place = at(server, tmp_path, user, largest_mib=1)

    assert run(["collect", "-C", str(place), "--move-to", "年报-已收"]) == 0
    maildir = server.place / "mails" / user
    assert [path.read_bytes() for path in maildir.glob("[cn]*/*.host*")] == [large]
    assert len(list(maildir.glob("&*/[cn]*/*"))) == 1


def test_a_folder_that_is_not_there_is_refused_with_those_that_are(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.deliver(user, [])
    assert run(["collect", "-C", str(at(server, tmp_path, user, folder="年报"))]) == 2
    said = capsys.readouterr().err
    assert "没有文件夹“年报”" in said
    assert "INBOX" in said


def test_a_wrong_password_is_said_and_not_shown(
    server: Dovecot, tmp_path: Path, user: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "no-such-password")
    assert run(["collect", "-C", str(at(server, tmp_path, user))]) == 2
    said = capsys.readouterr().err
    assert "不让" in said
    assert "no-such-password" not in said


def test_a_certificate_that_nobody_vouches_for_stops_before_the_password_is_sent(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = mailroom(tmp_path, f"imaps://localhost:{server.ports['imaps']}", {"user": user})
    assert run(["collect", "-C", str(place)]) == 2
    assert "证书不可信" in capsys.readouterr().err
    assert f"user=<{user}>" not in (server.place / "log").read_text(encoding="utf-8")


def test_starttls_checks_the_certificate_too(
    server: Dovecot, tmp_path: Path, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.deliver(user, [of("czj@jkq.example", "one", BOOK)])
    address = f"imap://localhost:{server.ports['imap']}"
    trusting = mailroom(tmp_path / "a", address, {"user": user, "authorities": server.certificate})
    assert run(["collect", "-C", str(trusting)]) == 0
    assert len(inbox_of(trusting)) == 1
    assert run(["collect", "-C", str(mailroom(tmp_path / "b", address, {"user": user}))]) == 2
    assert "证书不可信" in capsys.readouterr().err


@pytest.mark.parametrize("advertises", [True, False], ids=["advertised", "hidden"])
def test_who_we_are_is_said_where_a_folder_opens_for_nobody_else(tmp_path: Path, advertises: bool) -> None:
    with strict(Strict(advertises)) as server:
        place = mailroom(tmp_path, f"imap+plain://127.0.0.1:{server.port}", {"folder": "年报-2023"})
        assert run(["collect", "-C", str(place)]) == 0
    assert list(inbox_of(place).values()) == [MAIL]
    words = [each.partition(" ")[0] for each in server.heard]
    assert words.count("ID") == 1
    opened = words.index("EXAMINE")
    assert (words.index("ID") < opened) is advertises
    assert "SELECT" not in words


def test_a_server_that_does_not_ask_who_we_are_and_does_not_say_that_it_knows_is_not_told(
    server: Dovecot, tmp_path: Path
) -> None:
    with strict(Strict(advertises=False, drops="ID")) as dropping:
        place = mailroom(tmp_path, f"imap+plain://127.0.0.1:{dropping.port}", {"folder": "INBOX"})
        assert run(["collect", "-C", str(place)]) == 2  # it asked who we are, and dropped the line at the answer
    assert sum(each.startswith("ID ") for each in dropping.heard) == 3


@pytest.mark.parametrize("drops", ["LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH"])
def test_a_line_that_breaks_again_and_again_ends_in_a_sentence(
    tmp_path: Path, drops: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with strict(Strict(drops=drops)) as server:
        place = mailroom(tmp_path, f"imap+plain://127.0.0.1:{server.port}")
        assert run(["collect", "-C", str(place)]) == 2
    said = capsys.readouterr().err
    assert "连接断了" in said
    assert "过一会儿再运行一次" in said


def test_a_server_that_says_nothing_is_given_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = mailroom(tmp_path, f"imap+plain://127.0.0.1:{silent.getsockname()[1]}", {"timeout": 0.2})
        assert run(["collect", "-C", str(place)]) == 2
    assert "没有回音" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("imap+plain://mail.example", "不加密"),
        ("http://mail.example", "不是能用的服务器地址"),
        ("imaps://me:secret@mail.example", "密码不要写在文件里"),
        ("smtps://mail.example", "不是能用的服务器地址"),
        ("imaps://", "不是能用的服务器地址"),
        ("imaps://host.invalid", "找不到服务器"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(
    tmp_path: Path, address: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["collect", "-C", str(mailroom(tmp_path, address))]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "secret" not in told
