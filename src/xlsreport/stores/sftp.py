"""SFTP as fsspec has it, but for whom it believes: a server whose key is known, and no other."""

import socket
from pathlib import Path
from typing import Any

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

_PATIENCE = 30.0  # seconds for each answer
_MOST_AHEAD = 64 * 1024 * 1024  # bytes of a file that are asked for at once
_NO_KEY = "No authentication methods"  # what paramiko says where there is neither key nor password
_KNOWN_TO_ALL = Path("/etc/ssh/ssh_known_hosts")


class NotTrustedError(Exception):
    """The line to a server was not opened, for the reason that the text called `key` tells."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class _Refusing(paramiko.MissingHostKeyPolicy):
    """Refuses a server whose key nobody has confirmed."""

    def missing_host_key(self, client: object, hostname: str, key: object) -> None:
        """Refuse it."""
        raise NotTrustedError("store_unknown_key")


class KnownHostsOnly(SFTPFileSystem):
    """Speaks with servers whose key stands in the user's known_hosts, as `ssh` does; fsspec's own takes any key."""

    cachable = False  # a line that was cut is no line to be had again

    def _connect(self) -> None:
        try:
            self._open_line()
        except paramiko.BadHostKeyException:
            raise NotTrustedError("store_other_key") from None
        except paramiko.AuthenticationException:
            raise NotTrustedError("store_not_let_in") from None
        except paramiko.SSHException as error:
            if str(error).startswith(_NO_KEY):
                raise NotTrustedError("store_not_let_in") from None
            raise

    def _open_line(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        if _KNOWN_TO_ALL.is_file():
            self.client.load_system_host_keys(str(_KNOWN_TO_ALL))
        self.client.set_missing_host_key_policy(_Refusing())
        patience = {"timeout": _PATIENCE, "banner_timeout": _PATIENCE, "auth_timeout": _PATIENCE}
        self.client.connect(self.host, **{**patience, **self.ssh_kwargs})
        self.client.get_transport().sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.ftp = self.client.open_sftp()
        channel = self.ftp.get_channel()
        if channel is not None:
            channel.settimeout(_PATIENCE)

    def _open(self, path: str, mode: str = "rb", block_size: int | None = None, **kwargs: Any) -> Any:
        """Open a file that is read without waiting for each piece; what is written waits, or no error would be told."""
        file = super()._open(path, mode, block_size, **kwargs)
        if "r" in mode and (size := file.stat().st_size) and size <= _MOST_AHEAD:
            file.prefetch(size)
        return file

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        """Return a path as it is: it has no protocol before it, and a name may have any sign in it."""
        return path or "/"
