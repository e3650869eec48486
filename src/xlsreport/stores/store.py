"""A folder in a store elsewhere: what lies in it, and its files as they are copied out."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from xlsreport.errors import XlsreportError
from xlsreport.language import Language
from xlsreport.stores.addresses import StoreAddress

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_PIECE = 1024 * 1024  # bytes
_PART = ".part"  # behind the name of a file that is being written
_SHELLS = ("sftp", "ssh")  # whose servers show a key
_LONGEST_REASON = 200  # characters of what a library says
_MARKS = ("ETag", "etag", "content_md5", "LastModified", "last_modified", "mtime", "modified", "created")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in a store: its name below the address, its bytes counted, and a mark that changes when it does.

    The mark is blank where the store has none.
    """

    name: str
    size: int
    mark: str


class ChangedError(XlsreportError):
    """A file of a store is not there any more, or has other bytes than were listed."""


class Store:
    """A folder at an address; everything raises `XlsreportError` with what the store said, in the text `refusal`."""

    def __init__(self, address: StoreAddress, language: Language, refusal: str = "store_refuses") -> None:
        """Reach the store; `XlsreportError` where what its kind takes is not installed."""
        self._address, self._language, self._refusal_text = address, language, refusal
        self._system = _system(address, language, refusal)
        self._root = address.path.rstrip("/")

    def files(self, *, may_be_new: bool = False) -> tuple[StoredFile, ...]:
        """Return what lies in the folder and below, by name; refused where there is none, unless it `may_be_new`.

        What stands for a folder is none: consoles make a key that ends in `/`, or an empty one over others.
        """
        with self._asked():
            self._system.invalidate_cache()
            found: Mapping[str, Mapping[str, Any]] = self._system.find(self._root, detail=True)
            if not found and not may_be_new and not self._system.exists(self._root):
                raise FileNotFoundError(self._root)
        start = len(self._system._strip_protocol(self._root).rstrip("/")) + 1
        paths = sorted(path for path, info in found.items() if info.get("type") == "file" and path[start:])
        files = [StoredFile(path[start:], int(found[path].get("size") or 0), _mark(found[path])) for path in paths]
        return tuple(
            file for path, file in zip(paths, files, strict=True) if not _is_folder(path, paths, empty=not file.size)
        )

    def look(self) -> None:
        """Ask for the folder; refused where it is not there or nothing answers."""
        with self._asked():
            if not self._system.exists(self._root):
                raise FileNotFoundError(self._root)

    def copy(self, file: StoredFile, into: BinaryIO) -> None:
        """Write the bytes of `file` into a local one, never more than it said to have; refused where it has others."""
        left = file.size
        place = f"{self._root}/{file.name}"
        with self._asked(), suppress(FileNotFoundError), self._system.open(place, "rb") as source:
            while piece := source.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    break
                into.write(piece)
        if left:
            raise ChangedError(self._language.text("store_file_changed", at=self._address.shown, name=file.name))

    def put(self, path: Path, name: str) -> None:
        """Write the local file at `path` into the store as `name`, which is whole or not there."""
        place = f"{self._root}/{name}"
        with self._asked(), path.open("rb") as source:
            if self._address.has_folders:
                self._system.makedirs(place.rpartition("/")[0], exist_ok=True)
            part = f"{place}{_PART}" if self._address.kind in _SHELLS else place
            with self._system.open(part, "wb") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
            if part != place:
                self._system.mv(part, place)

    def sha256_of(self, name: str) -> str:
        """Read the file called `name` there, and return the SHA-256 of its bytes."""
        digest = sha256()
        with self._asked(), self._system.open(f"{self._root}/{name}", "rb") as source:
            while piece := source.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest()

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # every kind of store has a library with errors of its own
            raise _refusal(error, self._address, self._language, self._refusal_text) from None


def _system(address: StoreAddress, language: Language, refusal: str) -> "AbstractFileSystem":
    try:
        import fsspec  # noqa: PLC0415 - an extra

        if address.kind not in _SHELLS:
            return fsspec.filesystem(address.kind, **address.options)
        from xlsreport.stores.sftp import KnownHostsOnly  # noqa: PLC0415 - an extra

        return KnownHostsOnly(**address.options)
    except ImportError:
        raise XlsreportError(language.text("store_not_installed", kind=address.kind)) from None
    except Exception as error:  # some connect at once
        raise _refusal(error, address, language, refusal) from None


def _refusal(error: Exception, address: StoreAddress, language: Language, text: str) -> XlsreportError:
    """Return what a store's library said, as the sentence `text`, or one of its own."""
    key = getattr(error, "key", text)
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [""]
    reason = f"{type(error).__name__}: {lines[0]}"[:_LONGEST_REASON]
    words = {"at": address.shown, "reason": "".join(c for c in reason if c.isprintable())}
    return XlsreportError(language.text(key, **words))


def _is_folder(path: str, paths: Sequence[str], *, empty: bool) -> bool:
    """Return whether `path` stands for a folder; `paths` are all of them, sorted."""
    if path.endswith("/") or not empty:
        return path.endswith("/")
    next_to = bisect_left(paths, f"{path}/")
    return next_to < len(paths) and paths[next_to].startswith(f"{path}/")


def _mark(info: Mapping[str, Any]) -> str:
    return next((str(info[key]) for key in _MARKS if info.get(key)), "")
