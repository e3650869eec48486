"""The documents of record that lie in a bag: believed only where they are still what its record says."""

import re
from pathlib import Path

from xlsreport.archive.bag import digest_of
from xlsreport.archive.record_model import FiledFile
from xlsreport.archive.store import StoredBag

_DOCUMENT = re.compile(r"data/documents/[0-9]{4}(\.[a-z0-9]{1,5})?", re.ASCII)


def sound_document(bag: StoredBag, filed: FiledFile) -> Path | None:
    """Return where a document of record lies, if it lies in the bag and is what the record says."""
    path = bag.folder / filed.path
    try:
        inside = _DOCUMENT.fullmatch(filed.path) and path.resolve().is_relative_to(bag.folder.resolve())
        return path if inside and digest_of(path) == filed.sha256 else None
    except OSError:
        return None


def published_document(bag: StoredBag) -> tuple[str, Path] | None:
    """Return what the document that was published was called, and where it lies; None where it is not in the bag."""
    record = bag.record()
    filed = next((each for each in record.files if each.path == record.published), None)
    path = sound_document(bag, filed) if filed else None
    return (filed.original, path) if filed and path else None
