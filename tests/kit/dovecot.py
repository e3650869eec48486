"""A real mail server for one test module: Dovecot with its own configuration, ports and mails, on loopback alone."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.servers import running

USER, PASSWORD = "zwgk@county.example", "auth-code-of-sixteen"
_BINARY = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_PATIENCE = 20  # seconds until it answers
_CONFIGURATION = """
protocols = imap pop3
listen = 127.0.0.1
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{place}/cert.pem
ssl_key = <{place}/key.pem
mail_location = maildir:{place}/mails/%u:LAYOUT=fs
first_valid_uid = 1
mail_max_userip_connections = 100
auth_mechanisms = plain login
auth_failure_delay = 0
pop3_uidl_format = %08Xu%08Xv
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={place}/mails/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = {pop3s}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server. `place` has its certificate, `ports` are by protocol."""

    place: Path
    ports: dict[str, int]

    def deliver(self, user: str, mails: Sequence[bytes], folder: str = "", *, day: int = 0) -> None:
        """Lay mails into a mailbox, as a server that delivers does; `day` is how many days after the first it does."""
        maildir = self.place / "mails" / user / folder
        for name in ("cur", "new", "tmp"):
            (maildir / name).mkdir(parents=True, exist_ok=True)
        number = len(list((maildir / "new").iterdir())) + len(list((maildir / "cur").iterdir()))
        for each in mails:
            number += 1
            path = maildir / "new" / f"{1_705_000_000 + number}.M{number}.host"
            path.write_bytes(each)
            os.utime(path, (1_705_000_000 + day * 86_400 + number * 60,) * 2)
        _give(self.place / "mails")

    def forget_numbers(self, user: str) -> None:
        """Have the server number a user's mails anew, under another UIDVALIDITY, as after a move to another machine."""
        maildir = self.place / "mails" / user
        for index in maildir.glob("dovecot*"):
            index.unlink()
        (maildir / "dovecot-uidlist").write_text("3 V7 N9 G0123456789abcdef0123456789abcdef\n", encoding="utf-8")
        _give(maildir)

    @property
    def certificate(self) -> Path:
        """The file that is to be trusted by who is to trust the server."""
        return self.place / "cert.pem"

    def flags(self, user: str) -> list[str]:
        """Return the marks of a user's mails, as the names of their files have them."""
        found = (self.place / "mails" / user).glob("[cn]*/*.host*")
        return sorted(path.name.partition(":2,")[2] for path in found)


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Run a server until the end; skips where Dovecot is not installed, and fails in CI instead."""
    if _BINARY is None:
        reason = "Dovecot is not installed (Debian: dovecot-imapd, dovecot-pop3d)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="dovecot-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)
        server = Dovecot(place, dict(zip(("imap", "imaps", "pop3", "pop3s"), free_ports(4), strict=True)))
        _prepare(server)
        with running([_BINARY, "-F", "-c", place / "dovecot.conf"]):
            _wait(server)
            yield server


def _prepare(server: Dovecot) -> None:
    certify(server.place)
    (server.place / "mails").mkdir()
    who = _keeper()
    words = {
        "place": server.place,
        "user": who.pw_name,
        "group": _group(who.pw_gid),
        "uid": who.pw_uid,
        "gid": who.pw_gid,
        "password": PASSWORD,
        **server.ports,
    }
    (server.place / "dovecot.conf").write_text(_CONFIGURATION.format(**words), encoding="utf-8")


def certify(place: Path) -> None:
    """Make a certificate for this machine in `place`: cert.pem and key.pem."""
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    out = ["-keyout", place / "key.pem", "-out", place / "cert.pem", "-addext", names]
    subprocess.run([*made, *out], check=True, capture_output=True)


def _keeper() -> pwd.struct_passwd:
    """Return whose the mails are: nobody's where we are root, for whom Dovecot opens no mail."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name


def _give(folder: Path) -> None:
    if os.getuid() == 0:
        who = _keeper()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, who.pw_uid, who.pw_gid)


def free_ports(count: int) -> list[int]:
    """Return ports of this machine on which nobody listens."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def _wait(server: Dovecot) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", server.ports["imap"]), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    log = server.place / "log"
    pytest.fail(log.read_text(encoding="utf-8") if log.is_file() else "Dovecot does not answer")
