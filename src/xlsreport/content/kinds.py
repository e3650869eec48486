"""What kind of thing a file's bytes are, told by the bytes alone and never by the name's ending."""

import re
import zipfile
from enum import StrEnum

from xlsreport.content.formats import is_other_table, is_words, packed_as, text_of
from xlsreport.content.zip_directory import has_name, zip_members

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = b"PK\x01\x02"
_MOST_PARTS = 100_000  # more are no workbook's, and listing them alone would take gigabytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # BOF of a workbook stream without its OLE file
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"8BPS", b"\0\0\1\0")
_FILMS = (
    b"ID3",
    b"OggS",
    b"fLaC",
    b"FLV\x01",
    b"\x1a\x45\xdf\xa3",
    b"\0\0\x01\xba",
    b"\x30\x26\xb2\x75",
    b"#!AMR",
    b"#!SILK",
    b"\x02#!SILK",
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
    b"\xff\xf1",
    b"MThd",
)
_RIFF = (b"WEBP", b"WAVE", b"AVI ")
_PARTS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "paper",
    "ppt/presentation.xml": "paper",
    "ofd.xml": "paper",
}
_WORKBOOK = b"xl/workbook.xml"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ODF = b"application/vnd.oasis.opendocument"
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,70}:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL_FIELD = re.compile(rb"^(?:From|To|Subject|Date|Received|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(rb"[1-9]\d{0,9}[ \t]*\r?\n")  # Apple's Mail writes a mail's length before it
_RECEIVED = re.compile(rb"^(?:Received|To|Message-ID):", re.IGNORECASE | re.MULTILINE)
_WEB_PAGE = re.compile(
    rb"^(?:X-Document-Type|Snapshot-Content-Location|Content-Location):", re.IGNORECASE | re.MULTILINE
)
_SHORTCUTS = (b"\x4c\0\0\0\x01\x14\x02\0", b"book\0\0\0\0mark\0\0\0\0")
_SHORTCUT = re.compile(
    r"^\[(?:InternetShortcut|Desktop Entry)\]|\A\{\s*\"url\":\s*\"https?:"
    r"|<dict>\s*<key>URL</key>\s*<string>[^<]*</string>\s*</dict>",
    re.MULTILINE | re.IGNORECASE,
)
_LONGEST_SHORTCUT = 8192
_TOLD = 65536  # bytes in which a file that is written into a text begins
_LINK_OF_APPLE = b"bplist00\xd1\x01\x02SURL"
_UUENCODED = re.compile(rb"^begin(?:-base64)?[ \t]+[0-7]{3,4}[ \t]+\S[^\r\n]*\r?\n[ -`][^\r\n]*\r?\n", re.MULTILINE)
_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"  # this and the next: object identifiers of RFC 5652
_SEALED = (
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03",
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06",
    b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17",
)
_SIGNED_IN_TEXT = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
_SEALED_IN_TEXT = b"-----BEGIN PGP MESSAGE-----"
_TNEF = b"\x78\x9f\x3e\x22"
_NAME_FIELD = 64  # bytes of a name in the directory of an OLE file
_STREAMS = (  # names of streams in an OLE file's directory, the first that occurs decides
    ("EncryptedPackage", "encrypted"),
    ("__properties_version1.0", "msg"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "paper"),
    ("PowerPoint Document", "paper"),
)


class Content(StrEnum):
    """The kinds that are told apart.

    A paper is a document, picture, sound or film that is kept and never read, a text one of plain words. Signed is what
    a signature lies around, tnef Outlook's winmail.dat, and uuencoded what stands in a text as letters: all hold other
    files; sealed is encrypted for somebody's certificate or key.
    """

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ENCRYPTED = "encrypted"
    ARCHIVE = "archive"
    EML = "eml"
    EMLX = "emlx"
    MBOX = "mbox"
    MSG = "msg"
    SIGNED = "signed"
    TNEF = "tnef"
    SEALED = "sealed"
    UUENCODED = "uuencoded"
    SHORTCUT = "shortcut"
    WEB_PAGE = "web page"
    PACKED = "packed"
    PAPER = "paper"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"

    @property
    def is_container(self) -> bool:
        """Whether other files are to be taken out of it."""
        return self in _CONTAINERS


_CONTAINERS = frozenset(
    {
        Content.ARCHIVE,
        Content.EML,
        Content.EMLX,
        Content.MBOX,
        Content.MSG,
        Content.SIGNED,
        Content.TNEF,
        Content.UUENCODED,
    }
)


def content_of(data: bytes) -> Content:
    """Return what `data` is. XLSX covers .xlsm and Strict OOXML, XLS also WPS's .et; PACKED is what is not unpacked."""
    if not data:
        return Content.EMPTY
    if data.startswith(_ZIP):
        return Content.UNKNOWN if is_other_table(data) else _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    return _in_envelope(data) or _by_mark(data) or _in_text(data)


def _by_mark(data: bytes) -> Content | None:
    if is_other_table(data):
        return Content.UNKNOWN
    if packed_as(data):
        return Content.PACKED
    if _is_paper(data):
        return Content.PAPER
    if data.startswith(_BARE_BIFF):
        return Content.XLS
    return None


def _is_paper(data: bytes) -> bool:
    named = data.startswith((*_PICTURES, *_FILMS, b"{\\rtf", b"<svg")) or b"%PDF-" in data[:1024]
    return named or (data[:4] == b"RIFF" and data[8:12] in _RIFF) or data[4:8] == b"ftyp"


def _in_envelope(data: bytes) -> Content | None:
    """Return what `data` is where something else lies inside it, or where it only leads to something else."""
    if data.startswith(_TNEF):
        return Content.TNEF
    if _is_shortcut(data):
        return Content.SHORTCUT
    kind = _kind_of_cms(data)
    if kind.startswith(_SIGNED) or data.startswith(_SIGNED_IN_TEXT):
        return Content.SIGNED
    if kind.startswith(_SEALED) or data[:64].lstrip().startswith(_SEALED_IN_TEXT):
        return Content.SEALED
    return None


def _is_shortcut(data: bytes) -> bool:
    if data.startswith((*_SHORTCUTS, _LINK_OF_APPLE)):
        return True
    text = text_of(data) if len(data) <= _LONGEST_SHORTCUT else None
    return text is not None and _SHORTCUT.search(text) is not None


def _kind_of_cms(data: bytes) -> bytes:
    """Return `data` from the object identifier on that says what a cryptographic message is; empty where it is none."""
    if data[:1] != b"\x30" or len(data) < 16:
        return b""
    more = data[1] & 0x7F if data[1] >= 0x80 else 0  # bytes of the length, none where it is left open
    return data[2 + more : 32] if more <= 8 else b""


def _in_zip(data: bytes) -> Content:
    if has_name(data, _WORKBOOK):
        return Content.XLSX
    if len(data) > _MOST_PARTS * len(_ENTRY) and data.count(_ENTRY) > _MOST_PARTS:
        return Content.ARCHIVE
    try:
        names = {_part_of(each.name) for each in zip_members(data)}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Content.XLSX if b"xl/workbook.xml" in data or b"xl/worksheets/" in data else Content.ARCHIVE
    for part, kind in _PARTS.items():
        if part in names:
            return Content(kind)
    if "mimetype" in names and _ODF in data[:200]:
        return Content.ODS if _ODS in data[:200] else Content.PAPER
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return Content.XLSX
    return Content.ARCHIVE


def _part_of(name: str) -> str:
    """Return the name of the part that a member is, as parts are told apart."""
    return name.partition("\0")[0].replace("\\", "/").casefold()


def _in_ole(data: bytes) -> Content:
    """Return what the directory names; a name elsewhere (a style called Book Title) counts where that is damaged."""
    for is_there in (_is_entry, _is_anywhere):
        for name, kind in _STREAMS:
            if is_there(data, name.encode("utf-16-le")):
                return Content(kind)
    return Content.XLS  # a damaged file: the reader says what is wrong with it


def _is_entry(data: bytes, name: bytes) -> bool:
    """Whether an entry of the directory has just this name, whose length stands 64 bytes behind its beginning."""
    ended, at = name + b"\0\0", -1
    length = len(ended).to_bytes(2, "little")
    while (at := data.find(ended, at + 1)) >= 0:
        if data[at + _NAME_FIELD : at + _NAME_FIELD + 2] == length:
            return True
    return False


def _is_anywhere(data: bytes, name: bytes) -> bool:
    return name in data


def _in_text(data: bytes) -> Content:
    head = data[:8192].lstrip(b"\xef\xbb\xbf\r\n")
    if head.startswith(b"From ") and _MAIL_FIELD.search(head):
        return Content.MBOX
    if _HEADER.match(head) and _MAIL_FIELD.search(head):
        return Content.WEB_PAGE if _WEB_PAGE.search(head) and not _RECEIVED.search(head) else Content.EML
    length = _LENGTH.match(head)
    if length and _HEADER.match(head, length.end()) and _MAIL_FIELD.search(head):
        return Content.EMLX
    if _UUENCODED.search(data[:_TOLD]):
        return Content.UUENCODED
    return Content.TEXT if is_words(data) else Content.UNKNOWN
