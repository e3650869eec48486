"""One file → `ReportDocument` or `Unreadable`: the type is told by content, and no exception of a library escapes."""

import re
from pathlib import Path

from xlsreport.content import Content, content_of
from xlsreport.model.document import ReportDocument
from xlsreport.model.workbook import Unreadable
from xlsreport.reading.documents.docx import read_docx
from xlsreport.reading.documents.office import converted
from xlsreport.reading.documents.pdf import read_pdf
from xlsreport.reading.documents.web import page_in, read_web_page
from xlsreport.reading.encryption import decrypted
from xlsreport.reading.file_bytes import bytes_of
from xlsreport.reading.refusal import RefusedError

_MOST_BYTES = 64 * 1024 * 1024
_OLE, _ZIP, _RTF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|p)[\s>]", re.IGNORECASE)


def read_document(path: Path, sha256: str = "") -> ReportDocument | Unreadable:
    """Read the Word document, web page or PDF at `path`; whatever is wrong with it comes back as a value.

    Where its `sha256` is given, only those bytes are read.
    """
    try:
        document = _read(bytes_of(path, _MOST_BYTES, sha256))
    except RefusedError as refusal:
        return refusal.unreadable
    except OSError as error:
        return Unreadable("F143", error.strerror or type(error).__name__)
    if not document.tables and document.pictures:
        return Unreadable("document_picture", str(document.pictures))
    return document


def _read(data: bytes) -> ReportDocument:
    kind = content_of(data)
    if kind is Content.EMPTY:
        raise RefusedError("F128")
    if kind is Content.ENCRYPTED:
        return _read(decrypted(data))
    if kind is Content.WEB_PAGE:
        return read_web_page(page_in(data))
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(_ZIP) and kind is Content.PAPER:
        return read_docx(data)
    if kind is Content.PAPER and data.startswith((_OLE, _RTF)):
        return read_docx(converted(data))
    if kind in (Content.TEXT, Content.UNKNOWN) and _PAGE.search(data[:65536]):
        return read_web_page(data)
    raise _refused(kind, data)


def _refused(kind: Content, data: bytes) -> RefusedError:
    if kind is Content.ARCHIVE and b"word/" in data:
        return RefusedError("F101", "DOCX")
    return RefusedError("document_picture" if kind is Content.PAPER else "document_other", kind.value)
