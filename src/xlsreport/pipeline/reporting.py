"""The Word report of one workbook."""

from dataclasses import dataclass, replace
from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.intake.match import match
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form
from xlsreport.model.history import Figures
from xlsreport.model.limits import Limits
from xlsreport.model.review import Identity, Review
from xlsreport.pipeline.checking import check_files
from xlsreport.pipeline.desk import Desk
from xlsreport.pipeline.last_year import Earlier, LastYear, earlier_of, last_year
from xlsreport.pipeline.reviewing import Examined
from xlsreport.workers import Crew
from xlsreport.writing.cells import Told
from xlsreport.writing.html import html_of
from xlsreport.writing.pdf import pdfs_of
from xlsreport.writing.publish import written_together
from xlsreport.writing.report import report_bytes


@dataclass(frozen=True, slots=True)
class Reports:
    """How reports are made: Word documents, fragments of HTML (.html) or PDFs, as `ending` says.

    `target` is the file, or for several a folder of the coordinator's own; `previous` a folder of last year's
    workbooks; `jobs` the number of processes.
    """

    target: Path | None = None
    ending: str = ".docx"
    previous: Path | None = None
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """Where the reports lie, and what the coordinator is to know of them and of last year's figures in them."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def report_of(workbook: Path, how: Reports, by: Desk | str | None = None) -> Made:
    """Write the report of `workbook`, beside it where `how` names no file.

    `by` names its form, or is the desk whose form it has and whose archive and folders know last year's figures. What
    is blank prints nothing. Raises `WorkspaceError` for a workbook that cannot be read, is not of the form or has a
    table that could not be read, and where the file would lie in no folder.
    """
    path = how.target or workbook.with_suffix(how.ending)
    if not path.parent.is_dir():
        raise WorkspaceError(f"没有文件夹“{path.parent}”，报告写不进去。There is no such folder to write into.")
    checked = check_files([workbook], str(by.form.folder) if isinstance(by, Desk) else by)
    form, examined = checked.form, checked.examined[0]
    if reasons := _unread(form, examined.review):
        raise WorkspaceError(f"{workbook}: {' '.join(reasons)}")
    desk = by if isinstance(by, Desk) else None
    before = _last_year(form, examined.review.identity, how, desk)
    values = {**examined.review.results, **examined.review.values}
    data = report_bytes(form, Told(values, before.of(*_senders(examined, desk))))
    if how.ending == ".html":
        data = html_of(data, form.language).encode()
    elif how.ending == ".pdf":
        data = pdfs_of([data])[0]
    written_together(path.parent, {path.name: data})
    return Made((path,), before.notes)


def blank_tables(form: Form, values: Figures) -> tuple[str, ...]:
    """Return the sheets with figures that must be filled of which `values` has not one: no report can be made of it."""
    required = [field.address for field in form.figures if field.required]
    told = {address.sheet for address in required if values.get(address) is not None}
    return tuple(dict.fromkeys(address.sheet for address in required if address.sheet not in told))


def _unread(form: Form, review: Review) -> list[str]:
    """Return why nothing was read, or why a table was not; a table that nobody has filled yet is no such thing."""
    about = [finding for finding in review.findings if finding.address is None]
    if not review.values:
        return [finding.message for finding in about]
    blank = blank_tables(form, review.values)
    return [each.message for each in about if each.severity is Severity.ERROR and each.sheet in blank]


def _last_year(form: Form, who: Identity, how: Reports, desk: Desk | None) -> LastYear:
    """Return what is known of the year before the one that the workbook says."""
    if desk is not None:
        earlier = earlier_of(replace(desk, period=who.period or desk.period), how.previous)
    elif how.previous is not None:
        earlier = Earlier(how.previous, who.period)
    else:
        return LastYear()
    with Crew(how.jobs, desk.workspace.limits if desk else Limits()) as crew:
        return last_year(form, earlier, crew)


def _senders(examined: Examined, desk: Desk | None) -> tuple[Identity, ...]:
    claimed = examined.review.identity
    department = match(claimed, examined.file, desk.roster) if desk else None
    return (Identity(department.code, department.name), claimed) if department else (claimed,)
