"""Saved mails (.eml) and mailboxes (.mbox) by the standard library, mended where mail programs break its rules.

Its older policy is used: the newer one takes 22 s for one hostile header, and loses bytes that no rule allows.
"""

import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message

from xlsreport.intake.labels import decoded
from xlsreport.intake.mail import Attachment, Mail
from xlsreport.intake.mail_dates import header_moments
from xlsreport.intake.signed import is_entity, signed_content
from xlsreport.intake.uuencoded import uuencoded_files

_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_GB2312 = re.compile(r"(?<==)(?:gb2312|gbk|x-gbk|cp936)(?=')", re.IGNORECASE)
_LENGTH = re.compile(rb"\s*(\d{1,10})[ \t]*\r?\n")
_SIGNED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_PIECES = ("message/partial", "message/external-body")
LEFT_THERE = "x-xlsreport-left-there"  # ours: written where a mail is too large to be fetched
_SIZE = re.compile(r"[0-9]{1,15}", re.ASCII)
_STRIPPED = "x-apple-content-length"  # Apple's Mail keeps attachments beside a mail, or on the server
_NAMED = ("content-type", "content-disposition")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_MOST_ANSWERED = 50
_DEEPEST = 12  # levels of parts in parts: people's mails have three
_MOST_PARTS = 2_000
_LONGEST = 10_000  # characters of a header
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, AssertionError)


def read_mail(data: bytes) -> Mail:
    """Return the mail that `data` holds; raises `ValueError` where it cannot be taken apart."""
    try:
        return _mail(message_from_bytes(data, policy=policy.compat32), 0)
    except _BROKEN as error:
        raise ValueError(type(error).__name__) from None


def apple_mail(data: bytes) -> bytes:
    """Return the mail in a file of Apple's Mail (.emlx): its length stands before it, a list of marks after it."""
    length = _LENGTH.match(data)
    return data[length.end() : length.end() + int(length[1])] if length else data


def mails_in(data: bytes) -> Iterator[bytes]:
    """Yield every mail of the mailbox `data`, without the line that divides it from the one before."""
    starts = list(_START.finditer(data))
    ends = [start.start() for start in starts[1:]] + [len(data)]
    yield from (data[start.end() : end] for start, end in zip(starts, ends, strict=True))


def arrival(message: Message) -> datetime | None:
    """Return when the last server on a mail's way took it, as its uppermost Received header says; None where none."""
    moments = header_moments(header(message, "received").rpartition(";")[2])
    return moments[0] if moments and moments[0].tzinfo is not None else None


def _mail(message: Message, depth: int) -> Mail:
    parts = list(_parts(message, depth))
    if len(parts) > _MOST_PARTS:
        raise ValueError(f"> {_MOST_PARTS} parts")
    mails = [(_file_name(each), _mail(inner, depth + 1)) for each in parts if (inner := _forwarded(each)) is not None]
    left = [each for each in parts if _is_elsewhere(each)]
    files = [each for each in parts if _forwarded(each) is None and each not in left]
    texts = [_payload(each) for each in files if _is_text(each)]
    report = message.get_content_type() == "multipart/report"
    return Mail(
        sender=header(message, "from"),
        subject=header(message, "subject"),
        message_id=header(message, "message-id"),
        answers=_answered(message),
        vouched=header(message, "authentication-results"),
        left_there=_left_there(message),
        sent=header_moments(header(message, "date")),
        arrived=arrival(message),
        texts=tuple(decoded(each) for each in texts),
        attachments=(*(_attachment(each) for each in files if _is_file(each)), *_written_in(texts)),
        left_behind=tuple(_file_name(each) or each.get_content_type() for each in left),
        forwarded=() if report else tuple(mails),  # a receipt holds what we wrote ourselves
        returned=report and any(each.get_content_type() == "message/delivery-status" for each in parts),
    )


