"""Source files: what came, before anybody knows whose it is."""

from dataclasses import dataclass, replace
from pathlib import Path

from xlsreport.content import Content
from xlsreport.model.workbook import Unreadable


@dataclass(frozen=True, slots=True)
class MailOrigin:
    """The mail that a file came with: when (UTC, ISO 8601, from its header only) and what it says of itself.

    `senders` are the addresses of the mails around the file, the innermost first, in small letters. `readings` are all
    moments that the header can mean, local with their offset, where these are several; `arrived_at` is when the last
    server on its way took it. `answers` are the Message-IDs of the mails that they answer, `vouched` is what a server
    says of the sender, which anybody can write.
    """

    received_at: str | None = None
    source: str | None = None
    senders: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    arrived_at: str | None = None
    answers: tuple[str, ...] = ()
    vouched: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that came. `path` is where its bytes lie, for as long as the run lasts, or lie once they are asked for.

    `name` is its path relative to the inbox with `/`; what was taken out of a container is nested in its name:
    `mail.eml!a.zip!b.xlsx`. `problem` is what is known to be wrong before it is read.
    """

    name: str
    path: Path
    sha256: str
    received_at: str | None = None
    source: str | None = None
    content: Content = Content.XLSX
    senders: tuple[str, ...] = ()
    problem: Unreadable | None = None
    readings: tuple[str, ...] = ()
    arrived_at: str | None = None
    answers: tuple[str, ...] = ()
    vouched: str = ""

    def came_with(self, origin: MailOrigin) -> "SourceFile":
        """Return the same file as one that came with the mail `origin`."""
        return replace(
            self,
            received_at=origin.received_at,
            source=origin.source,
            senders=origin.senders,
            readings=origin.readings,
            arrived_at=origin.arrived_at,
            answers=origin.answers,
            vouched=origin.vouched,
        )
