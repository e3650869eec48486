"""`xlsreport report`: the Word report of one workbook, or of each department in a workspace."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import FormName, Jobs, Period, Previous, Workspace
from xlsreport.cli.console import WRITING, Screen
from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual

if TYPE_CHECKING:
    from xlsreport.pipeline import PeriodWorkspace, Reports


def report(
    workbook: Annotated[
        Path | None,
        typer.Argument(metavar="WORKBOOK", help="填报表；用 --each 时不写。A filled workbook; none with --each."),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="写到哪里：文件；--each 时为文件夹。The file, or with --each the folder."),
    ] = None,
    form: FormName = None,
    html: Annotated[
        bool, typer.Option("--html", help="写成网页片段，供粘贴到网站。A fragment of HTML, to paste into a website.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="写成 PDF，需装有 LibreOffice。A PDF, by LibreOffice.")] = False,
    each: Annotated[
        bool, typer.Option("--each", help="工作区中每个单位各写一份。One for each department of the workspace.")
    ] = False,
    workspace: Workspace = Path(),
    period: Period = None,
    jobs: Jobs = None,
    previous: Previous = None,
) -> int:
    """把一个填报表或各单位的填报表写成 Word 报告。Write the Word report of one workbook, or of each department."""
    from xlsreport.pipeline import Reports, open_workspace_at, report_of

    if each == (workbook is not None) or (each and form is not None):
        raise XlsreportError(bilingual("report_of_what"))
    if html and pdf:
        raise XlsreportError(bilingual("html_or_pdf"))
    how = Reports(target, ".html" if html else ".pdf" if pdf else ".docx", previous, jobs)
    screen = Screen()
    if workbook is None:
        _each(open_workspace_at(workspace, period), how, screen)
    else:
        made = report_of(workbook, how, form)
        screen.complaints(made.notes)
        screen.line(str(made.paths[0]))
    return 0


def _each(opened: "PeriodWorkspace", how: "Reports", screen: Screen) -> None:
    from xlsreport.pipeline import working_in

    with working_in(opened.root.folder, f"report --each {opened.period}"):
        _each_report(opened, how, screen)


def _each_report(opened: "PeriodWorkspace", how: "Reports", screen: Screen) -> None:
    from xlsreport.pipeline import Options, consolidate_workspace, report_each

    with screen.progress(opened.language) as step:
        outcome = consolidate_workspace(opened, Options(previous=how.previous, jobs=how.jobs, keep_reviews=True), step)
    with screen.progress(opened.language, WRITING) as step:
        made = report_each(opened, outcome, how, step)
    screen.complaints(made.notes)
    folder = made.paths[0].parent if made.paths else "-"
    screen.line(opened.language.text("reports_at", count=len(made.paths), folder=folder))
    screen.lines(f"  {path.name}" for path in made.paths)
