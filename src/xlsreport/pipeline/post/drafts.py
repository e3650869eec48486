"""The drafts of the outbox that a round consists of, each with whom it is for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import getaddresses
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from xlsreport.intake.internet_mail import read_mail
from xlsreport.intake.mail import plain
from xlsreport.intake.outbox import Owners
from xlsreport.model.roster import is_mailbox
from xlsreport.pipeline.outbox.rounds import ISSUED, REMIND, SEND_BACK, latest_folder
from xlsreport.pipeline.post.headers import headers_of
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.letters.letters import ABOUT


class RoundKind(StrEnum):
    """What a round of letters is for."""

    ISSUE = "issue"
    SEND_BACK = "send-back"
    REMIND = "remind"


_FOLDERS: Mapping[RoundKind, str] = {
    RoundKind.ISSUE: ISSUED,
    RoundKind.SEND_BACK: SEND_BACK,
    RoundKind.REMIND: REMIND,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: its path below the outbox, the code of its department, to whom it goes, and its bytes.

    `unusable` are addresses in it that no server takes; `about` is the SHA-256 of what it returns, if it says so.
    """

    path: str
    kind: RoundKind
    department: str
    recipients: tuple[str, ...]
    unusable: tuple[str, ...]
    subject: str
    attached: tuple[str, ...]
    data: bytes
    about: str = ""

    @property
    def digest(self) -> str:
        """What tells this draft from every other, and from what it was before somebody changed it."""
        return sha256(self.path.encode() + b"\0" + self.data).hexdigest()


def drafts_of(workspace: PeriodWorkspace, kind: RoundKind) -> tuple[Draft, ...]:
    """Return the drafts of the latest round of `kind`, by name; none where there is no such round."""
    outbox = workspace.root.outbox(workspace.period)
    if kind is RoundKind.ISSUE:
        folder: Path | None = outbox / workspace.language.text(ISSUED)
    else:
        folder = latest_folder(workspace, _FOLDERS[kind])
    return tuple(_drafts(folder, outbox, kind, workspace)) if folder and folder.is_dir() else ()


def _drafts(folder: Path, outbox: Path, kind: RoundKind, workspace: PeriodWorkspace) -> Iterator[Draft]:
    owners = Owners(workspace.file_stems)
    for path in sorted(folder.glob("*.eml")):
        data = path.read_bytes()
        mail = read_mail(data)
        told = headers_of(data)
        said = [address for _, address in getaddresses([told.get("to", ""), told.get("cc", "")]) if address]
        yield Draft(
            path=path.relative_to(outbox).as_posix(),
            kind=kind,
            department=owners.of(path.name) or "",
            recipients=tuple(dict.fromkeys(each for each in said if is_mailbox(each))),
            unusable=tuple(each for each in said if not is_mailbox(each)),
            subject=plain(mail.subject),
            attached=tuple(each.name for each in mail.attachments),
            data=data,
            about=told.get(ABOUT.lower(), ""),
        )
