"""What was sent to a department so far."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Whether its workbook was issued, and how many times it was sent back and reminded."""

    issued: bool = False
    sent_back: int = 0
    reminded: int = 0


class Stage(StrEnum):
    """How far the exchange of letters with a department is."""

    NOTHING = "nothing"
    ISSUED = "issued"
    ANSWERED = "answered"
    RECEIVED = "received"
    RETURNED = "returned"
    CORRECTED = "corrected"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class MailedLetters:
    """The letters that went to a department by mail: the Message-IDs of all, and of those that sent it back.

    `last_return` is the latest of these, `returned_at` when it went.
    """

    ids: frozenset[str] = frozenset()
    returns: frozenset[str] = frozenset()
    last_return: str = ""
    returned_at: str = ""
