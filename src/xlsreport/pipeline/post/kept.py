"""A mail as a file of the inbox: named so that people find it, written aside and put into place in one step."""

import os
import tempfile
from pathlib import Path

from xlsreport.intake.internet_mail import LEFT_THERE, decoded_header
from xlsreport.intake.mail import plain
from xlsreport.pipeline.post.headers import headers_of
from xlsreport.writing.files.names import letters_of, safe_name
from xlsreport.writing.files.publish import writing_into

_MOST_HEAD = 64 * 1024  # bytes in which a subject is looked for
_LONGEST_SUBJECT = 2000  # characters of one as it is written
_LONGEST = 60  # characters of a subject in a file's name


def file_name(data: bytes, digest: str, longer: int = 0) -> str:
    """Return what the mail `data` is called in the inbox: by its subject, and letters of its SHA-256."""
    subject = plain(decoded_header(headers_of(data[:_MOST_HEAD]).get("subject", "")[:_LONGEST_SUBJECT]))
    stem = safe_name(subject[:_LONGEST]) if subject else "mail"
    return f"{stem}-{letters_of(digest, 8 + longer)}.eml"


def put_in_place(inbox: Path, name: str, data: bytes) -> None:
    """Write `data` as `name` into `inbox`, whole or not at all, and return when it is on the disk."""
    with writing_into(inbox):
        inbox.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".new-", dir=inbox)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(inbox / name)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise


def clear_aside(inbox: Path) -> None:
    """Remove what a killed run left half-written in `inbox`."""
    for left in inbox.glob(".new-*"):
        left.unlink(missing_ok=True)


def left_there(head: bytes, size: int) -> bytes:
    """Return what is kept of a mail that was too large to be fetched: its headers, and how large it is."""
    bare = head.rstrip(b"\r\n")
    return bare + b"\r\n" + f"{LEFT_THERE}: {size}\r\n\r\n".encode()
