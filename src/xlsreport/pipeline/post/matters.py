"""Which mails of a mailbox matter: an office's mailbox holds a thousand others, which are nobody's business here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xlsreport.intake.internet_mail import read_mail
from xlsreport.intake.mail import Mail, address_in, plain
from xlsreport.mailing.mailbox import ListedMail
from xlsreport.model.roster import Roster

_FILES = re.compile(r"b['\"](?:(?:file)?name[*'\"0-9]|attachment['\"]|application['\"]|message['\"]|image['\"])")
_SHORTEST_NAME = 3  # characters: a shorter one is a word too
_SMALL = 24 * 1024  # bytes: a mail of one text in which no workbook can hide
_MERE_TEXTS = ("multipart/alternative", "multipart/related", "text/plain")


@dataclass(frozen=True, slots=True)
class Interest:
    """What makes a mail matter: mailboxes of departments, what a subject may name, the letters that it may answer."""

    mailboxes: frozenset[str]
    names: tuple[str, ...]
    letters: frozenset[str] = frozenset()

    @classmethod
    def of(cls, roster: Roster, title: str, letters: Iterable[str] = ()) -> "Interest":
        """Return what makes a mail matter to who collects from the departments of `roster`."""
        boxes = frozenset(box for department in roster.departments for box in department.mailboxes)
        names = tuple(sorted(each for each in (*roster.bearers, title) if len(each) >= _SHORTEST_NAME))
        return cls(boxes, names, frozenset(letters))


def matters(listed: ListedMail, interest: Interest) -> bool:
    """Whether a mail is fetched: a department's, an answer to a letter of ours, one that names one, or one with files.

    Where it is not certain, it is: a mail too many is told once, one too few is a report that is missing.
    """
    try:
        head = read_mail(listed.head)
    except ValueError:
        return True
    return _concerns(head, interest) or _may_hold_files(listed)


def _concerns(head: Mail, interest: Interest) -> bool:
    subject = plain(head.subject)
    return (
        address_in(head.sender) in interest.mailboxes
        or not interest.letters.isdisjoint(head.answers)
        or any(name in subject for name in interest.names)
    )


def _may_hold_files(listed: ListedMail) -> bool:
    if listed.structure is not None and _FILES.search(listed.structure):
        return True
    kind = _kind(listed.head)
    if listed.structure is not None:
        return kind in ("", "text/plain") and listed.size >= _SMALL  # letters of uuencode are text to a server
    return kind != "text/html" and (kind not in _MERE_TEXTS or listed.size >= _SMALL)


def _kind(head: bytes) -> str:
    found = re.search(rb"^content-type:\s*([\w./+-]{1,100})", head, re.IGNORECASE | re.MULTILINE)
    return found[1].decode("ascii", "replace").lower() if found else ""
