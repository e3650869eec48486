"""What a bag says of itself, from a consolidation: who stood where, by what it was made, what a correction changed."""

import platform
import re
from collections.abc import Collection, Iterator, Mapping, Set
from datetime import date
from importlib.metadata import PackageNotFoundError, requires, version

from xlsreport.archive.bag import Content
from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledChange, FiledDepartment, FiledForm, Revision, ToolVersions
from xlsreport.archive.store import StoredBag
from xlsreport.archive.tables import ValueRow, read_values
from xlsreport.errors import ArchiveError
from xlsreport.model.form import Form
from xlsreport.model.outcome import Outcome
from xlsreport.model.wording import plain_decimal
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.version import __version__

_PACKAGE = re.compile(r"[A-Za-z0-9_.-]+")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)""")
_TELLING = ("locate",)  # extras without which some findings say less


def record_of(workspace: PeriodWorkspace, outcome: Outcome, previous: str | None) -> Record:
    """Return the record of `outcome` without its files; `previous` is the folder of last year as it was named."""
    return Record(
        period=outcome.period,
        form=filed_form(outcome.form),
        made_by=made_by(),
        name=outcome.whole.identity.name,
        source=_source(workspace, outcome, previous),
        departments=tuple(_departments(workspace, outcome)),
    )


def made_by() -> ToolVersions:
    """Return the versions of the toolkit, of Python and of the libraries that the toolkit needs."""
    python = ".".join(platform.python_version_tuple()[:2])
    return ToolVersions(__version__, python, tuple(sorted(_libraries())))


def correction_of(before: StoredBag, values: Content, reason: str) -> Revision:
    """Return the revision after the bag `before`, with every figure that is not what it was there."""
    path = before.data / "values.csv"
    try:
        known = path.read_bytes()
    except OSError as error:
        raise ArchiveError(f"{path}：{error.strerror}。It cannot be read.") from None
    now = values if isinstance(values, bytes) else values.read_bytes()
    changes = _changes(_by_place(known, str(path)), _by_place(now, "values.csv"))
    return Revision(before.number + 1, before.identifier, reason, tuple(changes))


def bag_info(record: Record, today: date) -> Mapping[str, str]:
    """Return what bag-info.txt says, label → text; blank ones are left out."""
    described = f"{record.name} {record.period} {record.form.title}".strip()
    told = [f"draft: {record.draft}"] if record.draft is not None else []
    told += ["imported from filled workbooks"] if record.imported else []
    told += [f"replaces {record.revision.replaces}: {record.revision.reason}"] if record.revision.replaces else []
    told += [f"published: {record.published}"] if record.published else []
    if (shown := record.publication) is not None:
        where = " ".join(filter(None, (shown.address, f"on {shown.date}" if shown.date else "")))
        told.append(f"publication: {where}".rstrip())
    return {
        "Source-Organization": record.name,
        "External-Description": described,
        "External-Identifier": f"{record.form.id}:{record.identifier}",
        "Internal-Sender-Description": "; ".join(told),
        "Bag-Group-Identifier": record.form.id,
        "Bagging-Date": today.isoformat(),
        "Bag-Software-Agent": f"xlsreport {record.made_by.toolkit}",
    }


def missing_libraries() -> tuple[str, ...]:
    """Return the libraries that the toolkit needs and that are not installed."""
    return tuple(name for name in _declared() if _version(name) is None)


def _libraries() -> Iterator[tuple[str, str]]:
    for name in _declared(_TELLING):
        if (found := _version(name)) is not None:  # not installed: a checkout that is older than its libraries
            yield name, found


def _declared(extras: Collection[str] = ()) -> Iterator[str]:
    """Yield the libraries that the toolkit declares, those of `extras` with them."""
    for line in requires("xlsreport") or ():
        found, extra = _PACKAGE.match(line), _EXTRA.search(line)
        if found and (extra is None or extra[1] in extras):
            yield found[0]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def filed_form(form: Form) -> FiledForm:
    """Return how a record names `form`."""
    return FiledForm(form.id, form.edition, form.title, form.language)


def _source(workspace: PeriodWorkspace, outcome: Outcome, previous: str | None) -> str | None:
    if not outcome.earlier:
        return None
    if outcome.earlier[0].archived:
        return f"archive {outcome.earlier[0].period}"
    return "folder (named)" if previous else f"folder inbox {workspace.period - 1}"


def _departments(workspace: PeriodWorkspace, outcome: Outcome) -> Iterator[FiledDepartment]:
    counted = {each.code for each in outcome.entries if outcome.counts(each)}
    elsewhere = _elsewhere(outcome)
    for each in workspace.roster.departments:
        if each.code in elsewhere:
            continue
        standing = str(outcome.standing_of(each.code))
        yield FiledDepartment(each.code, each.name, standing, each.code in counted, each.aliases)


def _elsewhere(outcome: Outcome) -> Set[str]:
    """Return the codes of those that rightly lack: nodes without an office, units inside a node's workbook."""
    if outcome.tree is None:
        return frozenset()
    own = {each.code for each in outcome.entries if each.file or not each.aside}
    return outcome.tree.parents.keys() - own


def _by_place(data: bytes, place: str) -> Mapping[tuple[str, str, str], ValueRow]:
    return {(row.code, row.sheet, row.cell): row for row in read_values(data, place)}


def _changes(
    known: Mapping[tuple[str, str, str], ValueRow], now: Mapping[tuple[str, str, str], ValueRow]
) -> Iterator[FiledChange]:
    for place in dict.fromkeys((*now, *known)):
        before, after = known.get(place), now.get(place)
        row = after or before
        was, became = (plain_decimal(each.value) if each else "" for each in (before, after))
        if row is not None and was != became:
            yield FiledChange(row.code, row.name, row.sheet, row.cell, row.label, was, became)
