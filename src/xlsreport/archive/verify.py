"""Is a bag complete and unchanged? What its manifests say is compared with what lies in its folder.

Nothing in the bag is trusted: a path in a manifest is looked up among the files that were found by walking the
folder and is never opened, and no link is followed.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xlsreport.archive.bag import MANIFEST, TAG_MANIFEST
from xlsreport.archive.record import RECORD, Record
from xlsreport.archive.store import StoredBag
from xlsreport.errors import ArchiveError

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_REQUIRED = frozenset({"bagit.txt", "bag-info.txt", MANIFEST})
_TAGS = frozenset({*_REQUIRED, TAG_MANIFEST})


class Trouble(StrEnum):
    """What can be wrong with a file of a bag; DISPUTED: the file and the list it stands in disagree, either may be."""

    MISSING = "missing"
    ADDED = "added"
    ALTERED = "altered"
    DISPUTED = "disputed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A file of the bag that is not as it was archived; `original` is what it was called before, where known."""

    trouble: Trouble
    path: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of verifying a bag: how many files it has, and what is wrong."""

    files: int
    discrepancies: tuple[Discrepancy, ...]


def verify_bag(bag: StoredBag) -> Verification:
    """Compare every file of `bag` with its manifests and its record.

    Raises `ArchiveError` where its record is unaltered and still cannot be used, as one of a newer version.
    """
    found = {_spelt(path): digest for path, digest in _walked(bag.folder)}
    tags, payload = _listed(bag.folder, TAG_MANIFEST, found), _listed(bag.folder, MANIFEST, found)
    troubles = dict(_tag_troubles(found, tags))
    sure = MANIFEST not in troubles
    record = _record(bag, unaltered=sure and payload.get(RECORD) == found.get(RECORD) and RECORD in found)
    recorded = {_spelt(each.path): each.sha256 for each in record.files} if record else {}
    listed = payload if sure or not recorded else _by_record(recorded, payload)
    judged = found if sure or RECORD in listed else {path: found[path] for path in found.keys() - {RECORD}}
    troubles |= _payload_troubles(judged, listed)
    if RECORD not in troubles and record:
        troubles |= _record_troubles(found, recorded, troubles)
    names = {_spelt(each.path): each.original for each in record.files} if record else {}
    ordered = sorted(troubles.items())
    return Verification(len(found), tuple(Discrepancy(trouble, path, names.get(path, "")) for path, trouble in ordered))


def _by_record(recorded: Mapping[str, str], payload: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the record lists, for a manifest that is altered itself."""
    return {**recorded, **({RECORD: payload[RECORD]} if RECORD in payload else {})}


def _walked(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Yield every file in `folder` with its SHA-256; None for what is no plain file or cannot be read."""
    for place, folders, names in os.walk(folder):
        links = [each for each in folders if (Path(place) / each).is_symlink()]
        for name in (*names, *links):
            path = Path(place) / name
            yield path.relative_to(folder).as_posix(), _digest(path)


def _digest(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _listed(folder: Path, name: str, found: Mapping[str, str | None]) -> Mapping[str, str]:
    """Return what the manifest `name` lists, path → SHA-256; a line that is none of a manifest is left out."""
    if found.get(name) is None:
        return {}
    text = (folder / name).read_bytes().decode("utf-8", "replace")
    matches = (_LINE.fullmatch(line) for line in text.split("\n"))
    return {_spelt(match[2]): match[1] for match in matches if match}


def _tag_troubles(found: Mapping[str, str | None], tags: Mapping[str, str]) -> Iterator[tuple[str, Trouble]]:
    if found.get(TAG_MANIFEST) is None:
        yield TAG_MANIFEST, Trouble.UNREADABLE if TAG_MANIFEST in found else Trouble.MISSING
    elif tags.keys() != _REQUIRED:
        yield TAG_MANIFEST, Trouble.ALTERED
    for path in _REQUIRED:
        if path not in found:
            yield path, Trouble.MISSING
        elif found[path] is None:
            yield path, Trouble.UNREADABLE
        elif path in tags and tags[path] != found[path]:
            yield path, Trouble.DISPUTED


def _payload_troubles(found: Mapping[str, str | None], listed: Mapping[str, str]) -> dict[str, Trouble]:
    present = found.keys() - _TAGS
    troubles = dict.fromkeys(listed.keys() - present, Trouble.MISSING)
    troubles |= dict.fromkeys(present - listed.keys(), Trouble.ADDED)
    for path in present & listed.keys():
        if found[path] is None:
            troubles[path] = Trouble.UNREADABLE
        elif found[path] != listed[path]:
            troubles[path] = Trouble.ALTERED
    return troubles


def _record_troubles(
    found: Mapping[str, str | None], recorded: Mapping[str, str], known: Mapping[str, Trouble]
) -> dict[str, Trouble]:
    """Return what the record says otherwise of files that their manifest finds right."""
    present = found.keys() - _TAGS - {RECORD}
    wrong = {path for path in present & recorded.keys() if found[path] != recorded[path]}
    troubles = dict.fromkeys(wrong, Trouble.ALTERED) | dict.fromkeys(present - recorded.keys(), Trouble.ADDED)
    troubles |= dict.fromkeys(recorded.keys() - present, Trouble.MISSING)
    return {path: trouble for path, trouble in troubles.items() if path not in known}


def _record(bag: StoredBag, *, unaltered: bool) -> Record | None:
    """Return the bag's record, None where it is altered and cannot be used."""
    try:
        if bag.data.is_symlink() or (bag.folder / RECORD).is_symlink():
            return None
        return bag.record()
    except ArchiveError:
        if unaltered:
            raise
        return None


def _spelt(path: str) -> str:
    return unicodedata.normalize("NFC", path)  # a file system may spell an accented name apart
