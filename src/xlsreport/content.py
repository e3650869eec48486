"""What kind of thing a file's bytes are, told by the bytes alone and never by the name's ending."""

import io
import re
import zipfile
from enum import StrEnum

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = b"PK\x01\x02"
_MOST_PARTS = 100_000  # more are no workbook's, and listing them alone would take gigabytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # BOF of a workbook stream without its OLE file
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_PARTS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "paper",
    "ppt/presentation.xml": "paper",
    "OFD.xml": "paper",
}
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ODF = b"application/vnd.oasis.opendocument"
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,70}:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL_FIELD = re.compile(rb"^(?:From|To|Subject|Date|Received|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_STREAMS = (  # names of streams in an OLE file's directory, the first that occurs decides
    ("EncryptedPackage", "encrypted"),
    ("__properties_version1.0", "msg"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "paper"),
    ("PowerPoint Document", "paper"),
)


class Content(StrEnum):
    """The kinds that are told apart. A paper is a document or picture that is kept and never read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ENCRYPTED = "encrypted"
    ARCHIVE = "archive"
    EML = "eml"
    MBOX = "mbox"
    MSG = "msg"
    PACKED = "packed"
    PAPER = "paper"
    EMPTY = "empty"
    UNKNOWN = "unknown"

    @property
    def is_container(self) -> bool:
        """Whether other files are to be taken out of it."""
        return self in (Content.ARCHIVE, Content.EML, Content.MBOX, Content.MSG)


def content_of(data: bytes) -> Content:
    """Return what `data` is. XLSX covers .xlsm and Strict OOXML, XLS also WPS's .et; PACKED is .rar and .7z."""
    if not data:
        return Content.EMPTY
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    if data.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")):
        return Content.PACKED
    if _is_paper(data):
        return Content.PAPER
    if data.startswith(_BARE_BIFF):
        return Content.XLS
    return _in_text(data)


def _is_paper(data: bytes) -> bool:
    named = data.startswith((*_PICTURES, b"{\\rtf")) or b"%PDF-" in data[:1024]
    return named or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypmif1")


def _in_zip(data: bytes) -> Content:
    if data.count(_ENTRY) > _MOST_PARTS:
        return Content.ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Content.XLSX if b"xl/workbook.xml" in data or b"xl/worksheets/" in data else Content.ARCHIVE
    for part, kind in _PARTS.items():
        if part in names:
            return Content(kind)
    if "mimetype" in names and _ODF in data[:200]:
        return Content.ODS if _ODS in data[:200] else Content.PAPER
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return Content.XLSX
    return Content.ARCHIVE


def _in_ole(data: bytes) -> Content:
    for name, kind in _STREAMS:
        if name.encode("utf-16-le") in data:
            return Content(kind)
    return Content.XLS  # a damaged file: the reader says what is wrong with it


def _in_text(data: bytes) -> Content:
    head = data[:8192].lstrip(b"\xef\xbb\xbf\r\n")
    if head.startswith(b"From ") and _MAIL_FIELD.search(head):
        return Content.MBOX
    if _HEADER.match(head) and _MAIL_FIELD.search(head):
        return Content.EML
    return Content.UNKNOWN
