"""`xlsreport accept`: what was accepted in the summary is entered among the decisions."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Period, Workspace
from xlsreport.cli.console import Screen


def accept(
    summary: Annotated[
        Path,
        typer.Argument(metavar="SUMMARY", help="“问题”表填了认可的汇总表。The summary with findings accepted in it."),
    ],
    workspace: Workspace = Path(),
    period: Period = None,
    today: Annotated[
        datetime | None,
        typer.Option(
            "--today", formats=["%Y-%m-%d"], metavar="<day>", help="登记的日期，默认为今天。The day; today by default."
        ),
    ] = None,
) -> int:
    """把汇总表里填的认可登记到处理登记。Enter what was accepted in the summary among the decisions."""
    from xlsreport.pipeline import accept as entered
    from xlsreport.pipeline import open_workspace_at

    opened, screen = open_workspace_at(workspace, period), Screen()
    text, decisions = opened.language.text, opened.form.names.decisions
    done = entered(opened, summary, today.date() if today else date.today())
    if done.entered:
        sheet = text("decisions_accepted")
        screen.line(text("accept_done", count=len(done.entered), file=decisions, sheet=sheet))
    else:
        screen.line(text("accept_none", file=summary.name, decisions=decisions))
    if done.known:
        screen.line(text("accept_already", count=done.known))
    return 0
