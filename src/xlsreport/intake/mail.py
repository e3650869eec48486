"""A mail as it is taken apart: what it says of itself, and what is attached."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from xlsreport.content import Content, content_of
from xlsreport.intake.mail_dates import utc_text
from xlsreport.language import Language
from xlsreport.model.source import MailOrigin

_SIGNATURES = (".p7s", ".asc", ".sig", ".vcf", ".ics")
_SIGNED = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_LOGO = 10 * 1024  # bytes: a smaller picture belongs to somebody's signature
_PHOTOGRAPH = 64 * 1024  # bytes: a larger one is sent for itself, though telephones put it into the mail's text
_BESIDE = b"\0\x05\x16\x07"  # how Apple keeps a file's look beside it (AppleDouble)
_LONGEST = 300  # characters of a header that are shown
_BRACKETED = re.compile(r"<\s*([^\s<>@]{1,100}@[^\s<>@]{1,200})\s*>")
_BARE = re.compile(r"[^\s<>@,;:\"'()]{1,100}@[^\s<>@,;:\"'()]{1,200}")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail. `shown_inside` is true for what stands in the mail's text, as pasted pictures do."""

    name: str
    kind: str
    data: bytes
    shown_inside: bool = False

    @property
    def counts(self) -> bool:
        """Whether it was sent for itself: no signature, no look of a file kept beside it, no picture of the text."""
        if self.data.startswith(_BESIDE):
            return False
        if self.kind in _SIGNED or self.name.lower().endswith(_SIGNATURES):
            return content_of(self.data) is Content.SEALED
        return not self.kind.startswith("image/") or len(self.data) >= (_PHOTOGRAPH if self.shown_inside else _LOGO)

    @property
    def is_wrapped(self) -> bool:
        """Whether it is winmail.dat, in which Outlook hides attachments from every other program."""
        return self.kind in ("application/ms-tnef", "application/vnd.ms-tnef") or self.name.lower() == "winmail.dat"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail, whatever it was saved as; texts are decoded.

    `sent` are the moments that the date of its header can mean, the likeliest first; `arrived` is when the last server
    on its way took it. `returned` is true for what a mail server sends back of a mail that it could not deliver;
    `left_behind` names the attachments that the mail tells of and has not: they are on a server, or in other mails.
    `answers` are the Message-IDs of the mails that it answers, the nearest first; `vouched` is what the server that
    took it says of its sender (Authentication-Results), which anybody can write. `left_there` is how many bytes a mail
    has whose headers alone were fetched, None of one that is whole.
    """

    sender: str = ""
    subject: str = ""
    message_id: str = ""
    sent: tuple[datetime, ...] = ()
    arrived: datetime | None = None
    texts: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    forwarded: tuple[tuple[str, "Mail"], ...] = ()
    returned: bool = False
    left_behind: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    vouched: str = ""
    left_there: int | None = None

    @property
    def name(self) -> str:
        """A name for a mail that came without one."""
        return f"{plain(self.subject)[:60]}.eml" if plain(self.subject) else "mail.eml"


def origin_of(mail: Mail, around: MailOrigin | None, language: Language) -> MailOrigin:
    """Return what is known of where the attachments of `mail` come from; it lies in the mail `around`, if any."""
    outer = around or MailOrigin()
    address = address_in(mail.sender)
    parts = [
        language.text(key, text=plain(text))
        for key, text in (
            ("mail_from", mail.sender),
            ("mail_subject", mail.subject),
            ("mail_id", mail.message_id),
        )
        if plain(text)
    ]
    arrived = utc_text(mail.arrived) if mail.arrived else None
    said = utc_text(mail.sent[0]) if mail.sent else None
    dated = outer if said is None and arrived is None else MailOrigin(said or arrived, readings=_readings(mail))
    return MailOrigin(
        received_at=dated.received_at,
        source=language.text("mail_joint").join(parts) or outer.source,
        senders=tuple(dict.fromkeys((*((address,) if address else ()), *outer.senders))),
        readings=dated.readings,
        arrived_at=outer.arrived_at if dated is outer else arrived,
        answers=tuple(dict.fromkeys((*mail.answers, *outer.answers))),
        vouched=outer.vouched or plain(mail.vouched),
    )


def dated(mail: Mail, arrived_at: str | None) -> Mail:
    """Return `mail` with the moment at which its mailbox took it in, where its own headers do not say when it came."""
    if mail.arrived is not None or arrived_at is None:
        return mail
    return replace(mail, arrived=datetime.fromisoformat(arrived_at))


def _readings(mail: Mail) -> tuple[str, ...]:
    """Return the moments that the header can mean, where it leaves a doubt: several zones, or none."""
    is_certain = len(mail.sent) == 1 and mail.sent[0].tzinfo is not None
    return () if is_certain else tuple(each.replace(microsecond=0).isoformat() for each in mail.sent)


def address_in(sender: str) -> str:
    """Return the mail address in a From header in small letters: the one in brackets, whatever the name before says.

    The standard library's way recurses without end in hostile ones.
    """
    bracketed = _BRACKETED.findall(plain(sender))
    found = bracketed[-1:] or _BARE.findall(plain(sender))[:1]
    return str(found[0]).lower() if found else ""


def plain(text: str) -> str:
    """Return a header's text on one line and not too long, without control and direction characters."""
    return " ".join(_HIDDEN.sub(" ", text).split())[:_LONGEST]
