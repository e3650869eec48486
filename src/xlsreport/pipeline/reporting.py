"""The Word report of one workbook."""

from pathlib import Path

from xlsreport.errors import WorkspaceError
from xlsreport.pipeline.checking import check_files
from xlsreport.writing.cells import Told
from xlsreport.writing.publish import written_together
from xlsreport.writing.report import report_bytes


def report_of(workbook: Path, target: Path | None = None, form_name: str | None = None) -> Path:
    """Write the report of `workbook` to `target` (beside it by default, as .docx) and return where.

    What is blank prints nothing. Raises `WorkspaceError` for a workbook that cannot be read or is not of the form, and
    where `target` lies in no folder.
    """
    path = target or workbook.with_suffix(".docx")
    if not path.parent.is_dir():
        raise WorkspaceError(f"没有文件夹“{path.parent}”，报告写不进去。There is no such folder to write into.")
    checked = check_files([workbook], form_name)
    examined = checked.examined[0]
    reasons = [finding.message for finding in examined.review.findings if finding.address is None]
    if reasons and not examined.review.values:
        raise WorkspaceError(f"{workbook}: {' '.join(reasons)}")
    values = {**examined.review.results, **examined.review.values}
    written_together(path.parent, {path.name: report_bytes(checked.form, Told(values))})
    return path
