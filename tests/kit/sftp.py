"""A real SFTP server for one test module: OpenSSH with its own keys, port and folder, on loopback alone."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.dovecot import free_ports
from kit.servers import running

_BINARY = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_PATIENCE = 20  # seconds until it answers
_CONFIGURATION = """
ListenAddress 127.0.0.1
Port {port}
HostKey {place}/host
PidFile {place}/pid
AuthorizedKeysFile {place}/allowed
StrictModes no
UsePAM no
PasswordAuthentication yes
KbdInteractiveAuthentication no
PermitRootLogin yes
Subsystem sftp internal-sftp
"""


@dataclass(frozen=True, slots=True)
class Sftp:
    """A running server. `home` is of a user whose key it takes and who knows it, `files` a folder that it gives."""

    home: Path
    files: Path
    port: int
    process: "subprocess.Popen[bytes]"

    def address(self, folder: str = "") -> str:
        """Return the address of `folder` below its files."""
        return f"sftp://{getpass.getuser()}@127.0.0.1:{self.port}{self.files.as_posix()}/{folder}"


@contextmanager
def sftp() -> Iterator[Sftp]:
    """Run a server until the end; skips where OpenSSH's is not installed, and fails in CI instead."""
    if _BINARY is None:
        reason = "OpenSSH's server is not installed (Debian: openssh-server)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="sftp-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        (port,) = free_ports(1)
        ssh = place / "home" / ".ssh"
        ssh.mkdir(parents=True, mode=0o700)
        (place / "files").mkdir()
        for key in (place / "host", ssh / "id_ed25519"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        (place / "allowed").write_bytes((ssh / "id_ed25519.pub").read_bytes())
        known = f"[127.0.0.1]:{port} {(place / 'host.pub').read_text(encoding='ascii')}"
        (ssh / "known_hosts").write_text(known, encoding="ascii")
        (place / "config").write_text(_CONFIGURATION.format(place=place, port=port), encoding="utf-8")
        if os.getuid() == 0:  # what it wants there although it does not use it
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        with running([_BINARY, "-D", "-e", "-f", place / "config"]) as process:
            _wait(port)
            yield Sftp(place / "home", place / "files", port, process)


def _wait(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as line:
                line.recv(4)
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
