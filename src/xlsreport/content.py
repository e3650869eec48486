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
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"8BPS")
_FILMS = (b"ID3", b"OggS", b"fLaC", b"FLV\x01", b"\x1a\x45\xdf\xa3", b"\0\0\x01\xba", b"\x30\x26\xb2\x75", b"#!AMR")
_RIFF = (b"WEBP", b"WAVE", b"AVI ")
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
_LENGTH = re.compile(rb"[1-9]\d{0,9}[ \t]*\r?\n")  # Apple's Mail writes a mail's length before it
_RECEIVED = re.compile(rb"^(?:Received|To|Message-ID):", re.IGNORECASE | re.MULTILINE)
_WEB_PAGE = re.compile(
    rb"^(?:X-Document-Type|Snapshot-Content-Location|Content-Location):", re.IGNORECASE | re.MULTILINE
)
_SHORTCUTS = (b"\x4c\0\0\0\x01\x14\x02\0", b"book\0\0\0\0mark\0\0\0\0", b"[InternetShortcut]", b"[Desktop Entry]")
_PACKED = {
    b"Rar!\x1a\x07": ".rar",
    b"7z\xbc\xaf\x27\x1c": ".7z",
    b"\x1f\x8b\x08": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ\0": ".xz",
    b"\x28\xb5\x2f\xfd": ".zst",
    b"MSCF\0\0\0\0": ".cab",
}
_FOREIGN = {
    b"\0\x05\x16\x07": "AppleDouble",
    b"\0\x05\x16\0": "AppleSingle",
    b"\x7fELF": "ELF",
    b"SQLite format 3\0": "SQLite",
    b"bplist00": "plist",
    b"AC10": "DWG",
    b"%!PS": "PostScript",
}
_PROGRAM, _PROGRAM_HEAD = b"MZ", b"PE\0\0"
_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"  # this and the next: object identifiers of RFC 5652
_SEALED = (
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03",
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06",
    b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17",
)
_SIGNED_IN_TEXT = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
_SEALED_IN_TEXT = b"-----BEGIN PGP MESSAGE-----"
_TNEF = b"\x78\x9f\x3e\x22"
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

    A paper is a document, picture, sound or film that is kept and never read. Signed is what a signature lies around,
    and tnef Outlook's winmail.dat: both hold other files; sealed is encrypted for somebody's certificate or key.
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
    SHORTCUT = "shortcut"
    WEB_PAGE = "web page"
    PACKED = "packed"
    PAPER = "paper"
    EMPTY = "empty"
    UNKNOWN = "unknown"

    @property
    def is_container(self) -> bool:
        """Whether other files are to be taken out of it."""
        return self in _CONTAINERS


_CONTAINERS = frozenset(
    {Content.ARCHIVE, Content.EML, Content.EMLX, Content.MBOX, Content.MSG, Content.SIGNED, Content.TNEF}
)


def content_of(data: bytes) -> Content:
    """Return what `data` is. XLSX covers .xlsm and Strict OOXML, XLS also WPS's .et; PACKED is what is not unpacked."""
    if not data:
        return Content.EMPTY
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    return _in_envelope(data) or _by_mark(data) or _in_text(data)


def _by_mark(data: bytes) -> Content | None:
    if _packed_as(data):
        return Content.PACKED
    if _is_paper(data):
        return Content.PAPER
    if data.startswith(_BARE_BIFF):
        return Content.XLS
    return None


def format_name(data: bytes) -> str:
    """Return what the format of an archive or of some other well-known file is called; empty where it is not known."""
    program = data.startswith(_PROGRAM) and _PROGRAM_HEAD in data[:2048]
    foreign = next((name for mark, name in _FOREIGN.items() if data.startswith(mark)), "")
    return _packed_as(data) or ("EXE" if program else foreign)


def _packed_as(data: bytes) -> str:
    if data[257:262] == b"ustar":
        return ".tar"
    if data[2:5] in (b"-lh", b"-lz") and data[6:7] == b"-":
        return ".lzh"
    return next((name for mark, name in _PACKED.items() if data.startswith(mark)), "")


def _is_paper(data: bytes) -> bool:
    named = data.startswith((*_PICTURES, *_FILMS, b"{\\rtf")) or b"%PDF-" in data[:1024]
    return named or (data[:4] == b"RIFF" and data[8:12] in _RIFF) or data[4:8] == b"ftyp"


def _in_envelope(data: bytes) -> Content | None:
    """Return what `data` is where something else lies inside it, or where it only leads to something else."""
    if data.startswith(_TNEF):
        return Content.TNEF
    if data.removeprefix(b"\xef\xbb\xbf").startswith(_SHORTCUTS):
        return Content.SHORTCUT
    kind = _kind_of_cms(data)
    if kind.startswith(_SIGNED) or data.startswith(_SIGNED_IN_TEXT):
        return Content.SIGNED
    if kind.startswith(_SEALED) or data[:64].lstrip().startswith(_SEALED_IN_TEXT):
        return Content.SEALED
    return None


def _kind_of_cms(data: bytes) -> bytes:
    """Return `data` from the object identifier on that says what a cryptographic message is; empty where it is none."""
    if data[:1] != b"\x30" or len(data) < 16:
        return b""
    more = data[1] & 0x7F if data[1] >= 0x80 else 0  # bytes of the length, none where it is left open
    return data[2 + more : 32] if more <= 8 else b""


def _in_zip(data: bytes) -> Content:
    if data.count(_ENTRY) > _MOST_PARTS:
        return Content.ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/") for name in package.namelist()}
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
        return Content.WEB_PAGE if _WEB_PAGE.search(head) and not _RECEIVED.search(head) else Content.EML
    length = _LENGTH.match(head)
    if length and _HEADER.match(head, length.end()) and _MAIL_FIELD.search(head):
        return Content.EMLX
    return Content.UNKNOWN
