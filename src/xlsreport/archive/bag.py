"""The making of a bag: all of it aside, then moved into place in one step.

bagit's own `make_bag` writes BagIt 0.97 and changes the current folder, so the few tag files are written here, and
the library judges the bag before it is moved: what it refuses never comes to be.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import bagit

from xlsreport.archive.lock import exclusive_lock
from xlsreport.archive.record import RECORD, Record, record_bytes
from xlsreport.archive.store import ARCHIVE, StoredBag
from xlsreport.errors import ArchiveError
from xlsreport.language import bilingual

MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_ASIDE = ".making-"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_BLOCK = 1024**2

Content = bytes | Path


@dataclass(frozen=True, slots=True)
class Payload:
    """What goes into a bag: its record, the content of every file that the record names, and lines of bag-info."""

    record: Record
    contents: Mapping[str, Content]
    info: Mapping[str, str]


def make_bag(workspace: Path, payload: Payload) -> StoredBag:
    """Make the bag of `payload` in the archive of `workspace` and return where it lies.

    Raises `ArchiveError`, and leaves nothing behind, where something cannot be read or written, or a file is no
    longer what the record says; `BusyError` where another run is archiving in the same workspace.
    """
    record, archive = payload.record, workspace / ARCHIVE
    with _said(archive):
        archive.mkdir(mode=0o700, exist_ok=True)
        with exclusive_lock(archive, f"archive {record.identifier}") as certain:
            if certain:
                _clear(archive)
            _make(payload, archive / record.identifier)
    return StoredBag(archive / record.identifier, record.period, record.revision.number)


def digest_of(content: Content) -> str:
    """Return the SHA-256 of `content`."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _said(archive: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place, reason = error.filename or archive, error.strerror or type(error).__name__
        raise ArchiveError(bilingual("bag_failed", at=place, reason=reason)) from None


def _make(payload: Payload, target: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=f"{_ASIDE}{target.name}-", dir=target.parent))  # the owner's alone
    try:
        _write(aside, payload)
        _judge(aside)
        _move(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _clear(archive: Path) -> None:
    """Remove what a run that was killed left behind."""
    for left in archive.glob(f"{_ASIDE}*"):
        shutil.rmtree(left)


def _write(bag: Path, payload: Payload) -> None:
    files = {**payload.contents, RECORD: record_bytes(payload.record)}
    said = {each.path: each.sha256 for each in payload.record.files}
    entries, octets = {}, 0
    for path, content in sorted(files.items()):
        entries[path], size = _kept(bag / path, content)
        octets += size
        if entries[path] != said.get(path, entries[path]):
            raise ArchiveError(bilingual("bag_changed_meanwhile", at=f"{content!s:.200}"))
    info = {**payload.info, "Payload-Oxum": f"{octets}.{len(files)}"}
    tags = {"bagit.txt": _DECLARATION, "bag-info.txt": _info(info), MANIFEST: _manifest(entries.items())}
    listed = [(name, _kept(bag / name, data)[0]) for name, data in sorted(tags.items())]
    _kept(bag / TAG_MANIFEST, _manifest(listed))
    for folder in [bag, *(each for each in bag.rglob("*") if each.is_dir())]:
        _settle(folder)


def _kept(path: Path, content: Content) -> tuple[str, int]:
    """Write `content` to `path`, for its owner alone and down to the disk; return its SHA-256 and size."""
    for folder in reversed([each for each in path.parents if not each.exists()]):
        folder.mkdir(mode=0o700)
    digest, size = hashlib.sha256(), 0
    with open(path, "xb", opener=_for_owner) as out:
        for block in _blocks(content):
            out.write(block)
            digest.update(block)
            size += len(block)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _blocks(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as source:
        yield from _read(source)


def _read(source: IO[bytes]) -> Iterator[bytes]:
    while block := source.read(_BLOCK):
        yield block


def _info(info: Mapping[str, str]) -> bytes:
    lines = (f"{label}: {' '.join(value.split())}\n" for label, value in info.items() if value.strip())
    return "".join(lines).encode("utf-8", "replace")


def _manifest(entries: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in entries).encode("utf-8")


def _judge(bag: Path) -> None:
    try:
        bagit.Bag(str(bag)).validate()
    except bagit.BagError as error:
        raise ArchiveError(bilingual("bag_invalid", error=error)) from None


def _move(aside: Path, target: Path) -> None:
    if target.exists():
        raise ArchiveError(bilingual("bag_exists", at=target))
    aside.rename(target)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Have the entries of `folder` written down to the disk, where a system can do that to a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
