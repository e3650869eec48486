"""`xlsreport report`: the Word report of one workbook."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import FormName
from xlsreport.cli.console import Screen


def report(
    workbook: Annotated[Path, typer.Argument(help="填报表。A filled workbook.")],
    target: Annotated[Path | None, typer.Option("-o", "--output", help="写到哪个文件。The file to write.")] = None,
    form: FormName = None,
    html: Annotated[
        bool, typer.Option("--html", help="写成网页片段，供粘贴到网站。A fragment of HTML, to paste into a website.")
    ] = False,
) -> int:
    """把一个填报表写成 Word 报告。Write the Word report of one workbook."""
    from xlsreport.pipeline import report_of

    Screen().line(str(report_of(workbook, target, form, html=html)))
    return 0
