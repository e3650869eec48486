"""What was copied from a remote inbox, so that the next run copies only what is new; a loss costs copying again."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import DecodeError, Struct, json

from xlsreport.pipeline.review.cache_folder import cache_folder
from xlsreport.stores.store import StoredFile


class Copied(Struct, frozen=True):
    """A file as it was copied: its name in the inbox, and how many bytes, which mark and which SHA-256 it had."""

    name: str
    size: int = -1
    mark: str = ""
    sha256: str = ""

    def is_of(self, file: StoredFile) -> bool:
        """Return whether `file` is still what was copied, as far as the store tells."""
        return bool(file.mark) and (self.size, self.mark) == (file.size, file.mark)


class CopiedFiles:
    """What was copied from the store `at` for a period; kept when the block ends, however it does."""

    def __init__(self, workspace: Path, period: int, at: str) -> None:
        folder = cache_folder(workspace)
        self._file = folder / f"{period}.fetched.json" if folder else None
        self._at = at
        self._all: dict[str, dict[str, Copied]] = {}

    def __enter__(self) -> Self:
        with suppress(OSError, DecodeError):
            if self._file:
                self._all = json.decode(self._file.read_bytes(), type=dict[str, dict[str, Copied]])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):
            if self._file:
                new = self._file.with_suffix(".new")
                new.write_bytes(json.encode(self._all))
                new.replace(self._file)

    def of(self, name: str) -> Copied | None:
        """Return how the file called `name` in the store was copied."""
        return self._all.get(self._at, {}).get(name)

    def all(self) -> Iterator[tuple[str, Copied]]:
        """Yield the name in the store of each file that was copied, and how."""
        yield from self._all.get(self._at, {}).items()

    def keep(self, name: str, copied: Copied) -> None:
        """Note how the file called `name` in the store was copied."""
        self._all.setdefault(self._at, {})[name] = copied
