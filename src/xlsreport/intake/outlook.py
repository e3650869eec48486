"""Outlook's saved mails (.msg): compound files whose streams are named by the number of a property.

python-oxmsg lays the file out as storages and streams. Texts are decoded here, since it takes old 8-bit texts for
Latin ones where they are GBK, and it does not read a mail inside a mail.
"""

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser

from olefile import DEFECT_INCORRECT, OleFileIO
from oxmsg.storage import Storage

from xlsreport.intake.internet_mail import arrival, header
from xlsreport.intake.labels import decoded
from xlsreport.intake.mail import Attachment, Mail
from xlsreport.intake.mail_dates import header_moments

_UNICODE, _EIGHT_BIT, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_SUBJECT, _BODY, _HTML = 0x0037, 0x1000, 0x1013
_HEADERS, _MESSAGE_ID, _SUBMITTED = 0x007D, 0x1035, 0x0039
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME = 0x3701, 0x3707, 0x3704, 0x3001
_KIND, _CONTENT_ID, _HIDDEN = 0x370E, 0x3712, 0x7FFE
_PROPERTIES = "__properties_version1.0"
_TOP, _INSIDE, _ATTACHED = 32, 24, 8  # bytes before the first property, by what the storage is
_DEEPEST = 12
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_PICTURES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "emz": "x-emz", "wmz": "x-wmz"}


def read_outlook_mail(data: bytes) -> Mail:
    """Return the mail that `data` holds; raises `ValueError` where it cannot be taken apart."""
    try:
        with OleFileIO(io.BytesIO(data), raise_defects=DEFECT_INCORRECT) as file:  # else it skips what is cut off
            return _mail(Storage.from_ole(file), _TOP, 0)
    except Exception as error:  # olefile and oxmsg raise whatever a damaged file leads them to
        raise ValueError(type(error).__name__) from None


def _mail(storage: Storage, offset: int, depth: int) -> Mail:
    if depth > _DEEPEST:
        raise ValueError(f"> {_DEEPEST} levels")
    if all(each.name != _PROPERTIES for each in storage.streams):
        raise ValueError("no properties")
    headers = HeaderParser().parsestr(_text(storage, _HEADERS))
    attached = list(storage.iter_attachment_storages())
    inside = [(each, _stored_mail(each)) for each in attached]
    return Mail(
        sender=header(headers, "from") or _sender(storage),
        subject=_text(storage, _SUBJECT),
        message_id=_text(storage, _MESSAGE_ID) or header(headers, "message-id"),
        sent=header_moments(header(headers, "date")) or _moment(storage, offset, _SUBMITTED),
        arrived=arrival(headers),
        texts=(_text(storage, _BODY), _text(storage, _HTML) or decoded(_bytes(storage, _HTML))),
        attachments=tuple(_attachment(each) for each, mail in inside if mail is None and _has_data(each)),
        forwarded=tuple((_name(each), _mail(mail, _INSIDE, depth + 1)) for each, mail in inside if mail is not None),
    )


def _sender(storage: Storage) -> str:
    address = _text(storage, _SENDER_SMTP) or _text(storage, _SENDER_ADDRESS)
    name = _text(storage, _SENDER)
    return f"{name} <{address}>".strip() if "@" in address else name  # inside one Exchange it is no mail address


def _stored_mail(attached: Storage) -> Storage | None:
    """Return the mail that is attached as a whole; an object of another kind is a picture of its document."""
    name = f"__substg1.0_{_DATA:04X}{_OBJECT:04X}"
    stored = next((each for each in attached.storages if each.name.lower() == name.lower()), None)
    return stored if stored is not None and any(each.name == _PROPERTIES for each in stored.streams) else None


def _has_data(attached: Storage) -> bool:
    return _stream(attached, _DATA, _BINARY) is not None


def _attachment(attached: Storage) -> Attachment:
    name = _name(attached)
    ending = name.rpartition(".")[2].lower()
    guessed = f"image/{_PICTURES[ending]}" if ending in _PICTURES else "application/octet-stream"
    return Attachment(
        name=name,
        kind=_text(attached, _KIND).lower() or guessed,
        data=_bytes(attached, _DATA),
        shown_inside=bool(_text(attached, _CONTENT_ID)) or bool(_number(attached, _ATTACHED, _HIDDEN)),
    )


def _name(attached: Storage) -> str:
    return next((text for pid in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME) if (text := _text(attached, pid))), "")


def _text(storage: Storage, pid: int) -> str:
    wide, narrow = _stream(storage, pid, _UNICODE), _stream(storage, pid, _EIGHT_BIT) or b""
    return (decoded(narrow) if wide is None else wide.decode("utf-16-le", "replace")).rstrip("\x00")


def _bytes(storage: Storage, pid: int) -> bytes:
    return _stream(storage, pid, _BINARY) or b""


def _stream(storage: Storage, pid: int, kind: int) -> bytes | None:
    name = f"__substg1.0_{pid:04X}{kind:04X}".lower()
    return next((each.bytes_ for each in storage.streams if each.name.lower() == name), None)


def _moment(storage: Storage, offset: int, pid: int) -> tuple[datetime, ...]:
    ticks = _number(storage, offset, pid)
    return () if not ticks else (_EPOCH + timedelta(microseconds=ticks // 10),)


def _number(storage: Storage, offset: int, pid: int) -> int | None:
    """Return the number that the storage's list of properties holds under `pid`."""
    return next((value for each, value in _numbers(storage, offset) if each == pid), None)


def _numbers(storage: Storage, offset: int) -> Iterator[tuple[int, int]]:
    listed = next((each.bytes_ for each in storage.streams if each.name == _PROPERTIES), b"")[offset:]
    for start in range(0, len(listed) - 15, 16):
        _, pid, _, value = struct.unpack_from("<HHIQ", listed, start)
        yield pid, value
