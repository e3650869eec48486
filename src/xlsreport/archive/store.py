"""Where the bags of a workspace lie, and which one is in force."""

import re
from dataclasses import dataclass
from pathlib import Path

from xlsreport.archive.record import RECORD, Record, identifier_of, read_record
from xlsreport.errors import ArchiveError
from xlsreport.language import bilingual
from xlsreport.model.period import in_time, named_period

ARCHIVE = "archive"  # the folder of a workspace that holds its bags
_DECLARATION = "bagit.txt"  # what makes a folder a bag
_NAME = re.compile(r"(.{4,9}?)(?:-r([2-9]|[1-9]\d{1,3}))?", re.ASCII)  # a period, and which revision of it


@dataclass(frozen=True, slots=True)
class StoredBag:
    """A bag in the archive: the revision `number` of `period`. Nothing in it has been read yet."""

    folder: Path
    period: int
    number: int = 1

    @property
    def identifier(self) -> str:
        """The name of its folder: `2023`, `2023-r2`."""
        return identifier_of(self.period, self.number)

    @property
    def data(self) -> Path:
        """Where its payload lies."""
        return self.folder / "data"

    def record(self) -> Record:
        """Read what the bag says of itself; raises `ArchiveError` where that is missing, damaged or newer."""
        path = self.folder / RECORD
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ArchiveError(bilingual("record_unreadable", at=path, error=error.strerror)) from None
        record = read_record(data, str(path))
        if record.identifier != self.identifier:
            raise ArchiveError(bilingual("record_of_another", at=path, said=record.identifier, folder=self.identifier))
        return record


def stored_bags(workspace: Path) -> tuple[StoredBag, ...]:
    """Return the bags of the workspace in `workspace`, by period and revision; none where nothing is archived."""
    folder = workspace / ARCHIVE
    if not folder.is_dir():
        return ()
    found = (_bag(path) for path in folder.iterdir() if path.is_dir())
    return tuple(sorted((bag for bag in found if bag), key=lambda bag: (in_time(bag.period), bag.number)))


def bags_in_force(workspace: Path) -> tuple[StoredBag, ...]:
    """Return the latest revision of every archived period, oldest period first."""
    return tuple({bag.period: bag for bag in stored_bags(workspace)}.values())


def bag_in_force(workspace: Path, period: int) -> StoredBag | None:
    """Return the latest revision of `period`; None where it is not archived."""
    return next((bag for bag in bags_in_force(workspace) if bag.period == period), None)


def bag_named(workspace: Path, name: str) -> StoredBag | None:
    """Return the bag called `name` (`2023`, `2023-r2`); None where there is none.

    One that was handed on without its archive may lie in the folder `workspace` itself.
    """
    found = next((bag for bag in stored_bags(workspace) if bag.identifier == name), None)
    alone = workspace / name
    return found or (_bag(alone) if _period(name) and (alone / _DECLARATION).is_file() else None)


def _bag(path: Path) -> StoredBag | None:
    found = _period(path.name)
    return StoredBag(path, *found) if found else None


def _period(name: str) -> tuple[int, int] | None:
    """Return the period and the revision that a bag is named by."""
    match = _NAME.fullmatch(name)
    period = named_period(match[1]) if match else None
    return (period, int(match[2] or 1)) if match and period is not None else None
