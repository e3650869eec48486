"""`xlsreport remind`: letters to the departments that have sent nothing."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Due, Period, Previous, Workspace
from xlsreport.cli.console import Screen
from xlsreport.cli.send_back import said


def remind(
    workspace: Workspace = Path(),
    period: Period = None,
    previous: Previous = None,
    today: Annotated[
        datetime | None,
        typer.Option(
            "--today",
            formats=["%Y-%m-%d"],
            metavar="<day>",
            help="今天是哪天，如 2024-01-20；信中据此写还剩或超过几天。Which day it is, as 2024-01-20, for days left.",
        ),
    ] = None,
    due: Due = None,
) -> int:
    """给还没有报送的单位备好催报的信和填报表。Make letters to the departments that have sent nothing."""
    from xlsreport.pipeline import Options, open_workspace_at
    from xlsreport.pipeline import remind as reminded

    opened, screen = open_workspace_at(workspace, period), Screen()
    with screen.progress(opened.language) as step:
        days = (today.date() if today else None, due.date() if due else None)
        sent = reminded(opened, Options(previous=previous, keep_reviews=True), days[0], step, days[1])
    said(sent, opened, screen, ("reminded", "nothing_to_remind", "remind"))
    return 0
