"""`xlsreport take`: published reports become last year's figures."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Period, Workspace
from xlsreport.cli.console import Screen


def take(
    reports: Annotated[
        list[Path],
        typer.Argument(metavar="REPORT...", help="已发布的报告，或装有报告的文件夹。Published reports, or folders."),
    ],
    period: Period = None,
    workspace: Workspace = Path(),
) -> int:
    """把已发布的报告作为 --period 年度的数归档。Archive published reports as the figures of --period."""
    from xlsreport.errors import ArchiveError
    from xlsreport.pipeline import ArchiveRequest, Options, open_workspace_at, take_reports

    opened, screen = open_workspace_at(workspace, None), Screen()
    if period is None:
        raise ArchiveError(opened.language.text("take_no_period"))
    done = take_reports(opened, reports, period, ArchiveRequest(options=Options()))
    screen.complaints(done.notes)
    if not done.whole:
        screen.complain(opened.language.text("take_no_whole", period=period))
    record, folder = done.archived.record, done.archived.bag.folder
    screen.line(opened.language.text("archive_made", period=period, folder=folder, files=len(record.files) + 1))
    screen.line(opened.language.text("take_done", count=done.departments))
    return 0
