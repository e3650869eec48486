"""The ledger of what was collected: which mails of which place are done, and under what name each lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from xlsreport.mailing.ledger import Ledger
from xlsreport.mailing.mailbox import ListedMail, MailPlace

COLLECTED = "collected.jsonl"  # what the ledger of a period is called


class MailFate(StrEnum):
    """What became of a mail: kept whole, the same bytes again, or its headers alone because it is too large."""

    KEPT = "kept"
    AGAIN = "again"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class CollectedMail:
    """What became of one mail; `file` is its name in the inbox."""

    mail: ListedMail
    sha256: str
    file: str
    fate: MailFate
    arrived: datetime | None = None


class CollectedLedger:
    """What was collected for one period: a mail is known by its place with its number, and by its bytes."""

    def __init__(self, path: Path) -> None:
        """Read what is known."""
        self._ledger = Ledger(path)
        self._fates: dict[MailPlace, dict[str, str]] = {}
        self._files: dict[str, str] = {}
        for line in self._ledger.lines():
            self._note({key: str(said) for key, said in line.items()})

    def numbers(self, place: MailPlace) -> frozenset[str]:
        """Return the numbers of the mails of `place` that are done."""
        return frozenset(self._fates.get(place, {}))

    def whole(self, place: MailPlace) -> tuple[str, ...]:
        """Return the numbers of the mails of `place` that lie here whole."""
        return tuple(uid for uid, fate in self._fates.get(place, {}).items() if fate != MailFate.TOO_LARGE)

    def file_of(self, sha256: str) -> str | None:
        """Return the name under which a mail with these bytes was kept; None where none was."""
        return self._files.get(sha256)

    def add(self, place: MailPlace, done: CollectedMail) -> None:
        """Write down what became of a mail."""
        line = {
            "host": place.host,
            "user": place.user,
            "folder": place.folder,
            "validity": place.validity,
            "uid": done.mail.uid,
            "sha256": done.sha256,
            "arrived": done.arrived.isoformat() if done.arrived else "",
            "file": done.file,
            "fate": str(done.fate),
        }
        self._ledger.add({**line, "size": done.mail.size})
        self._note(line)

    def _note(self, line: Mapping[str, str]) -> None:
        host, user, folder, validity = (line.get(key, "") for key in ("host", "user", "folder", "validity"))
        self._fates.setdefault(MailPlace(host, user, folder, validity), {})[line.get("uid", "")] = line.get("fate", "")
        self._files.setdefault(line.get("sha256", ""), line.get("file", ""))


def arrivals_of(path: Path) -> Mapping[str, str]:
    """Return when each mail of the ledger at `path` first came into a mailbox, by its SHA-256."""
    moments: dict[str, str] = {}
    for line in Ledger(path).lines():
        digest, said = str(line.get("sha256", "")), str(line.get("arrived", ""))
        if is_moment(said):
            moments[digest] = min(said, moments.get(digest, said))
    return moments


def is_moment(text: str) -> bool:
    """Whether `text` is a moment with its zone, as ledgers have them."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
