"""Mails that another program has fetched to this machine: a Maildir, or an mbox."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

from xlsreport.errors import MailError
from xlsreport.language import Language
from xlsreport.mailing.mailbox import FetchedMail, ListedMail, MailPlace

MAILDIR, MBOX = "maildir:", "mbox:"
_HEAD = re.compile(rb"\r?\n\r?\n")
_MOST_HEAD = 256 * 1024  # bytes of a mail in which its headers are looked for


@contextmanager
def local_mailbox(address: str, language: Language) -> Iterator["LocalMailbox"]:
    """Open what `address` names, `maildir:` or `mbox:` and a path; raises `MailError` where that is none."""
    kind, _, name = address.partition(":")
    path = Path(name).expanduser()
    try:
        spans = dict(_in_maildir(path) if f"{kind}:" == MAILDIR else _in_mbox(path))
    except OSError as error:
        raise MailError(language.text("mail_no_local", at=path, reason=error.strerror)) from None
    yield LocalMailbox(MailPlace("", "", f"{kind}:{path.as_posix()}"), spans, language)


class LocalMailbox:
    """Mails by what is their own: the file's name in a Maildir, the SHA-256 in an mbox."""

    def __init__(self, place: MailPlace, spans: dict[str, tuple[Path, int, int]], language: Language) -> None:
        """Take over where each mail lies: its file, its first byte, and its length."""
        self.place, self._spans, self._language = place, spans, language

    def listed(self, known: Collection[str], since: date | None = None) -> Iterator[ListedMail]:
        """Yield the mails that are not `known`; when they arrived nobody says for certain here."""
        for uid, (_, _, length) in self._spans.items():
            if uid not in known:
                yield ListedMail(uid, length, head=self.headed(uid).data)

    def structures(self, uids: Sequence[str]) -> Mapping[str, str]:
        """Return nothing: nobody tells here what a mail is made of."""
        return {}

    def fetched(self, uid: str) -> FetchedMail:
        """Return a mail whole."""
        return FetchedMail(self._read(uid, None))

    def headed(self, uid: str) -> FetchedMail:
        """Return all headers of a mail alone."""
        start = self._read(uid, _MOST_HEAD)
        found = _HEAD.search(start)
        return FetchedMail(start[: found.end()] if found else start)

    def move(self, uids: Collection[str], folder: str) -> None:
        """Refuse: what another program keeps is its own."""
        raise MailError(self._language.text("mail_no_folders"))

    def _read(self, uid: str, most: int | None) -> bytes:
        path, start, length = self._spans[uid]
        try:
            with path.open("rb") as file:
                file.seek(start)
                return file.read(length if most is None else min(most, length))
        except OSError as error:
            raise MailError(self._language.text("mail_no_local", at=path, reason=error.strerror)) from None


def _in_maildir(folder: Path) -> Iterator[tuple[str, tuple[Path, int, int]]]:
    """Yield the mails of a Maildir: the marks behind the name of a file are not part of what it is called."""
    for path in sorted((*(folder / "cur").iterdir(), *(folder / "new").iterdir())):
        if path.is_file() and not path.name.startswith("."):
            yield re.split(r"[:;!]2,", path.name)[0], (path, 0, path.stat().st_size)


def _in_mbox(path: Path) -> Iterator[tuple[str, tuple[Path, int, int]]]:
    """Yield the mails of an mbox, each from behind the line that divides it from the one before."""
    start, digest, length = -1, sha256(), 0
    at, after_blank = 0, True
    with path.open("rb") as file:
        for line in file:
            at += len(line)
            if after_blank and line.startswith(b"From "):
                if start >= 0:
                    yield digest.hexdigest(), (path, start, length)
                start, digest, length = at, sha256(), 0
            else:
                digest.update(line)
                length += len(line)
            after_blank = not line.strip()
    if start >= 0:
        yield digest.hexdigest(), (path, start, length)
