"""Whatever goes wrong with a server is a sentence: no traceback, no code of a library's, and never the password."""

import imaplib
import poplib
import smtplib
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from kit.dovecot import PASSWORD
from kit.mailroom import inbox_of, mailroom
from kit.strict_imap import Strict, strict
from kit.submission_server import Post, post
from xlsreport.cli.app import run
from xlsreport.errors import LineCutError, MailError
from xlsreport.language import language_named
from xlsreport.mailing.access import Access, in_sentences
from xlsreport.mailing.endpoint import Endpoint, Security
from xlsreport.mailing.passwords import VARIABLE, Secret
from xlsreport.model.mail_account import MailAccount

ACCESS = Access(
    Endpoint("imap", "mail.example", 993, Security.TLS),
    MailAccount(user="u", timeout=60),
    Secret(PASSWORD),
    language_named("zh"),
)


def of_tls(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, f"[SSL: {reason}] (_ssl.c:1006)")
    error.reason = reason
    return error


def after(error: Exception, first: Exception) -> Exception:
    """Return an error that a library raised where another was."""
    error.__context__ = first
    return error


@pytest.mark.parametrize(
    ("error", "sentence", "goes_on"),
    [
        (of_tls("WRONG_VERSION_NUMBER"), "与 mail.example 的端口 993 无法建立加密连接（WRONG_VERSION_NUMBER）", False),
        (of_tls("UNSUPPORTED_PROTOCOL"), "服务器太旧", False),
        (of_tls("BAD_RECORD_MAC"), "与 mail.example 的连接断了（BAD_RECORD_MAC）", True),
        (TimeoutError("timed out"), "mail.example 有 60 秒没有回音。", True),
        (after(smtplib.SMTPServerDisconnected("closed: timed out"), TimeoutError()), "有 60 秒没有回音", True),
        (smtplib.SMTPServerDisconnected("gone"), "连接断了（gone）", True),
        (ConnectionResetError(104, "reset by peer"), "连接断了（reset by peer）", True),
        (imaplib.IMAP4.abort("socket error: EOF"), "连接断了（socket error: EOF）", True),
        (ConnectionRefusedError(), "mail.example 的端口 993 没有服务。", False),
        (socket.gaierror(-2, "Name or service not known"), "找不到服务器 mail.example", False),
        (smtplib.SMTPConnectError(421, b"too many connections."), "回答：too many connections。", False),
        (imaplib.IMAP4.error("b'[LIMIT] Come back later.'"), "mail.example 回答：[LIMIT] Come back later。", False),
        (poplib.error_proto(b"-ERR in use"), "回答：-ERR in use。", False),
        (ValueError("\x1b[31mno number"), "回答：[31mno number。", False),
        (smtplib.SMTPHeloError(501, f"who is {PASSWORD}?".encode()), "回答：who is ***?。", False),
    ],
)
def test_an_error_is_told_in_words(error: Exception, sentence: str, goes_on: bool) -> None:
    with pytest.raises(MailError) as caught, in_sentences(ACCESS):
        raise error
    assert sentence in str(caught.value)
    assert isinstance(caught.value, LineCutError) is goes_on


@pytest.mark.parametrize("host", ["imap.qq.com", "smtp.163.com", "imap.exmail.qq.com"])
def test_a_login_that_a_service_of_codes_refuses_is_told_of_the_code(host: str) -> None:
    access = replace(ACCESS, endpoint=replace(ACCESS.endpoint, host=host))
    said = str(access.refused(imaplib.IMAP4.error(b"Login fail. Password error")))
    assert said.startswith(f"{host} 不让 u 登录：Login fail. Password error。")
    assert "要用授权码" in said
    assert "授权码" not in str(ACCESS.refused(imaplib.IMAP4.error(b"no")))


def test_a_server_without_encryption_hears_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with strict(Strict()) as server:
        assert run(["collect", "-C", str(mailroom(tmp_path / "a", f"imap://127.0.0.1:{server.port}"))]) == 2
    assert "不提供加密（STARTTLS）" in capsys.readouterr().err
    assert [each for each in server.heard if each.startswith(("LOGIN", "AUTHENTICATE"))] == []
    assert inbox_of(tmp_path / "a") == {}
    with post(Post()) as out:
        place = mailroom(tmp_path / "b", "", {"send": f"smtp://127.0.0.1:{out.port}"})
        assert run(["issue", "-C", str(place)]) == 0
        assert run(["send", "-C", str(place), "--yes"]) == 2
    assert "不提供加密（STARTTLS）" in capsys.readouterr().err
    assert out.taken == []
