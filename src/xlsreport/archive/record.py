"""record.json: what a bag says of itself, as values and as the bytes of the file."""

import json
from dataclasses import dataclass, field

from msgspec import Struct, to_builtins

from xlsreport.archive.record_model import (
    FiledChange,
    FiledDepartment,
    FiledFile,
    FiledForm,
    FiledYear,
    FileRole,
    Publication,
    Revision,
    RunOptions,
    ToolVersions,
    WebAddress,
)
from xlsreport.decoding import MisfitError, decoded
from xlsreport.errors import ArchiveError
from xlsreport.language import bilingual
from xlsreport.model.period import period_told, told_period

_FORMAT = 1
RECORD = "data/record.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a bag says of itself.

    `name` is the whole's name; `draft` the reason for archiving what is not final; `source` says whence last year's
    figures came, and `years` of which years they are, the newest first; `published` is the path in the bag, or the
    web address, of the document that was published, `publication` where and when that was.
    """

    period: int
    form: FiledForm
    made_by: ToolVersions
    name: str = ""
    revision: Revision = field(default_factory=Revision)
    options: RunOptions = field(default_factory=RunOptions)
    draft: str | None = None
    imported: bool = False
    source: str | None = None
    years: tuple[FiledYear, ...] = ()
    departments: tuple[FiledDepartment, ...] = ()
    files: tuple[FiledFile, ...] = ()
    addresses: tuple[WebAddress, ...] = ()
    published: str | None = None
    publication: Publication | None = None

    @property
    def identifier(self) -> str:
        """The name of the bag's folder: `2023`, and `2023-r2` for its first correction."""
        return identifier_of(self.period, self.revision.number)

    @property
    def final(self) -> bool:
        """Whether it holds a final consolidation, and neither a draft nor what was imported."""
        return self.draft is None and not self.imported

    def of(self, role: FileRole) -> tuple[FiledFile, ...]:
        """Return the files of one role, in their order."""
        return tuple(each for each in self.files if each.role is role)


def identifier_of(period: int, number: int) -> str:
    """Return the name of the bag that is the revision `number` of `period`."""
    return str(period) if number == 1 else f"{period}-r{number}"


def record_bytes(record: Record) -> bytes:
    """Return the bytes of record.json for `record`; what a file name has that is no text is escaped."""
    text = json.dumps(to_builtins(_document(record)), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read_record(data: bytes, place: str) -> Record:
    """Return the record in the bytes of a record.json at `place`.

    Raises `ArchiveError` where it is damaged, or its format is one of a newer version.
    """
    try:
        document = json.loads(data.decode("utf-8"))
        _refuse_newer(decoded(document, _Format), place)
        return _record(decoded(document, _Document))
    except (ValueError, RecursionError, MisfitError) as error:
        raise ArchiveError(bilingual("record_damaged", at=place, error=error)) from None


class _Format(Struct, frozen=True):
    format: int


class _Versions(Struct, frozen=True):
    python: str
    libraries: dict[str, str]


class _Draft(Struct, frozen=True):
    reason: str


class _Year(Struct, frozen=True):
    period: int | str
    archived: bool
    known: tuple[str, ...] | None = None
    whole: str = ""


class _Previous(Struct, frozen=True):
    source: str | None
    years: tuple[_Year, ...]


class _Document(Struct, frozen=True, kw_only=True):
    """record.json as it is written; `final` follows from the others, and is there for readers."""

    format: int
    toolkit: str
    versions: _Versions
    period: int | str  # the number of a year, the name of another period
    revision: int
    replaces: str | None
    correction: str | None
    changes: tuple[FiledChange, ...]
    imported: bool
    draft: _Draft | None
    final: bool
    form: FiledForm
    name: str
    options: RunOptions
    previous: _Previous
    departments: tuple[FiledDepartment, ...]
    files: tuple[FiledFile, ...]
    addresses: tuple[WebAddress, ...]
    published: str | None
    publication: Publication | None = None  # records of earlier versions do not tell it


def _refuse_newer(found: _Format, place: str) -> None:
    if found.format > _FORMAT:
        raise ArchiveError(bilingual("record_newer", at=place, number=found.format, known=_FORMAT))


def _document(record: Record) -> _Document:
    made_by, revision = record.made_by, record.revision
    return _Document(
        format=_FORMAT,
        toolkit=made_by.toolkit,
        versions=_Versions(made_by.python, dict(made_by.libraries)),
        period=told_period(record.period),
        revision=revision.number,
        replaces=revision.replaces,
        correction=revision.reason or None,
        changes=revision.changes,
        imported=record.imported,
        draft=None if record.draft is None else _Draft(record.draft),
        final=record.final,
        form=record.form,
        name=record.name,
        options=record.options,
        previous=_Previous(
            record.source, tuple(_Year(told_period(y.period), y.archived, y.known, y.whole) for y in record.years)
        ),
        departments=record.departments,
        files=record.files,
        addresses=record.addresses,
        published=record.published,
        publication=record.publication,
    )


def _record(document: _Document) -> Record:
    libraries = tuple(sorted(document.versions.libraries.items()))
    return Record(
        period=period_told(document.period),
        form=document.form,
        made_by=ToolVersions(document.toolkit, document.versions.python, libraries),
        name=document.name,
        revision=Revision(document.revision, document.replaces, document.correction or "", document.changes),
        options=document.options,
        draft=document.draft.reason if document.draft else None,
        imported=document.imported,
        source=document.previous.source,
        years=tuple(FiledYear(period_told(y.period), y.archived, y.known, y.whole) for y in document.previous.years),
        departments=document.departments,
        files=document.files,
        addresses=document.addresses,
        published=document.published,
        publication=document.publication,
    )
