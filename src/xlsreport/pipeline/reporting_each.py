"""The Word report of every department whose workbook was read, made in worker processes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.errors import FormError, XlsreportError
from xlsreport.forms import load_form
from xlsreport.model.address import Address
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.pipeline.consolidating import Progress
from xlsreport.pipeline.desk import Desk
from xlsreport.workers import Crew
from xlsreport.writing.cells import Told
from xlsreport.writing.html import html_of
from xlsreport.writing.names import safe_name
from xlsreport.writing.pdf import pdfs_of
from xlsreport.writing.publish import replaced_together, written_together
from xlsreport.writing.report import report_bytes

_READ = (Standing.ACCEPTED, Standing.HELD)

Values = Mapping[Address, Value]


@dataclass(frozen=True, slots=True)
class Rendering:
    """The work of making one department's report from its values; with `html` as a fragment of HTML.

    A template that cannot be filled is answered with its sentence: it is no fault of the values.
    """

    form: Path
    html: bool = False

    def prepare(self) -> None:
        """Load the form."""
        load_form(self.form)

    def __call__(self, values: Values) -> bytes | str:
        """Return the report."""
        form = load_form(self.form)
        try:
            data = report_bytes(form, Told(values))
        except FormError as error:
            return str(error)
        return html_of(data, form.language).encode() if self.html else data


@dataclass(frozen=True, slots=True)
class Reports:
    """How the reports are made: `target` is a folder of the coordinator's own, `jobs` the number of processes."""

    target: Path | None = None
    jobs: int | None = None
    ending: str = ".docx"


def report_each(desk: Desk, outcome: Outcome, how: Reports, progress: Progress | None = None) -> tuple[Path, ...]:
    """Write the report of each department that has figures, all or none, and return where they lie.

    Those of held departments say so in their names. In the workspace's own folder reports of an earlier run are
    replaced; in a folder that `how` names nothing is removed. Raises `XlsreportError` where one cannot be made.
    """
    entries = [each for each in outcome.entries if each.standing in _READ and each.department and each.review.values]
    files = {}
    for number, (entry, data) in enumerate(_rendered(desk, entries, how), 1):
        files[_stem(entry, desk) + how.ending] = data
        if progress:
            progress(number, len(entries), entry.name or "")
    if how.ending == ".pdf" and files:
        files = dict(zip(files, pdfs_of(list(files.values())), strict=True))
    if how.target is not None:
        written_together(how.target, files)
    elif files:
        replaced_together(_folder(desk), files, set(_names(desk, how.ending)))
    return tuple((how.target or _folder(desk)) / name for name in files)


def _rendered(desk: Desk, entries: Sequence[Entry], how: Reports) -> Iterator[tuple[Entry, bytes]]:
    items = [{**each.review.results, **each.review.values} for each in entries]
    with Crew(how.jobs, desk.workspace.limits) as crew:
        made = crew.map(Rendering(desk.form.folder, html=how.ending == ".html"), items)
        for entry, data in zip(entries, made, strict=True):
            if isinstance(data, Unreadable):
                raise XlsreportError(f"{entry.name}: {desk.language.message(data.code, reason=data.reason)}")
            if isinstance(data, str):
                raise FormError(data)
            yield entry, data


def _folder(desk: Desk) -> Path:
    return desk.workspace.folder / str(desk.period) / "reports"


def _stem(entry: Entry, desk: Desk) -> str:
    name = _plain(entry.department) if entry.department else ""
    return _held(name, desk) if entry.standing is Standing.HELD else name


def _plain(department: Department) -> str:
    return safe_name(f"{department.code}-{department.name}")


def _held(name: str, desk: Desk) -> str:
    return desk.language.text("report_held", name=name)


def _names(desk: Desk, ending: str) -> Iterator[str]:
    """Yield every name that a run may have given to a report of this kind."""
    for department in desk.roster.departments:
        name = _plain(department)
        yield from (name + ending, _held(name, desk) + ending)
