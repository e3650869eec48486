"""The two ways in which other machines come by the files of a workspace: a folder that all see, and a store."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from xlsreport.errors import XlsreportError
from xlsreport.intake.workspace import SETTINGS
from xlsreport.language import bilingual, language_named
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.cluster.enclosed import Enclosed, enclosed, laid_down, lying_here
from xlsreport.pipeline.cluster.travelling_form import TravellingForm
from xlsreport.stores.addresses import store_address
from xlsreport.stores.store import ChangedError, Store, StoredFile

_here = threading.local()  # in a worker of the cluster: the lines of each of its threads


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A workspace that every machine sees under the same path; `settings` is the SHA-256 of its settings."""

    folder: Path
    settings: str
    form: TravellingForm

    def place(self, item: Any) -> object | None:
        """Return the whole path of the item's file, where it lies in the workspace: no other has our current folder."""
        if not isinstance(item, SourceFile):
            return None
        path = item.path.resolve()
        return path if path.is_relative_to(self.folder) else lying_here(item)

    def sent(self, place: object) -> object:
        """Return `place`, with the bytes of a file that lies here alone."""
        return enclosed(place)

    def hindrance(self) -> str:
        """Return that this machine sees another folder under that path, or none."""
        try:
            is_there = sha256((self.folder / SETTINGS).read_bytes()).hexdigest() == self.settings
        except OSError:
            is_there = False
        return "" if is_there else bilingual("cluster_no_folder", folder=self.folder)

    def fitted(self, work: Any) -> Any:
        """Return `work` with the form on this machine."""
        return self.form.for_work(work)

    def bring(self, item: Any, place: object, into: Path) -> Any | None:
        """Return `item`, which lies there already or came along; None where it does not."""
        if isinstance(place, Enclosed):
            return laid_down(item, place, into)
        return replace(item, path=place) if isinstance(place, Path) and place.is_file() else None


@dataclass(frozen=True, slots=True)
class SharedStore:
    """A store at `address` that every machine reaches, and what was copied from it: by the path of each copy here."""

    address: str
    language: str
    copied: Mapping[Path, tuple[StoredFile, str]]
    form: TravellingForm

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave what was copied at home when it travels: each item has its own place with it."""
        return SharedStore, (self.address, self.language, {}, self.form)

    def place(self, item: Any) -> object | None:
        """Return what is the item's file in the store, where its copy here still is what was copied."""
        if not isinstance(item, SourceFile):
            return None
        file, digest = self.copied.get(item.path, (None, ""))
        return file if digest and digest == item.sha256 else lying_here(item)

    def sent(self, place: object) -> object:
        """Return `place`, with the bytes of a file that lies here alone."""
        return enclosed(place)

    def hindrance(self) -> str:
        """Return what the store says where this machine cannot list it."""
        try:
            self._store().look()
        except XlsreportError as error:
            _lines().pop(self.address, None)
            return str(error)
        return ""

    def fitted(self, work: Any) -> Any:
        """Return `work` with the form on this machine."""
        return self.form.for_work(work)

    def bring(self, item: Any, place: object, into: Path) -> Any | None:
        """Copy the item's file from the store to `into`, if it did not come along; None where it is another one."""
        if isinstance(place, Enclosed):
            return laid_down(item, place, into)
        if not isinstance(place, StoredFile):
            return None
        try:
            with into.open("w+b") as file:
                self._store().copy(place, file)
                file.seek(0)
                digest = file_digest(file, "sha256").hexdigest()
        except ChangedError:
            return None
        except XlsreportError:
            _lines().pop(self.address, None)
            raise
        return replace(item, path=into) if digest == item.sha256 else None

    def _store(self) -> Store:
        lines = _lines()
        if self.address not in lines:
            language = language_named(self.language)
            lines[self.address] = Store(store_address(self.address, language), language)
        return lines[self.address]


def _lines() -> dict[str, Store]:
    """Return the stores that this thread speaks with, by address."""
    lines: dict[str, Store] = _here.__dict__.setdefault("lines", {})
    return lines
