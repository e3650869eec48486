"""What every place that holds mails offers: which there are, what they say of themselves, and their bytes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MailPlace:
    """Where mails lie. `validity` is the UIDVALIDITY under which the numbers of its mails hold; blank elsewhere."""

    host: str
    user: str
    folder: str
    validity: str = ""


@dataclass(frozen=True, slots=True)
class ListedMail:
    """A mail that lies there, before it is fetched: its number, its size, and those of its headers that tell most."""

    uid: str
    size: int
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """A mail's bytes, and when its mailbox took it in (UTC), where that is known."""

    data: bytes
    arrived: datetime | None = None


class Mailbox(Protocol):
    """An open mailbox."""

    @property
    def place(self) -> MailPlace:
        """Where its mails lie."""

    def listed(self, known: Collection[str], since: date | None = None) -> Iterator[ListedMail]:
        """Yield the mails whose numbers are not `known`, of those that arrived `since` a day where one is given."""

    def structures(self, uids: Sequence[str]) -> Mapping[str, str]:
        """Return what mails are made of, in small letters; without those of which the server does not tell."""

    def fetched(self, uid: str) -> FetchedMail:
        """Return a mail whole, without marking it."""

    def headed(self, uid: str) -> FetchedMail:
        """Return all headers of a mail alone."""

    def move(self, uids: Collection[str], folder: str) -> None:
        """Move mails into another folder of the same account."""
