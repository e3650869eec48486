"""XML parts before any parser sees them: UTF-8, without a document type, comment or instruction."""

import codecs
import re

from lxml import etree

from xlsreport.reading.refusal import RefusedError, ill_formed

_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_WIDE = (  # how a part begins that is not written one byte a letter
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<", "utf-16-be"),
    (b"<\0", "utf-16-le"),
)
_SAME_AS_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}
_TAKEN_OVER = {"iso-8859-1", "windows-1252", "gb2312", "gbk", "gb18030", "big5", *(name for _, name in _WIDE)}
_LONGEST_MARK = 4  # a byte order mark and the bracket of the declaration may stand before
_OPENING, _MANY = b"<"[0], 1000
_DOCUMENT_TYPE = (b"<!DOCTYPE", b"<!ENTITY")
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)


def checked_xml(name: str, content: bytes) -> bytes:
    """Return the XML part `content` in UTF-8, without what readers disagree on (CDATA, comments, instructions).

    Raises `RefusedError`: F108 where it declares a document type or an entity, F101 where it is in no known encoding.
    """
    content = _in_utf8(name, content)
    declared = _declares(content)
    if declared and any(mark in content for mark in _DOCUMENT_TYPE):
        raise RefusedError("F108", name)
    if declared or _instructs(content):
        return _settled(name, content)
    return content


def _declares(content: bytes) -> bool:
    """Whether `<!` stands in it: where few `!` do, as in formulas, one byte is looked for much faster than two."""
    at = 0
    for _ in range(_MANY):
        at = content.find(b"!", at + 1)
        if at < 0 or content[at - 1] == _OPENING:
            return at > 0
    return content.find(b"<!", at) > 0


def _instructs(content: bytes) -> bool:
    head = _DECLARATION.match(content, 3 if content.startswith(codecs.BOM_UTF8) else 0)
    start = head.end() if head else _LONGEST_MARK
    return content.find(b"?", start) > 0 and content.find(b"<?", start) > 0


def parsed(name: str, content: bytes) -> etree._Element:
    """Return the root element of a checked part; raises `RefusedError` (F101) where it is not well formed."""
    try:
        return etree.fromstring(content, _PARSER)
    except (etree.LxmlError, ValueError) as error:
        raise ill_formed(name, error) from None


def _settled(name: str, content: bytes) -> bytes:
    """Return the same elements and text plainly written: calamine loses text in CDATA and beside a comment."""
    return etree.tostring(parsed(name, content))


def _in_utf8(name: str, content: bytes) -> bytes:
    encoding = _encoding(content)
    if encoding in _SAME_AS_UTF8:
        return content
    if encoding not in _TAKEN_OVER:
        raise RefusedError("F101", f"{name}: {encoding}")
    try:
        text = content.decode(encoding).lstrip("\ufeff")
    except (UnicodeError, LookupError):
        raise RefusedError("F101", f"{name}: {encoding}") from None
    return _DECLARATION.sub(b"", text.encode("utf-8", "replace"), count=1)


def _encoding(content: bytes) -> str:
    head = content[:4]
    if b"\0" in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return next((name for mark, name in _WIDE if head.startswith(mark)), "?")
    declared = _ENCODING.search(content[:200])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return "utf-8" if name.startswith("utf-16") else name  # one byte a letter, whatever it says
