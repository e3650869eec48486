"""record.json: what a bag says of itself, as values and as the bytes of the file."""

import json
from dataclasses import dataclass, field

from xlsreport.archive.record_model import (
    FiledChange,
    FiledDepartment,
    FiledFile,
    FiledForm,
    FiledYear,
    FileRole,
    Revision,
    RunOptions,
    ToolVersions,
    WebAddress,
)
from xlsreport.archive.taking import Given, MalformedError, given
from xlsreport.errors import ArchiveError

_FORMAT = 1
RECORD = "data/record.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a bag says of itself.

    `name` is the whole's name; `draft` the reason for archiving what is not final; `source` says whence last year's
    figures came, and `years` of which years they are, the newest first; `published` is the path in the bag, or the
    web address, of the document that was published.
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
    text = json.dumps(_as_json(record), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read_record(data: bytes, place: str) -> Record:
    """Return the record in the bytes of a record.json at `place`.

    Raises `ArchiveError` where it is damaged, or its format is one of a newer version.
    """
    try:
        whole = given(json.loads(data.decode("utf-8")))
        _refuse_newer(whole, place)
        return _record(whole)
    except (ValueError, RecursionError, MalformedError) as error:
        raise ArchiveError(f"{place}：归档记录已损坏（{error}）。The record of this bag is damaged.") from None


def _refuse_newer(whole: Given, place: str) -> None:
    if (number := whole.number("format")) > _FORMAT:
        raise ArchiveError(
            f"{place}：由更新版本的 xlsreport 归档（格式 {number}，本版本认识 {_FORMAT}），请先升级。"
            f" This bag is from a newer version (format {number}; this one knows {_FORMAT}): upgrade first."
        )


def _as_json(record: Record) -> dict[str, object]:
    made_by, form, revision = record.made_by, record.form, record.revision
    return {
        "format": _FORMAT,
        "toolkit": made_by.toolkit,
        "versions": {"python": made_by.python, "libraries": dict(made_by.libraries)},
        "period": record.period,
        "revision": revision.number,
        "replaces": revision.replaces,
        "correction": revision.reason or None,
        "changes": [_change_as_json(each) for each in revision.changes],
        "imported": record.imported,
        "draft": None if record.draft is None else {"reason": record.draft},
        "final": record.final,
        "form": {"id": form.id, "edition": form.edition, "title": form.title, "language": form.language},
        "name": record.name,
        "options": {"include_held": record.options.include_held, "previous": record.options.previous},
        "previous": {"source": record.source, "years": [_year_as_json(each) for each in record.years]},
        "departments": [_department_as_json(each) for each in record.departments],
        "files": [_file_as_json(each) for each in record.files],
        "addresses": [{"url": each.url, "note": each.note} for each in record.addresses],
        "published": record.published,
    }


def _change_as_json(each: FiledChange) -> dict[str, str]:
    place = {"code": each.code, "name": each.name, "sheet": each.sheet, "cell": each.cell, "label": each.label}
    return {**place, "from": each.before, "to": each.after}


def _year_as_json(each: FiledYear) -> dict[str, object]:
    known = None if each.known is None else list(each.known)
    return {"period": each.period, "archived": each.archived, "known": known}


def _department_as_json(each: FiledDepartment) -> dict[str, object]:
    known = {"code": each.code, "name": each.name, "aliases": list(each.aliases)}
    return {**known, "standing": each.standing, "counted": each.counted}


def _file_as_json(each: FiledFile) -> dict[str, str]:
    kept = {"path": each.path, "role": each.role.value, "original": each.original}
    return {**kept, "sha256": each.sha256, "note": each.note}


def _record(whole: Given) -> Record:
    versions, form, options = whole.table("versions"), whole.table("form"), whole.table("options")
    draft = whole.table("draft") if whole.has("draft") else None
    return Record(
        period=whole.number("period"),
        form=FiledForm(*(form.word(key) for key in ("id", "edition", "title", "language"))),
        made_by=ToolVersions(whole.word("toolkit"), versions.word("python"), versions.table("libraries").pairs()),
        name=whole.word("name"),
        revision=_revision(whole),
        options=RunOptions(options.flag("include_held"), options.optional("previous")),
        draft=draft.word("reason") if draft else None,
        imported=whole.flag("imported"),
        source=whole.table("previous").optional("source"),
        years=tuple(_year(each) for each in whole.table("previous").tables("years")),
        departments=tuple(_department(each) for each in whole.tables("departments")),
        files=tuple(_file(each) for each in whole.tables("files")),
        addresses=tuple(WebAddress(each.word("url"), each.word("note")) for each in whole.tables("addresses")),
        published=whole.optional("published"),
    )


def _year(each: Given) -> FiledYear:
    return FiledYear(each.number("period"), each.flag("archived"), each.texts("known") if each.has("known") else None)


def _revision(whole: Given) -> Revision:
    changes = tuple(_change(each) for each in whole.tables("changes"))
    reason = whole.optional("correction") or ""
    return Revision(whole.number("revision"), whole.optional("replaces"), reason, changes)


def _change(each: Given) -> FiledChange:
    return FiledChange(*(each.word(key) for key in ("code", "name", "sheet", "cell", "label", "from", "to")))


def _department(each: Given) -> FiledDepartment:
    code, name, standing = each.word("code"), each.word("name"), each.word("standing")
    return FiledDepartment(code, name, standing, each.flag("counted"), each.texts("aliases"))


def _file(each: Given) -> FiledFile:
    role = FileRole(each.word("role"))
    return FiledFile(each.word("path"), role, each.word("original"), each.word("sha256"), each.word("note"))
