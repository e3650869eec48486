"""A Word document → the texts of its paragraphs, behind the same guard as a workbook."""

from pathlib import Path

from xlsreport.model.workbook import Unreadable
from xlsreport.reading.guard import unpacked
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.xml_normalise import parsed

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_MOST_BYTES = 64 * 1024 * 1024


def read_paragraphs(path: Path) -> tuple[str, ...] | Unreadable:
    """Return the text of every paragraph in the body of the document at `path`, those in tables included."""
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            return Unreadable("F107", f"{size // 2**20} > {_MOST_BYTES // 2**20} MiB")
        body = parsed(_BODY, unpacked(path.read_bytes()).part(_BODY))
    except RefusedError as refusal:
        return refusal.unreadable
    except OSError as error:
        return Unreadable("F101", error.strerror or type(error).__name__)
    return tuple("".join(t.text or "" for t in paragraph.iter(f"{_WORD}t")) for paragraph in body.iter(f"{_WORD}p"))
