"""Office packages (.xlsx, .docx) whose bytes depend on their content alone.

openpyxl and python-docx stamp the wall clock into the ZIP directory and into the core properties. A document
that is archived must come out the same when it is made again, on another day and in another time zone.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from types import MappingProxyType

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP directory can hold
STAMP = b"2000-01-01T00:00:00Z"  # stands for every created/modified date in the core properties
_CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def settled(data: bytes, streamed: Mapping[str, Iterable[bytes]] = MappingProxyType({})) -> bytes:
    """Return the package `data` with the same members in the same order, and without any date of its making.

    A member in `streamed` gets that content instead, piece by piece: it may be larger than is good for memory.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            if info.filename == _CORE:
                content = _DATES.sub(rb"\g<1>" + STAMP + rb"\g<2>", content)
            member = zipfile.ZipInfo(info.filename, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # ZipInfo records the host's system otherwise
            member.external_attr = 0
            with target.open(member, "w") as part:
                for piece in streamed.get(info.filename, (content,)):
                    part.write(piece)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """Return every member of the package `data` unpacked, by name: what two builds are compared by."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
