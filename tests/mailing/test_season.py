"""A season played through real servers: letters out by SMTP, answers into an IMAP mailbox, collected, sent back."""

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from kit.dovecot import PASSWORD, Dovecot, dovecot
from kit.filled import workbook
from kit.mailroom import inbox_of, mailroom
from kit.mails import attached, forwarded, mail, text
from kit.submission_server import Post, post
from xlsreport.cli.app import run
from xlsreport.mailing.passwords import VARIABLE

USER = "season@county.example"
BOXES = {"A01": "czj@jkq.example", "A02": "jyj@jkq.example", "A03": "pa@jkq.example"}


def book(code: str, name: str, **cells: object) -> bytes:
    return workbook({"基本信息!B3": name, "基本信息!B4": code, **cells})


def answer(to: bytes, day: int, *parts: bytes, sender: str = "") -> bytes:
    """Return a department's answer to a letter of ours."""
    letter = message_from_bytes(to, policy=default)
    head = f"From: {sender or letter['To']}\r\nSubject: Re: x\r\nMessage-ID: <{day}.{letter['To']}>\r\n"
    head += f"Date: {day} Jan 2024 09:00:00 +0800\r\nIn-Reply-To: {letter['Message-ID']}\r\n"
    return mail(parts, head.encode())


class Season:
    """One workspace between its two servers."""

    def __init__(self, folder: Path, box: Dovecot, out: Post, capsys: pytest.CaptureFixture[str]) -> None:
        more = {
            "user": USER,
            "authorities": box.certificate,
            "pause": 0,
            "send": f"smtp+plain://127.0.0.1:{out.port}",
        }
        self.place = mailroom(folder, f"imaps://localhost:{box.ports['imaps']}", more)
        self.box, self.out, self.capsys = box, out, capsys

    def run(self, *command: str) -> int:
        return run([*command, "-C", str(self.place)])

    def arrive(self, *mails: bytes) -> None:
        self.box.deliver(USER, mails)
        assert self.run("collect") == 0

    def stages(self) -> dict[str, str]:
        self.capsys.readouterr()
        self.run("status", "--format", "json")
        found = json.loads(self.capsys.readouterr().out)["departments"]
        return {each["code"]: each["stage"] for each in found}


def test_a_season_goes_out_and_comes_back_by_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with dovecot() as box, post(Post()) as out:
        box.deliver(USER, [])
        season = Season(tmp_path / "w", box, out, capsys)
        assert season.run("issue") == 0
        assert season.run("send", "--yes") == 0
        letters = {code: out.all_to(address)[0] for code, address in BOXES.items()}
        assert season.stages() == {"A01": "issued", "A02": "issued", "A03": "issued"}

        season.arrive(answer(letters["A03"], 1, text("下周报送。")))
        assert season.stages()["A03"] == "answered"

        wrong = book("A02", "教育局", **{"表三!D6": 1.5})
        season.arrive(
            answer(letters["A01"], 2, attached("财政局.xlsx", book("A01", "财政局"))),
            answer(letters["A02"], 2, attached("教育局.xlsx", wrong)),
            answer(letters["A03"], 2, text("超大附件：https://mail.qq.com/cgi-bin/ftnExs_download?t=1 请下载")),
        )
        assert season.stages() == {"A01": "accepted", "A02": "received", "A03": "received"}

        assert season.run("send-back") == 0
        assert season.run("send", "--what", "send-back", "--yes") == 0
        returns = {code: out.all_to(BOXES[code])[1:] for code in BOXES}
        assert {code: len(sent) for code, sent in returns.items()} == {
            "A01": 1,
            "A02": 1,
            "A03": 1,
        }  # all have the same text
        asked = message_from_bytes(returns["A03"][0], policy=default).get_body().get_content()  # type: ignore[union-attr]
        assert "附件" in asked
        assert season.stages() == {"A01": "accepted", "A02": "returned", "A03": "returned"}

        still_wrong = answer(
            returns["A02"][0], 4, attached("教育局-更正.xlsx", book("A02", "教育局", **{"表三!D6": 2.5}))
        )
        inner = answer(returns["A03"][0], 4, attached("平安镇.xlsx", book("A03", "平安镇")))
        season.arrive(still_wrong, mail([forwarded(inner)], b"From: czj@jkq.example\r\nSubject: Fw\r\n"))
        assert season.stages() == {"A01": "accepted", "A02": "corrected", "A03": "accepted"}

        season.arrive(answer(returns["A02"][0], 6, attached("教育局-更正2.xlsx", book("A02", "教育局"))))
        assert season.stages() == {"A01": "accepted", "A02": "accepted", "A03": "accepted"}
        assert len(inbox_of(season.place)) == 7
        assert season.run("send", "--yes") == 0
        assert len(out.taken) == 6