def _answered(message: Message) -> tuple[str, ...]:
    """Return the Message-IDs of the mails that this one answers, the one that it answers itself first."""
    nearest = _MESSAGE_ID.findall(header(message, "in-reply-to"))
    before = _MESSAGE_ID.findall(header(message, "references"))
    return tuple(dict.fromkeys((*nearest, *reversed(before))))[:_MOST_ANSWERED]


def _left_there(message: Message) -> int | None:
    """Return how large the mail is whose headers alone were fetched; what has a body is whole, whatever it says."""
    said = header(message, LEFT_THERE)
    return int(said) if _SIZE.fullmatch(said) and not message.is_multipart() and not _payload(message).strip() else None


def _written_in(texts: Sequence[bytes]) -> Iterator[Attachment]:
    for text in texts:
        for name, data in uuencoded_files(text):
            yield Attachment(decoded(name), "application/octet-stream", data)


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something, mails inside the mail as one part each."""
    if depth > _DEEPEST:
        raise ValueError(f"> {_DEEPEST} levels")
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    elif (inside := _signed_entity(message)) is not None:
        yield from _parts(inside, depth + 1)
    else:
        yield message


def _signed_entity(part: Message) -> Message | None:
    """Return the body that lies inside a signature; None where the part is no such thing."""
    if part.get_content_type() not in _SIGNED:
        return None
    try:
        content = signed_content(_payload(part))
    except ValueError:
        return None  # it is told as a damaged attachment
    return message_from_bytes(content, policy=policy.compat32) if content and is_entity(content) else None


def _forwarded(part: Message) -> Message | None:
    if part.get_content_type() not in ("message/rfc822", "message/global"):
        return None
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, Message):
        return None
    if header(part, "content-transfer-encoding").lower() != "base64":
        return inner
    return message_from_bytes(b64decode(str(inner.get_payload())), policy=policy.compat32)


def _is_elsewhere(part: Message) -> bool:
    """Whether a part only says where its content is: a mail in pieces, or an attachment that was not downloaded."""
    if part.get_content_type() in _PIECES:
        return True
    return bool(header(part, _STRIPPED)) and not _payload(part).strip()


def _is_text(part: Message) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not _is_file(part)


def _is_file(part: Message) -> bool:
    kind = part.get_content_maintype()
    return bool(_file_name(part)) or _disposition(part) == "attachment" or kind in ("application", "image")


def _attachment(part: Message) -> Attachment:
    return Attachment(
        name=_file_name(part),
        kind=part.get_content_type(),
        data=_payload(part),
        shown_inside=_disposition(part) != "attachment" and bool(header(part, "content-id") or not _file_name(part)),
    )


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _disposition(part: Message) -> str:
    return header(part, "content-disposition").partition(";")[0].strip().lower()


def _file_name(part: Message) -> str:
    """Return what a part is called; its headers are first put into a form that the standard library can read."""
    bare = Message(policy=policy.compat32)
    for name in _NAMED:
        bare[name] = _GB2312.sub("gb18030", header(part, name).replace("\r", " ").replace("\n", " "))
    return bare.get_filename("") or ""


def header(message: Message, name: str) -> str:
    """Return a header's text, its encoded words decoded; bytes that no rule allows there are read as UTF-8 or GBK.

    The header as it was received is taken, because the parsed one has lost such bytes; one without end is cut.
    """
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    received = raw[:_LONGEST].encode("utf-8", "surrogateescape")
    return decoded_header(decoded(received).replace("\r", "").replace("\n", ""))


def decoded_header(unfolded: str) -> str:
    """Return a header's text on one line, its encoded words decoded."""
    if "=?" not in unfolded:
        return unfolded.strip()
    try:
        words = decode_header(unfolded)
    except (HeaderParseError, ValueError):
        return unfolded.strip()
    return "".join(_word(text, charset) for text, charset in words).strip()


def _word(text: str | bytes, charset: str | None) -> str:
    if isinstance(text, str):
        return text
    if charset is None:
        return text.decode("raw-unicode-escape", "replace")
    try:
        return text.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return decoded(text)
