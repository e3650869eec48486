"""`xlsreport compare`: a report that came as a document, held against the figures that are known."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Format, Output, Period, Workspace
from xlsreport.cli.console import Screen


def compare(
    report: Annotated[
        Path,
        typer.Argument(metavar="REPORT", help="Word、网页或 PDF 报告。A report in Word, as a web page or PDF."),
    ],
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="<workbook|period>",
            help="与哪份填报表或哪个年度对照，默认为汇总的数。"
            "A workbook or a period; the consolidated figures by default.",
        ),
    ] = None,
    workspace: Workspace = Path(),
    period: Period = None,
    output: Output = Format.TEXT,
) -> int:
    """把报告逐格逐句与汇总或归档的数对照。Hold a report against the consolidated or archived figures."""
    from xlsreport.pipeline import compare_report, comparison_json, comparison_lines

    screen = Screen()
    done = compare_report(report, workspace, period, against)
    if output is Format.JSON:
        screen.raw(comparison_json(done))
    else:
        screen.lines(list(comparison_lines(done)))
    return int(not done.comparison.is_same)
