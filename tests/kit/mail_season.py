"""A district of twelve departments between two real mail servers: what goes out, what comes back, what is said."""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from pathlib import Path
from typing import Any

from kit.cutting import lot_of
from kit.dovecot import Dovecot
from kit.filled import disclosure, saved, workbook
from kit.mailroom import mailroom
from kit.mails import attached, mail
from kit.submission_server import Post
from kit.workspace import PERIOD, roster
from xlsreport.cli.app import run
from xlsreport.model.form import Role

COORDINATOR = "season@county.example"
FIRST_DAY = 11  # of January, on which the server takes its first mails
NAMES = {f"A{number:02d}": f"第{number}局" for number in range(1, 13)}
BOXES = {code: f"{code.lower()}@county.example" for code in NAMES}


def book(code: str, **cells: object) -> bytes:
    """Return a department's workbook: figures of its own, and texts that nobody else has."""
    number = int(code[1:])
    lot = lot_of(number)
    texts = {str(each.address): _words(lot) for each in disclosure().fields.values() if each.role is Role.PROSE}
    own = {
        "基本信息!B3": NAMES[code],
        "基本信息!B4": code,
        "表三!D6": number,
        "表三!D8": number,
        "表二!B9": number * 10,
    }
    return workbook({**texts, **own, **cells})


def _words(lot: Any) -> str:
    return "".join(chr(0x4E00 + lot.randrange(3000)) for _ in range(24)) + "。"


def file(code: str, mark: str = "", **cells: object) -> bytes:
    """Return one part of a mail: a department's workbook."""
    return attached(f"{NAMES[code]}{mark}.xlsx", book(code, **cells))


@dataclass
class MailSeason:
    """A workspace between its two servers; `said` is what the last command printed, `seen` what was seen on the way."""

    place: Path
    box: Dovecot
    out: Post
    said: str = ""
    complained: str = ""
    seen: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, box: Dovecot, out: Post) -> "MailSeason":
        """Make the workspace, with its roster and the coordinator's account."""
        post = f"smtp+plain://127.0.0.1:{out.port}"
        keys = {"user": COORDINATOR, "authorities": box.certificate, "pause": 0, "send": post}
        place = mailroom(folder, f"imaps://localhost:{box.ports['imaps']}", keys)
        rows = [(code, name, "", "县级", "", BOXES[code]) for code, name in NAMES.items()]
        (place / "单位名单.xlsx").write_bytes(roster(rows))
        own = {"基本信息!B3": "某区", "基本信息!B4": "W", "基本信息!B5": PERIOD}
        saved(place / str(PERIOD), "汇总单位.xlsx", workbook(own))
        box.deliver(COORDINATOR, [])
        return cls(place, box, out)

    def __call__(self, *command: str) -> int:
        """Run a command in the workspace and return its exit code."""
        said, complained = StringIO(), StringIO()
        with redirect_stdout(said), redirect_stderr(complained):
            code = run([*command, "-C", str(self.place)])
        self.said, self.complained = said.getvalue(), complained.getvalue()
        return code

    def status(self) -> dict[str, Any]:
        """Return what `status` says."""
        assert self("status", "--format", "json") == 0, self.said
        found: dict[str, Any] = json.loads(self.said)
        return found

    def stages(self, *codes: str) -> dict[str, str]:
        """Return how far the exchange with each of `codes` is, or with all."""
        found = self.stages_in(self.status())
        return {code: found[code] for code in codes or found}

    @staticmethod
    def stages_in(status: dict[str, Any]) -> dict[str, str]:
        """Return the stage of each department, by its code, of what `status` said."""
        return {each["code"]: each["stage"] for each in status["departments"]}

    def send(self, what: str) -> list[str]:
        """Send the letters of `what` and return to whom they went."""
        before = len(self.out.taken)
        assert self("send", "--what", what, "--yes") == 0, self.said
        return sorted(address for recipients, _ in self.out.taken[before:] for address in recipients)

    def arrive(self, day: int, *mails: bytes) -> None:
        """Have mails delivered on a day of January, and collect them."""
        self.box.deliver(COORDINATOR, mails, day=day - FIRST_DAY)
        assert self("collect") == 0, self.said

    def letter(self, code: str) -> EmailMessage:
        """Return the latest letter that went to a department."""
        found = message_from_bytes(self.out.all_to(BOXES[code])[-1], policy=default)
        assert isinstance(found, EmailMessage)
        return found

    def answer(
        self, code: str, day: int, *parts: bytes, sender: str = "", known_by: str = "In-Reply-To", head: str = ""
    ) -> bytes:
        """Return a department's answer to its latest letter, which it names in the header `known_by`, or nowhere."""
        sender = sender or BOXES[code]
        head += f"From: {sender}\r\nSubject: =?utf-8?b?5oql6YCB?=\r\nMessage-ID: <{day}.{sender}>\r\n"
        head += f"Date: {day} Jan 2024 09:00:00 +0800\r\n"
        head += f"{known_by}: {self.letter(code)['Message-ID']}\r\n" if known_by else ""
        return mail(parts, head.encode())
