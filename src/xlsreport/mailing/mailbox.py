"""What every place that holds mails offers: which there are, what they say of themselves, and their bytes."""

from collections.abc import Collection, Iterator
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
    """A mail that lies there, before it is fetched: its number, size, when it arrived, its headers.

    `structure` is what it is made of, as the server tells it, in small letters; None where nobody tells.
    """

    uid: str
    size: int
    arrived: datetime | None = None
    head: bytes = b""
    structure: str | None = None


class Mailbox(Protocol):
    """An open mailbox."""

    @property
    def place(self) -> MailPlace:
        """Where its mails lie."""

    def listed(self, known: Collection[str], since: date | None = None) -> Iterator[ListedMail]:
        """Yield the mails whose numbers are not `known`, of those that arrived `since` a day where one is given."""

    def fetched(self, uid: str) -> bytes:
        """Return a mail whole, without marking it."""

    def headed(self, uid: str) -> bytes:
        """Return all headers of a mail alone."""

    def move(self, uids: Collection[str], folder: str) -> None:
        """Move mails into another folder of the same account."""
