"""The Word report of one workbook."""

from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.pipeline.checking import check_files
from xlsreport.writing.cells import Told
from xlsreport.writing.html import html_of
from xlsreport.writing.pdf import pdfs_of
from xlsreport.writing.publish import written_together
from xlsreport.writing.report import report_bytes


def report_of(workbook: Path, target: Path | None = None, form_name: str | None = None, ending: str = ".docx") -> Path:
    """Write the report of `workbook` to `target` (beside it by default, with `ending`) and return where.

    By `ending` it is a Word document, a fragment of HTML (.html) or a PDF. What is blank prints nothing.
    Raises `WorkspaceError` for a workbook that cannot be read or is not of the form, and where `target` lies in no
    folder.
    """
    path = target or workbook.with_suffix(ending)
    if not path.parent.is_dir():
        raise WorkspaceError(f"没有文件夹“{path.parent}”，报告写不进去。There is no such folder to write into.")
    checked = check_files([workbook], form_name)
    examined = checked.examined[0]
    reasons = [finding.message for finding in examined.review.findings if finding.address is None]
    if reasons and not examined.review.values:
        raise WorkspaceError(f"{workbook}: {' '.join(reasons)}")
    values = {**examined.review.results, **examined.review.values}
    data = report_bytes(checked.form, Told(values))
    if ending == ".html":
        data = html_of(data, checked.form.language).encode()
    elif ending == ".pdf":
        data = pdfs_of([data])[0]
    written_together(path.parent, {path.name: data})
    return path
