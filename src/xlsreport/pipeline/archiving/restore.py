"""A bag laid out as the workspace that it was made at. The names in it are believed only where they can do no harm."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledFile, FileRole
from xlsreport.archive.store import StoredBag
from xlsreport.errors import ArchiveError
from xlsreport.file_names import is_device
from xlsreport.forms import load_form
from xlsreport.intake.gather import source_file
from xlsreport.intake.workspace import open_workspace
from xlsreport.language import Language
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.archiving.payload import coordinator_places
from xlsreport.pipeline.archiving.previous_figures import previous_year_used
from xlsreport.pipeline.consolidate import Options
from xlsreport.pipeline.workspace import PeriodWorkspace, workspace_at

_DIVIDERS = re.compile(r"[/\\]")
_UNSEEN = re.compile(r"[\x00-\x1f]")


def laid_out(bag: StoredBag, place: Path, language: Language) -> tuple[PeriodWorkspace, Options]:
    """Lay out the form and the workspace of `bag` in the empty folder `place`; return it, and how the run was asked.

    What arrived stays in the bag and is read there under its original names, which no system need be able to give.
    Raises `ArchiveError` where a name that the record gives is none of a file below a folder.
    """
    record = bag.record()
    _refuse_unsafe(record, language)
    form = place / "form"
    form.mkdir()
    for each in record.of(FileRole.FORM):
        shutil.copyfile(bag.folder / each.path, form / each.original)
    _lay_coordinator_files(bag, record, place, form)
    workspace = replace(open_workspace(place), form=str(form))
    files = tuple(sorted(_inputs(bag, record), key=lambda file: file.name))
    options = Options(
        include_held=record.options.include_held,
        previous_year=previous_year_used(bag, record),
        files=files,
        sent=tuple(sorted(each.original for each in record.of(FileRole.OUTBOX))),
        tree=any("/" in each.original for each in record.of(FileRole.OUTPUT)),
    )
    return workspace_at(workspace, record.period), options


def _lay_coordinator_files(bag: StoredBag, record: Record, place: Path, form: Path) -> None:
    (place / str(record.period)).mkdir()
    kept = {each.path for each in record.of(FileRole.COORDINATOR)}
    for safe, target in coordinator_places(place, load_form(form).names, record.period).items():
        if safe in kept:
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(bag.folder / safe, target)


def _inputs(bag: StoredBag, record: Record) -> Iterator[SourceFile]:
    return (source_file(bag.folder / each.path, each.original) for each in record.of(FileRole.INPUT))


def _refuse_unsafe(record: Record, language: Language) -> None:
    for each in unsafe(record):
        raise ArchiveError(
            language.text("reproduce_unsafe", bag=record.identifier, path=each.path, original=each.original)
        )


def unsafe(record: Record) -> Iterator[FiledFile]:
    """Yield the files whose original name leads out of a folder, names a device, or is another's too."""
    seen: set[tuple[FileRole, str]] = set()
    for each in record.files:
        name, laid = each.original, each.role is FileRole.FORM
        key = each.role, _as_one(name) if laid else name
        twice = key in seen and each.role in (FileRole.FORM, FileRole.INPUT)
        if twice or not _is_below(name) or (laid and _DIVIDERS.search(name)):
            yield each
        seen.add(key)


def _is_below(name: str) -> bool:
    parts = _DIVIDERS.split(name)
    plain = not any(part in ("", ".", "..") or is_device(part) for part in parts)
    return plain and not PureWindowsPath(name).anchor and not _UNSEEN.search(name)


def _as_one(name: str) -> str:
    """Return `name` as a file system sees it that tells neither case nor spellings of a letter apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
