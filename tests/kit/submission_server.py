"""A real mail server that takes letters, aiosmtpd, and keeps them; it can refuse, drop the line and ask for a pause."""

import ssl
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from kit.dovecot import PASSWORD, USER, free_ports
from kit.strict_imap import REFUSED


@dataclass
class Post:
    """What a server does and has. `refuses` are addresses; `drops` says after how many letters the line is dropped."""

    refuses: dict[str, str] = field(default_factory=dict)
    drops: Callable[[int, str], bool] = lambda _number, _when: False
    answer: str = "250 OK"
    token: str = ""
    taken: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)
    begun: int = 0
    port: int = 0

    def all_to(self, address: str) -> list[bytes]:
        """Return the letters that went to one address."""
        return [data for recipients, data in self.taken if address in recipients]

    async def auth_XOAUTH2(self, server: Any, words: list[bytes]) -> AuthResult:
        """Let in who shows the token; whoever shows another is told so, and has to agree before he is refused."""
        if b64decode(words[1]) == f"user={USER}\1auth=Bearer {self.token}\1\1".encode() and self.token:
            return AuthResult(success=True, auth_data=USER)
        await server.challenge_auth(REFUSED, encode_to_b64=True)
        return AuthResult(success=False, handled=False)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, _options: Any) -> str:
        if not session.authenticated:
            return "530 who are you?"
        if self.drops(self.begun, "rcpt"):
            self.begun += 1
            server.transport.abort()
            return "421 gone"
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Envelope) -> str:
        self.begun += 1
        if self.drops(self.begun, "before"):
            server.transport.abort()
            return "421 gone"
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append((tuple(envelope.rcpt_tos), envelope.content))
        if self.drops(self.begun, "after"):
            server.transport.abort()
        return self.answer


@contextmanager
def post(does: Post, certified: Path | None = None) -> Iterator[Post]:
    """Run the server until the end; it lets in who has the password.

    It speaks TLS where it is `certified`: by cert.pem and key.pem in that folder.
    """

    def known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password.decode() == PASSWORD, handled=False)

    (does.port,) = free_ports(1)
    options: dict[str, Any] = {"authenticator": known, "auth_require_tls": False}
    if certified is not None:
        options["ssl_context"] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        options["ssl_context"].load_cert_chain(certified / "cert.pem", certified / "key.pem")
    running = Controller(does, hostname="127.0.0.1", port=does.port, **options)
    running.start()
    try:
        yield does
    finally:
        running.stop()
