"""A remote inbox copied into the workspace's own: what is new there, each file whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from xlsreport.errors import XlsreportError
from xlsreport.intake.labels import is_litter
from xlsreport.intake.zipped import LARGEST
from xlsreport.language import Language
from xlsreport.pipeline.post.copied_files import Copied, CopiedFiles
from xlsreport.pipeline.post.copied_names import copied_names, marked
from xlsreport.pipeline.post.copying import copies
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.stores.addresses import StoreAddress, store_address
from xlsreport.stores.store import Store, StoredFile
from xlsreport.writing.files.publish import writing_into

_MOST_FILES = 500_000
_MIB = 1024 * 1024
_PERIOD = "{period}"


def fetch(workspace: PeriodWorkspace, address: str = "") -> tuple[str, ...]:
    """Copy what is new at `address`, by default that of the settings, into the inbox; return what there is to say.

    Nothing is taken away here that is gone there, and no file of the inbox that came otherwise is overwritten. Raises
    `XlsreportError` where the store refuses, or holds more than there is room for.
    """
    language, inbox = workspace.language, workspace.root.inbox(workspace.period)
    place = remote_address(workspace, address)
    if place is None:
        return ()
    store = Store(place, language)
    found = [each for each in store.files() if not is_litter(each.name)]
    files = [each for each in found if each.size <= LARGEST]
    with writing_into(inbox):
        inbox.mkdir(parents=True, exist_ok=True)
        _refuse_too_many(files, inbox, place.shown, language)
        with CopiedFiles(workspace.root.folder, workspace.period, place.shown) as copied:
            _take_away_markers(inbox, copied)
            fetching = _Fetching(inbox, copied, copied_names([each.name for each in files]))
            wanted = [each for each in files if not fetching.has(each)]
            with tempfile.TemporaryDirectory(prefix=".new-", dir=inbox.parent) as aside:
                for each, new in zip(wanted, copies(wanted, place, language, Path(aside)), strict=True):
                    fetching.settle(each, new)
    large = language.text("comma").join(each.name for each in found if each.size > LARGEST)
    beside = language.text("comma").join(fetching.beside)
    return (
        language.text("store_fetched", at=place.shown, files=len(found), new=fetching.new, folder=inbox),
        *([language.text("store_too_large", names=large, mib=LARGEST // _MIB)] if large else ()),
        *([language.text("store_own_file", names=beside)] if beside else ()),
    )


def remote_address(workspace: PeriodWorkspace, address: str = "") -> StoreAddress | None:
    """Return where the remote inbox is, by default that of the settings; None where there is none."""
    text = (address or workspace.root.remote_inbox).replace(_PERIOD, str(workspace.period))
    return store_address(text, workspace.language) if text else None


def _refuse_too_many(files: Sequence[StoredFile], inbox: Path, at: str, language: Language) -> None:
    """Look at the sizes before anything is copied."""
    size, free = sum(each.size for each in files), shutil.disk_usage(inbox).free
    if len(files) > _MOST_FILES or size > free:
        numbers = {"files": len(files), "mib": -(-size // _MIB), "most_files": _MOST_FILES, "free": free // _MIB}
        raise XlsreportError(language.text("store_too_many", at=at, **numbers))


def _take_away_markers(inbox: Path, copied: CopiedFiles) -> None:
    """Take away the empty files that an earlier version made of what stands for a folder in the store."""
    for name, each in copied.all():
        there = inbox / each.name
        if name.endswith("/") and there.is_file() and not there.stat().st_size:
            there.unlink()


@dataclass(slots=True)
class _Fetching:
    """What is made of copies: how many files were `new`, and which were put `beside` others of the same name."""

    inbox: Path
    copied: CopiedFiles
    names: Mapping[str, str]
    new: int = 0
    beside: list[str] = field(default_factory=list)

    def has(self, file: StoredFile) -> bool:
        """Return whether `file` was copied as it is, and still lies here."""
        before = self.copied.of(file.name)
        return before is not None and (self.inbox / before.name).is_file() and before.is_of(file)

    def settle(self, file: StoredFile, new: Path) -> None:
        """Move `new`, which is what `file` is now, to its name.

        A file there that is not the one copied before stays, and `new` lies beside it.
        """
        before = self.copied.of(file.name) or Copied(self.names[file.name])
        digest, name = _digest(new), before.name
        there = self.inbox / name
        if there.is_file() and (now := _digest(there)) != before.sha256 and now != digest:
            name = marked(name, digest)
            there = self.inbox / name
            self.beside.append(name)
        if not there.is_file() or _digest(there) != digest:
            there.parent.mkdir(parents=True, exist_ok=True)
            new.replace(there)
            self.new += 1
        else:
            new.unlink()
        self.copied.keep(file.name, Copied(name, file.size, file.mark, digest))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
