"""The documents of record of a bag live on in the one that replaces it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.archive.bag import digest_of
from xlsreport.archive.papers import sound_document
from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledFile, FileRole
from xlsreport.archive.store import StoredBag
from xlsreport.errors import ArchiveError
from xlsreport.language import Language
from xlsreport.pipeline.archiving.documents import Document


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document of a bag; `content`, its SHA-256 or its address, tells it apart. An address has no file."""

    content: str
    note: str
    published: bool
    filed: FiledFile | None = None


def carried_on(named: Sequence[Document], before: StoredBag, language: Language) -> tuple[tuple[Document, ...], int]:
    """Return the documents of the bag `before` with those `named` now, and how many are carried on.

    One that is named now takes the place of one with the same word or the same content; what was published stays
    until another is said to be. Raises `ArchiveError` where one that is to stay is not as it was archived.
    """
    again = any(each.published for each in named)
    own = [(each.place if each.on_web else digest_of(each.path), each.note) for each in named]
    kept = [each for each in _papers(before.record()) if (each.published and not again) or not _replaced(each, own)]
    listed = {(each.content, each.note) for each in kept}
    new = (each for each, key in zip(named, own, strict=True) if key not in listed)
    old = (_document(each, before, language, published=each.published and not again) for each in kept)
    return (*old, *new), len(kept)


def _papers(known: Record) -> Iterator[_Paper]:
    for each in known.of(FileRole.DOCUMENT):
        yield _Paper(each.sha256, each.note, each.path == known.published, each)
    for web in known.addresses:
        yield _Paper(web.url, web.note, web.url == known.published)


def _replaced(paper: _Paper, own: Sequence[tuple[str, str]]) -> bool:
    return any(content == paper.content or note == paper.note for content, note in own)


def _document(paper: _Paper, bag: StoredBag, language: Language, *, published: bool) -> Document:
    if paper.filed is None:
        return Document(paper.content, paper.note, published)
    return Document(str(_sound(bag, paper.filed, language)), paper.note, published, paper.filed.original)


def _sound(bag: StoredBag, filed: FiledFile, language: Language) -> Path:
    path = sound_document(bag, filed)
    if path is None:
        words = {"bag": bag.identifier, "file": filed.original, "note": filed.note}
        raise ArchiveError(language.text("archive_document_lost", **words))
    return path
