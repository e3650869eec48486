"""The Word report of one workbook."""

from dataclasses import dataclass
from pathlib import Path

from xlsreport.checking.layout.draft_mark import DRAFT
from xlsreport.errors import WorkspaceError
from xlsreport.language import bilingual, language_of
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.years import Figures
from xlsreport.pipeline.check import check_files
from xlsreport.pipeline.output.keep_edited import edited_copies
from xlsreport.writing.files.publish import written_together
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.html import html_of
from xlsreport.writing.report.pdf import pdfs_of
from xlsreport.writing.report.report import report_bytes


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
class ReportResult:
    """Where the reports lie, and what the coordinator is to know of them and of last year's figures in them."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def report_of(workbook: Path, how: Reports, form_name: str | None = None) -> ReportResult:
    """Write the report of `workbook`, beside it where `how` names no file.

    Its form and last year's figures are found as `check_files` finds them. What is blank prints nothing; that of a
    draft says so on every page. Raises `WorkspaceError` for a workbook that cannot be read, is not of the form or has
    a table that could not be read, and where the file would lie in no folder.
    """
    path = how.target or workbook.with_suffix(how.ending)
    if not path.parent.is_dir():
        raise WorkspaceError(bilingual("no_folder_for_report", folder=path.parent))
    checked = check_files([workbook], form_name, how.previous)
    form, review = checked.form, checked.examined[0].review
    if reasons := _unread(form, review):
        raise WorkspaceError(f"{workbook}: {' '.join(reasons)}")
    mark = next((str(each.found) for each in review.findings if each.code == DRAFT), "")
    told = TemplateContext({**review.results, **review.values}, checked.previous_year[0], mark=mark)
    data = report_bytes(form, told)
    if how.ending == ".html":
        data = html_of(data, form.language, mark).encode()
    elif how.ending == ".pdf":
        data = pdfs_of([data])[0]
    kept = edited_copies(path.parent, [path.name], language_of(form))
    written_together(path.parent, {path.name: data, **kept.files})
    return ReportResult((path,), (*_unfit(form, review, workbook.name), *checked.notes, *kept.notes))


def blank_tables(form: Form, values: Figures) -> tuple[str, ...]:
    """Return the sheets with figures that must be filled of which `values` has not one: no report can be made of it."""
    required = [field.address for field in form.figures if field.required]
    told = {address.sheet for address in required if values.get(address) is not None}
    return tuple(dict.fromkeys(address.sheet for address in required if address.sheet not in told))


def _unfit(form: Form, review: Review, file: str) -> tuple[str, ...]:
    """Return that the workbook has errors: what cannot be read prints nothing, and a wrong total prints as computed."""
    count = sum(finding.blocks for finding in review.findings)
    return (language_of(form).text("report_has_errors", file=file, count=count),) if count else ()


def _unread(form: Form, review: Review) -> list[str]:
    """Return why nothing was read, or why a table was not; a table that nobody has filled yet is no such thing."""
    about = [finding for finding in review.findings if finding.address is None]
    if not review.values:
        return [finding.message for finding in about]
    blank = blank_tables(form, review.values)
    return [each.message for each in about if each.severity is Severity.ERROR and each.sheet in blank]
