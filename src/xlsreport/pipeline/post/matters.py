"""Which mails of a mailbox matter: an office's mailbox holds a thousand others, which are nobody's business here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xlsreport.intake.internet_mail import decoded_header
from xlsreport.intake.mail import address_in, plain
from xlsreport.mailing.mailbox import ListedMail
from xlsreport.model.roster import Roster
from xlsreport.pipeline.post.headers import headers_of

_FILES = re.compile(r"b['\"](?:(?:file)?name[*'\"0-9]|attachment['\"]|application['\"]|message['\"]|image['\"])")
_SHORTEST_NAME = 3  # characters: a shorter one is a word too
_SMALL = 24 * 1024  # bytes: a mail of one text in which no workbook can hide
_MERE_TEXTS = ("multipart/alternative", "multipart/related")
_IDENTIFIER = re.compile(r"<[^<>\s]{1,500}>")


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


def matters(listed: ListedMail, interest: Interest) -> bool | None:
    """Whether a mail is fetched: a department's, an answer to a letter of ours, one that names one, or one with files.

    None where only its structure can tell. Where it is not certain, it is fetched: a mail too many is told once, one
    too few is a report that is missing.
    """
    if _concerns(listed.head, interest):
        return True
    kind = _kind(listed.head)
    if kind == "text/html":
        return False
    if kind in ("", "text/plain"):
        return listed.size >= _SMALL  # letters of uuencode are text to a server
    return None if kind in _MERE_TEXTS else True


def sender_of(listed: ListedMail) -> str:
    """Return the address that a mail says it is from; empty where it names none."""
    return address_in(headers_of(listed.head).get("from", ""))


def has_files(listed: ListedMail, structure: str | None) -> bool:
    """Whether files are attached to a mail of texts alone, by its structure; by its size where nobody tells that."""
    return listed.size >= _SMALL if structure is None else bool(_FILES.search(structure))


def _concerns(head: bytes, interest: Interest) -> bool:
    told = headers_of(head)
    subject = plain(decoded_header(told.get("subject", "")))
    answered = _IDENTIFIER.findall(told.get("in-reply-to", "") + told.get("references", ""))
    return (
        address_in(told.get("from", "")) in interest.mailboxes
        or not interest.letters.isdisjoint(answered)
        or any(name in subject for name in interest.names)
    )


def _kind(head: bytes) -> str:
    found = re.search(rb"^content-type:\s*([\w./+-]{1,100})", head, re.IGNORECASE | re.MULTILINE)
    return found[1].decode("ascii", "replace").lower() if found else ""
