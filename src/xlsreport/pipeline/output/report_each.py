"""The Word report of every department whose tables were read, made in worker processes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.errors import FormError, XlsreportError
from xlsreport.forms import load_form
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.consolidate import Progress
from xlsreport.pipeline.output.keep_edited import edited_copies
from xlsreport.pipeline.output.report import ReportResult, Reports, blank_tables
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.workers import Crew
from xlsreport.writing.files.publish import replaced_together, written_together
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.html import html_of
from xlsreport.writing.report.pdf import pdfs_of
from xlsreport.writing.report.report import report_bytes
from xlsreport.writing.wording.season import standing_in_words

_READ = (Standing.ACCEPTED, Standing.HELD)


@dataclass(frozen=True, slots=True)
class Rendering:
    """The work of making one department's report of what it is told; with `html` as a fragment of HTML.

    A template that cannot be filled is answered with its sentence: it is no fault of the values.
    """

    form: Path
    html: bool = False

    def prepare(self) -> None:
        """Load the form."""
        load_form(self.form)

    def __call__(self, told: TemplateContext) -> bytes | str:
        """Return the report."""
        form = load_form(self.form)
        try:
            data = report_bytes(form, told)
        except FormError as error:
            return str(error)
        return html_of(data, form.language).encode() if self.html else data


@writes_alone("report --each")
def report_each(
    workspace: PeriodWorkspace, outcome: Outcome, how: Reports, progress: Progress | None = None
) -> ReportResult:
    """Write the report of each department that has figures in every table, together; the others are named in a note.

    Those of held departments say so in their names. In the workspace's own folder reports of an earlier run are
    replaced; in a folder that `how` names nothing is removed. Raises `XlsreportError` where one cannot be made.
    """
    entries = [each for each in outcome.entries if _has_report(each, workspace)]
    files = _files(workspace, outcome, how, entries, progress)
    folder = how.target or _folder(workspace)
    ours = set(files) if how.target else set(_names(workspace, how.ending))
    kept = edited_copies(folder, ours, workspace.language)
    if how.target is not None:
        written_together(folder, {**files, **kept.files})
    elif files or folder.is_dir():
        replaced_together(folder, {**files, **kept.files}, ours)
    reported = [each for each in entries if _stem(each, workspace) + how.ending in files]
    notes = (*outcome.notes, *left_out(workspace, outcome, reported), *kept.notes)
    return ReportResult(tuple(folder / name for name in files), notes)


def _has_report(entry: Entry, workspace: PeriodWorkspace) -> bool:
    read = entry.standing in _READ and entry.department is not None and bool(entry.review.values)
    return read and not blank_tables(workspace.form, entry.review.values)


def left_out(workspace: PeriodWorkspace, outcome: Outcome, reported: Sequence[Entry]) -> Iterator[str]:
    """Yield the note that names the departments without a report, each with the reason."""
    done, text = {each.code for each in reported}, workspace.language.text
    there, nodes = {each.code for each in outcome.entries}, outcome.tree.children if outcome.tree else {}
    names = [
        text("report_left_out", name=department.name, why=_why_none(workspace, outcome, department))
        for department in workspace.roster.departments
        if department.code not in done
        if department.code in there or department.code not in nodes  # who stands above others need not report itself
    ]
    if names:
        yield text("reports_left_out", count=len(names), names=text("comma").join(names))


def _why_none(workspace: PeriodWorkspace, outcome: Outcome, department: Department) -> str:
    """Return why there is no report of a department; where nothing else is the reason, we failed at it."""
    own, text = [each for each in outcome.entries if each.code == department.code], workspace.language.text
    reviews = [entry.review for entry in own if entry.review.values]
    sheets = [name for review in reviews for name in blank_tables(workspace.form, review.values)]
    if sheets:
        return text("report_no_figures", sheets=text("comma").join(sheets))
    if any(each.review.failed or _has_report(each, workspace) for each in own):
        return text("report_failed")
    standing = outcome.standing_of(department.code)
    told = next((each for each in own if each.standing is standing), None)
    return standing_in_words(told, workspace.language) if told else text(f"standing_{standing}")


def _files(
    workspace: PeriodWorkspace, outcome: Outcome, how: Reports, entries: Sequence[Entry], progress: Progress | None
) -> dict[str, bytes]:
    """Return the reports of `entries` by file name; a PDF counts as done when it is one."""
    names, pdf = [each.name or "" for each in entries], how.ending == ".pdf"

    def step(done: int, at: int) -> None:
        if progress:
            progress(done, len(names), names[at])

    files = {}
    for number, (entry, data) in enumerate(_rendered(workspace, outcome, how, entries)):
        if data is not None:
            files[_stem(entry, workspace) + how.ending] = data
        step(0 if pdf else number + 1, number)
    if pdf and files:
        files = dict(zip(files, pdfs_of(list(files.values()), lambda done: step(done, done - 1)), strict=True))
    return files


def _rendered(
    workspace: PeriodWorkspace, outcome: Outcome, how: Reports, entries: Sequence[Entry]
) -> Iterator[tuple[Entry, bytes | None]]:
    """Yield each entry with its report, None where the program failed at it."""
    before = outcome.previous_year.departments if outcome.previous_year else {}
    items = [
        TemplateContext({**each.review.results, **each.review.values}, before.get(each.code or "")) for each in entries
    ]
    with Crew(how.jobs, workspace.root.limits) as crew:
        made = crew.map(Rendering(workspace.form.folder, html=how.ending == ".html"), items)
        for entry, data in zip(entries, made, strict=True):
            if isinstance(data, Unreadable) and data.is_ours:
                yield entry, None
                continue
            if isinstance(data, Unreadable):
                raise XlsreportError(f"{entry.name}: {workspace.language.message(data.code, reason=data.reason)}")
            if isinstance(data, str):
                raise FormError(data)
            yield entry, data


def _folder(workspace: PeriodWorkspace) -> Path:
    return workspace.root.reports(workspace.period)


def _stem(entry: Entry, workspace: PeriodWorkspace) -> str:
    name = workspace.file_stems[entry.department.code] if entry.department else ""
    return _held(name, workspace) if entry.standing is Standing.HELD else name


def _held(name: str, workspace: PeriodWorkspace) -> str:
    return workspace.language.text("report_held", name=name)


def _names(workspace: PeriodWorkspace, ending: str) -> Iterator[str]:
    """Yield every name that a run may have given to a report of this kind."""
    for name in workspace.file_stems.values():
        yield from (name + ending, _held(name, workspace) + ending)
