"""Mails made by hand, as mail programs write them and as they should not."""

from base64 import b64encode
from collections.abc import Sequence

HEAD = b"From: =?utf-8?B?" + b64encode("财政局".encode()) + b"?= <CZJ@jkq.example>\r\nSubject: report\r\n"
DATED = b"Date: Wed, 10 Jan 2024 16:00:00 +0800\r\nMessage-ID: <one@jkq.example>\r\n"


def attached(name: str, data: bytes, kind: str = "application/octet-stream", more: bytes = b"") -> bytes:
    """Return one part of a mail: a file called `name`."""
    named = b"=?utf-8?B?" + b64encode(name.encode()) + b"?="
    disposition = b"" if more.lower().startswith(b"content-disposition") else b"Content-Disposition: attachment\r\n"
    head = b"Content-Type: " + kind.encode() + b'; name="' + named + b'"\r\n' + disposition + more
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + b64encode(data) + b"\r\n"


def text(words: str, kind: str = "plain") -> bytes:
    """Return one part of a mail: its text."""
    return f"Content-Type: text/{kind}; charset=utf-8\r\n\r\n{words}\r\n".encode()


def forwarded(mail: bytes) -> bytes:
    """Return one part of a mail: a whole mail in it."""
    return b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + mail + b"\r\n"


def mail(parts: Sequence[bytes], head: bytes = HEAD + DATED, mark: bytes = b"=_mark") -> bytes:
    """Return a mail of these parts."""
    top = head + b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n'
    return top + b"".join(b"--" + mark + b"\r\n" + part for part in parts) + b"--" + mark + b"--\r\n"
