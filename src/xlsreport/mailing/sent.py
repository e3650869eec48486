"""The ledger of what was sent: each letter is written down before it is handed in, and again after.

What was begun and not ended may have arrived or not; nobody but a person decides what becomes of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xlsreport.mailing.ledger import Ledger, Line

SENT = "sent.jsonl"  # what the ledger of a period is called


class LetterFate(StrEnum):
    """What became of a letter: begun and nobody knows, taken by the server, refused by it, or certainly not sent."""

    BEGUN = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter as the ledger has it; `path` is its draft below the outbox, `at` when that was written down (UTC)."""

    message_id: str
    path: str
    department: str
    kind: str
    fate: LetterFate
    at: str = ""
    said: str = ""
    refused: tuple[str, ...] = ()


class SentLedger:
    """What was sent for one period, by Message-ID."""

    def __init__(self, path: Path) -> None:
        """Read what is known."""
        self._ledger = Ledger(path)
        self._letters: dict[str, SentLetter] = {}
        for line in self._ledger.lines():
            if (letter := _letter(line)) is not None:
                self._letters[letter.message_id] = letter

    def letters(self) -> tuple[SentLetter, ...]:
        """Return every letter with its latest fate, in the order in which they were begun."""
        return tuple(self._letters.values())

    def of(self, message_id: str) -> SentLetter | None:
        """Return what became of a letter; None of one that was never begun."""
        return self._letters.get(message_id)

    def add(self, letter: SentLetter, recipients: Iterable[str] = ()) -> None:
        """Write down what becomes of a letter."""
        line = {
            "fate": str(letter.fate),
            "message_id": letter.message_id,
            "draft": letter.path,
            "department": letter.department,
            "kind": letter.kind,
            "to": list(recipients),
            "said": letter.said,
            "refused": list(letter.refused),
        }
        self._ledger.add(line)
        self._letters[letter.message_id] = letter


def _letter(line: Line) -> SentLetter | None:
    said = {key: str(line.get(key, "")) for key in ("message_id", "draft", "department", "kind", "at", "said")}
    fates, refused = {str(each) for each in LetterFate}, line.get("refused")
    if not said["message_id"] or line.get("fate") not in fates:
        return None
    return SentLetter(
        message_id=said["message_id"],
        path=said["draft"],
        department=said["department"],
        kind=said["kind"],
        fate=LetterFate(str(line["fate"])),
        at=said["at"],
        said=said["said"],
        refused=tuple(map(str, refused)) if isinstance(refused, list) else (),
    )
