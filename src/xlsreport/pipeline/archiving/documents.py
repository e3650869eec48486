"""The documents of record that people made outside: what `--with` and `--published` name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.errors import ArchiveError
from xlsreport.language import Language

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of record: a file, or an address on the web, with a word on what it is.

    `original` is what it was called before it was archived for the first time, blank where that is its name.
    """

    place: str
    note: str
    published: bool = False
    original: str = ""

    @property
    def on_web(self) -> bool:
        """Whether it is an address, which is kept and never asked for."""
        return self.place.lower().startswith(_WEB)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(self.place)

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.original or self.path.name


def documents_of_record(given: Sequence[str], published: str | None, language: Language) -> tuple[Document, ...]:
    """Return the documents that `given` names, each `FILE=word`, and which of them was `published`.

    One that was published and is not among `given` is added. A name may hold `=` itself: the last one counts.
    Raises `ArchiveError` for one without a word, or that is no file.
    """
    named = [_document(each, language) for each in given]
    wanted = published.strip() if published else None
    found = [Document(each.place, each.note, wanted in (each.place, f"{each.place}={each.note}")) for each in named]
    if wanted and not any(each.published for each in found):
        found.append(_added(wanted, language))
    for each in found:
        if not each.on_web and not each.path.is_file():
            raise ArchiveError(language.text("archive_no_document", file=each.place))
    return tuple(dict.fromkeys(found))


def _document(given: str, language: Language) -> Document:
    place, equals, note = given.rpartition("=")
    if not (equals and place.strip() and note.strip()):
        raise ArchiveError(language.text("archive_no_word", given=given))
    return Document(place.strip(), note.strip())


def _added(wanted: str, language: Language) -> Document:
    alone = Document(wanted, language.text("archive_published_word"), published=True)
    if "=" not in wanted or (alone.path.is_file() and not alone.on_web):
        return alone
    named = _document(wanted, language)
    return Document(named.place, named.note, published=True)
