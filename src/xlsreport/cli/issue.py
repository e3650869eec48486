"""`xlsreport issue`: the workbooks to send out."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Period, Workspace
from xlsreport.cli.console import Screen


def issue(
    workspace: Workspace = Path(),
    period: Period = None,
    blank: Annotated[bool, typer.Option("--blank", help="只做一份空白表。One blank workbook for all.")] = False,
) -> int:
    """生成下发给各单位的填报表，填好单位和上一年数据。Make the workbooks to send out."""
    from xlsreport.pipeline import issue as issued
    from xlsreport.pipeline import open_workspace_at

    opened = open_workspace_at(workspace, period, with_roster=not blank)
    made = issued(opened, blank=blank)
    screen = Screen()
    screen.complaints(made.notes)
    screen.line(opened.language.text("issued", count=len(made.paths), folder=made.paths[0].parent))
    screen.lines(f"  {path.name}" for path in made.paths)
    return 0
