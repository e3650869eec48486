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
    """The letters that went to a department by mail: the Message-IDs of all, of those that sent it back, and when."""

    ids: frozenset[str] = frozenset()
    returns: frozenset[str] = frozenset()
    returned_at: str = ""
