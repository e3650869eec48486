"""The mail account that a workspace is collected from and sent by."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Where mails are fetched (`receive`) and handed in (`send`), as whom; no password is ever part of it.

    `receive` and `send` are addresses as they were written, `imaps://host`; `sender` is the From of what is sent.
    `authorities` is a file of certificates that are trusted beside the system's; `token_command` prints an OAuth token.
    `largest_mib` is the size over which a mail is not fetched, `timeout` and `pause` are seconds: how long a server may
    be silent, and what lies between two letters.
    """

    user: str = ""
    receive: str = ""
    send: str = ""
    folder: str = "INBOX"
    sender: str = ""
    authorities: Path | None = None
    token_command: tuple[str, ...] = ()
    largest_mib: int = 50
    timeout: float = 60.0
    pause: float = 1.0
