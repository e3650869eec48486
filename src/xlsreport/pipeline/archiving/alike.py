"""Whether an output that lies there is what would be made now; neither is whole in memory where they are the same."""

import hashlib
from pathlib import Path, PurePosixPath

from xlsreport.archive.bag import digest_of
from xlsreport.package import unlike
from xlsreport.pipeline.output.documents import Documents

_PACKAGES = (".xlsx", ".docx")


def digest_if_alike(path: Path, expected: Documents, name: str) -> str | None:
    """Return the SHA-256 of the file at `path` where it is the document `name`, its packing aside; None where not.

    Raises `OSError` where it cannot be read.
    """
    found = digest_of(path)
    if found == _digest(expected, name):
        return found
    if PurePosixPath(name).suffix not in _PACKAGES:
        return None
    data = path.read_bytes()
    return hashlib.sha256(data).hexdigest() if unlike(data, expected[name]) == () else None


def _digest(expected: Documents, name: str) -> str:
    made, digest = expected.made(name), hashlib.sha256()
    for each in (made,) if isinstance(made, bytes) else made:
        digest.update(each)
    return digest.hexdigest()
