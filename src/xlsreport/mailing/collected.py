"""The ledger of what was collected: which mails of which place are done, and under what name each lies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from xlsreport.mailing.ledger import Ledger, Line
from xlsreport.mailing.mailbox import ListedMail, MailPlace

COLLECTED = "collected.jsonl"  # what the ledger of a period is called


class MailFate(StrEnum):
    """What became of a mail: kept whole, the same bytes again, or its headers alone because it is too large."""

    KEPT = "kept"
    AGAIN = "again"
    TOO_LARGE = "too_large"


_TOGETHER = 20  # mails that are written down at once: each wait for the disk takes as long as fetching a mail
_KEYS = ("host", "user", "folder", "validity", "uid", "size", "sha256", "file", "fate")
_FATES = frozenset(map(str, MailFate))


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

    def __init__(self, path: Path, others: Iterable[Path] = ()) -> None:
        """Read what is known, and what the ledgers of other periods, `others`, know."""
        self._others = tuple(CollectedLedger(each) for each in others)
        self._ledger = Ledger(path)
        self._done: dict[MailPlace, dict[str, CollectedMail]] = {}
        self._files: dict[str, str] = {}
        self._unwritten: list[Line] = []
        for line in self._ledger.lines():
            self._note(line)

    def numbers(self, place: MailPlace, most: int) -> frozenset[str]:
        """Return the numbers of the mails of `place` that are done; what was too large is not, up to `most` bytes."""
        known = self._done.get(place, {})
        return frozenset(uid for uid, each in known.items() if not (_is_left(each) and each.mail.size <= most))

    def whole(self, place: MailPlace) -> tuple[str, ...]:
        """Return the numbers of the mails of `place` that lie here whole."""
        return tuple(uid for uid, each in self._done.get(place, {}).items() if not _is_left(each))

    def left(self, place: MailPlace, uid: str) -> CollectedMail | None:
        """Return the mail of this number where its headers alone lie here; else None."""
        known = self._done.get(place, {}).get(uid)
        return known if known is not None and _is_left(known) else None

    def is_of_another_period(self, place: MailPlace, uid: str) -> bool:
        """Whether this mail was collected for another period."""
        return any(uid in each._done.get(place, {}) for each in self._others)

    def file_of(self, sha256: str) -> str | None:
        """Return the name under which a mail with these bytes was kept, for whatever period; None where none was."""
        ledgers = (self, *self._others)
        return next((file for each in ledgers if (file := each._files.get(sha256)) is not None), None)

    def add(self, place: MailPlace, done: CollectedMail) -> None:
        """Note what became of a mail, whose file is on the disk; it is written down some mails later.

        A run that is killed before fetches them again, and finds their files there.
        """
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
            "size": done.mail.size,
        }
        self._note(line)
        self._unwritten.append(line)
        if len(self._unwritten) >= _TOGETHER:
            self.write()

    def write(self) -> None:
        """Have all on the disk that became of mails until now."""
        self._ledger.add(*self._unwritten)
        self._unwritten.clear()

    def _note(self, line: Line) -> None:
        said = {key: str(line.get(key, "")) for key in _KEYS}
        done = CollectedMail(
            mail=ListedMail(said["uid"], int(said["size"]) if said["size"].isdecimal() else 0),
            sha256=said["sha256"],
            file=said["file"],
            fate=MailFate(said["fate"]) if said["fate"] in _FATES else MailFate.KEPT,
        )
        place = MailPlace(said["host"], said["user"], said["folder"], said["validity"])
        self._done.setdefault(place, {})[done.mail.uid] = done
        self._files.setdefault(done.sha256, done.file)


def _is_left(mail: CollectedMail) -> bool:
    return mail.fate is MailFate.TOO_LARGE


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
