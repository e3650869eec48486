"""`xlsreport issue`: the workbooks to send out."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Due, Period, Workspace
from xlsreport.cli.console import Screen
from xlsreport.cli.send_back import said_lacks


def issue(
    workspace: Workspace = Path(),
    period: Period = None,
    blank: Annotated[bool, typer.Option("--blank", help="只做一份空白表。One blank workbook for all.")] = False,
    due: Due = None,
) -> int:
    """生成下发给各单位的填报表，填好单位和上一年数据。Make the workbooks to send out."""
    from xlsreport.pipeline import issue as issued
    from xlsreport.pipeline import open_workspace_at

    opened = open_workspace_at(workspace, period, with_roster=not blank)
    made = issued(opened, blank=blank, due=due.date() if due else None)
    screen = Screen()
    screen.complaints(made.notes)
    screen.line(opened.language.text("issued", count=len(made.paths), folder=made.paths[0].parent))
    screen.lines(f"  {path.name}" for path in made.paths)
    if made.letters is not None:
        screen.line(opened.language.text("letters_made", folder=made.letters.folder))
        screen.line(opened.language.text("outbox_next", what="issue"))
        said_lacks(made.letters, opened, screen)
    return 0
