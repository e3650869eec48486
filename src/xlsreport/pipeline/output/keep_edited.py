"""What people changed in a document of ours is kept beside it when the document is written anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, takewhile
from pathlib import Path

from xlsreport.language import Language
from xlsreport.package import is_settled

_PACKAGES = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class EditedCopies:
    """The edited documents under the names that they get, and what the coordinator is to know of them."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def edited_copies(folder: Path, names: Iterable[str], language: Language, under: str = "") -> EditedCopies:
    """Return those documents of ours in `folder`, called `names`, that somebody has saved since they were written.

    Each gets a free name, `under` before it.

    Word, WPS, Excel and LibreOffice all leave their own date in what they save. Other files than .docx and .xlsx
    carry none, so an edit of them cannot be told.
    """
    files, notes = dict[str, bytes](), list[str]()
    for name, data in _edited(folder, names):
        free = next(each for each in _free_names(name, language) if _is_free(folder / each, data))
        files[f"{under}{free}"] = data
        notes.append(language.text("edited_kept", name=name, kept=folder / free))
    return EditedCopies(files, tuple(notes))


def kept_copies(folder: Path, name: str, language: Language) -> Iterator[Path]:
    """Yield the copies of our document `name` that were kept in `folder` because somebody had edited it, in order."""
    yield from takewhile(Path.is_file, (folder / each for each in _free_names(name, language)))


def _edited(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for name in sorted(names):
        path = folder / name
        if path.suffix in _PACKAGES and path.is_file():
            data = path.read_bytes()
            if not is_settled(data):
                yield name, data


def _free_names(name: str, language: Language) -> Iterator[str]:
    stem, suffix = Path(name).stem, Path(name).suffix
    yield language.text("edited_name", stem=stem) + suffix
    yield from (language.text("edited_name_again", stem=stem, number=number) + suffix for number in count(2))


def _is_free(path: Path, data: bytes) -> bool:
    """Whether `path` is not there, or holds `data` already."""
    return not path.exists() or (path.is_file() and path.read_bytes() == data)
