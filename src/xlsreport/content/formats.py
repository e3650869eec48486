"""What files that are not read are called: archives, tables of other programs, plain words. Told by bytes alone."""

import re
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from xlsreport.content.zip_directory import lists

_HEAD = 4096  # bytes that tell a text
_PACKED = {
    b"Rar!\x1a\x07": ".rar",
    b"7z\xbc\xaf\x27\x1c": ".7z",
    b"\x1f\x8b\x08": ".gz",
    b"\x1f\x9d": ".Z",
    b"BZh": ".bz2",
    b"\xfd7zXZ\0": ".xz",
    b"\x28\xb5\x2f\xfd": ".zst",
    b"\x04\x22\x4d\x18": ".lz4",
    b"MSCF\0\0\0\0": ".cab",
    b"\x60\xea": ".arj",
    b"(This file must be converted with BinHex": ".hqx",
}
_PACKED_AT = ((257, b"ustar", ".tar"), (7, b"**ACE**", ".ace"), (32769, b"CD001", ".iso"))
_FOREIGN = {
    b"\0\x05\x16\x07": "AppleDouble",
    b"\0\x05\x16\0": "AppleSingle",
    b"\x7fELF": "ELF",
    b"SQLite format 3\0": "SQLite",
    b"bplist00": "plist",
    b"AC10": "DWG",
    b"%!PS": "PostScript",
    b"\x09\x00\x04\x00": "Excel 2",
    b"\x09\x02\x06\x00": "Excel 3",
    b"\x09\x04\x06\x00": "Excel 4",
    b"\0\0\x02\0": "Lotus 1-2-3",
    b"\0\0\x1a\0": "Lotus 1-2-3",
    b"\xff\0\x02\0": "Works",
    b"\0\x01\0\0Standard ": "Access",
    b"!BDN": "Outlook PST",
    b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d": "OneNote",
    b"\0\x01\0\0\0": "TTF",
    b"OTTO\0": "OTF",
}
_PROGRAM, _PROGRAM_HEAD = b"MZ", b"PE\0\0"
_DBASE = re.compile(rb"[\x02\x03\x30\x31\x83\x8b\xf5][\x00-\xff][\x01-\x0c][\x01-\x1f]", re.DOTALL)
_TEXTS = (  # the first that is found in a text's beginning says what it is
    (re.compile(r"urn:schemas-microsoft-com:office:spreadsheet"), "XML 2003"),
    (re.compile(r"office:document\b"), "FODS"),
    (re.compile(r"\A\s*(?:<!doctype html|<html|<table|<head|<meta|<body)", re.IGNORECASE), "HTML"),
    (re.compile(r"\A\s*<(?:\?xml|[A-Za-z!])"), "XML"),
    (re.compile(r"\AID;P"), "SYLK"),
    (re.compile(r"\ATABLE\s+0,1\s"), "DIF"),
    (re.compile(r"\A\s*[{\[]\s*[\"{\[]"), "JSON"),
    (re.compile(r"^=ybegin ", re.MULTILINE), "yEnc"),
)
_BETWEEN = ("\t", ",", ";", "|", "，")
_FEWEST = 2  # lines of a table


def packed_as(data: bytes) -> str:
    """Return the ending of an archive's format that is not unpacked; empty where it is none."""
    if data[2:5] in (b"-lh", b"-lz") and data[6:7] == b"-":
        return ".lzh"
    at = next((name for place, mark, name in _PACKED_AT if data.startswith(mark, place)), "")
    return at or next((name for mark, name in _PACKED.items() if data.startswith(mark)), "")


def format_name(data: bytes) -> str:
    """Return what the format of an archive or of some other well-known file is called; empty where it is not known."""
    if data.startswith(_PROGRAM) and _PROGRAM_HEAD in data[:2048]:
        return "EXE"
    return _table_name(data) or packed_as(data) or _foreign_name(data) or text_name(data)


def is_other_table(data: bytes) -> bool:
    """Whether `data` is a workbook of a program that packs it as an archive: Numbers and Gnumeric."""
    return bool(_table_name(data))


def text_name(data: bytes) -> str:
    """Return what a text is called that is more than plain words; empty where it is none."""
    text = text_of(data)
    if text is None:
        return ""
    return next((name for pattern, name in _TEXTS if pattern.search(text)), "TXT/CSV" if _is_table(text) else "")


def is_words(data: bytes) -> bool:
    """Whether `data` is a text of plain words: a remark, a list of links, a card of an address."""
    return text_of(data) is not None and not text_name(data)


def text_of(data: bytes) -> str | None:
    """Return the beginning of a text; None where `data` is none."""
    whole = len(data) <= _HEAD
    for encoding in ("utf-16",) if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ("utf-8", "gb18030"):
        try:
            text = data[:_HEAD].decode(encoding, "strict" if whole else "ignore")
        except UnicodeError:
            continue
        if not any(each == "\ufffd" or (each < " " and each not in "\t\r\n\f") for each in text):
            return text.removeprefix("\ufeff")
    return None


def _table_name(data: bytes) -> str:
    if data.startswith(b"PK") and lists(data, b"Index/Document.iwa"):
        return "Numbers"
    if data.startswith(b"\x1f\x8b\x08") and any(mark in _first_of(data) for mark in (b"gnm:Workbook", b"gmr:Workbook")):
        return "Gnumeric"
    return ""


def _first_of(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:_HEAD], _HEAD)
    except zlib.error:
        return b""


def _foreign_name(data: bytes) -> str:
    known = next((name for mark, name in _FOREIGN.items() if data.startswith(mark)), "")
    return known or ("DBF" if _DBASE.match(data) and _has_fields(data) else "")


def _has_fields(data: bytes) -> bool:
    """Whether the heads of a dBASE table end where they say."""
    end = int.from_bytes(data[8:10], "little")
    return 32 < end <= len(data) and data[32:43].split(b"\0")[0].isascii() and data[43:44].isalpha()


def _is_table(text: str) -> bool:
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    return len(lines) >= _FEWEST and any(_divides(lines, sign) for sign in _BETWEEN)


def _divides(lines: list[str], sign: str) -> bool:
    """Whether most lines have as many cells as the first, divided by `sign`."""
    counts = list(_counts(lines, sign))
    return counts[0] > 0 and counts.count(counts[0]) * 5 >= len(lines) * 4


def _counts(lines: list[str], sign: str) -> Iterator[int]:
    yield from (line.count(sign) for line in lines)
