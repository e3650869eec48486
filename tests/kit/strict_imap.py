"""An IMAP server of forty lines, as strict as NetEase's: no folder opens before ID, which it advertises or hides."""

import socketserver
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kit.dovecot import USER

FOLDER = "&XnRipQ-2023"  # 年报-2023, as IMAP writes it
REFUSED = b'{"status":"400"}'  # what services answer to a token that has run out
MAIL = (
    b"From: czj@jkq.example\r\nMessage-ID: <1@x>\r\nSubject: =?gb18030?B?xOq2yLGouOY=?=\r\n"
    b'Content-Type: application/octet-stream; name="a.xlsx"\r\n\r\nhello\r\n'
)


@dataclass
class Strict:
    """How a server behaves and what it was told. `drops` is a command at which it drops the line.

    Where it has a `token`, nobody but who shows it is let in.
    """

    advertises: bool = True
    drops: str = ""
    token: str = ""
    heard: list[str] = field(default_factory=list)
    port: int = 0


class _Line(socketserver.StreamRequestHandler):
    """One line to the server; its class has the server's behaviour."""

    strict: Strict

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("* OK Coremail System IMap Server Ready(163com)")
        known, server = False, self.strict
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            tag, _, told = line.partition(" ")
            word = " ".join(told.upper().split()[: 2 if told.upper().startswith("UID") else 1])
            server.heard.append(told)
            if server.drops and word.startswith(server.drops):
                return
            if word == "AUTHENTICATE":
                self.say(f"{tag} {self.authenticated()}")
                continue
            known = known or word == "ID"
            if word in ("SELECT", "EXAMINE") and not known:
                self.say(f"{tag} NO {word} Unsafe Login. Please contact kefu@188.com for help")
                continue
            self.answer(word, told)
            self.say(f"{tag} OK done")

    def authenticated(self) -> str:
        """Ask for a token and return whether it opens, as services do that take nothing else."""
        self.say("+ ")
        shown = b64decode(self.rfile.readline())
        if shown == f"user={USER}\1auth=Bearer {self.strict.token}\1\1".encode():
            return "OK welcome"
        self.say(f"+ {b64encode(REFUSED).decode()}")
        self.rfile.readline()
        return "NO AUTHENTICATE failed"

    def answer(self, word: str, told: str) -> None:
        match word:
            case "CAPABILITY":
                self.say(f"* CAPABILITY IMAP4rev1 UIDPLUS AUTH=XOAUTH2{' ID' if self.strict.advertises else ''}")
            case "LIST":
                self.say(f'* LIST () "/" "INBOX"\r\n* LIST () "/" "{FOLDER}"')
            case "SELECT" | "EXAMINE":
                self.say("* 1 EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n* FLAGS (\\Seen)")
            case "UID SEARCH":
                self.say("* SEARCH 1")
            case "UID FETCH":
                self.fetched(told)

    def fetched(self, told: str) -> None:
        whole = "BODY.PEEK[]" in told
        data = MAIL if whole else MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        key = "BODY[]" if whole else told[told.index("BODY.PEEK[") :].replace(".PEEK", "").partition("]")[0] + "]"
        date = 'INTERNALDATE "15-Jan-2024 09:00:00 +0800"'
        self.say(f"* 1 FETCH (UID 1 RFC822.SIZE {len(MAIL)} {date} {key} {{{len(data)}}}")
        self.wfile.write(data)
        self.say(")")


@contextmanager
def strict(server: Strict) -> Iterator[Strict]:
    """Run the server until the end."""
    line = type("Line", (_Line,), {"strict": server})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), line) as running:
        running.daemon_threads = True
        server.port = running.server_address[1]
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            running.shutdown()
            thread.join()
