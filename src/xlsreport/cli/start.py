"""`xlsreport start`: a new year in a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Workspace, period_typed
from xlsreport.cli.console import Screen


def start(
    period: Annotated[
        int, typer.Argument(metavar="PERIOD", parser=period_typed, help="哪个年度，如 2024、2024-03。The period.")
    ],
    workspace: Workspace = Path(),
) -> int:
    """开始一个新的年度：建好文件夹和登记表，核对名单，找好上一年的数字。Begin a year in a workspace."""
    from xlsreport.pipeline import start_period, working_in

    with working_in(workspace, f"start {period}"):
        begun, screen = start_period(workspace, period), Screen()
    opened = begun.workspace
    text, names = opened.language.text, opened.form.names
    screen.line(text("started" if begun.is_new else "started_kept", period=period, folder=workspace / str(period)))
    for path, new in begun.files.items():
        screen.line(text("started_file", file=path.name, state=text("started_new" if new else "started_was_there")))
    screen.lines(begun.remarks)
    screen.line(text("started_next", roster=names.roster, whole=names.whole, inbox=f"{period}/inbox"))
    return 0
