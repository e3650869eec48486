"""`xlsreport board`: opens the page on which everybody sees where the season stands."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Period, Workspace
from xlsreport.cli.console import Screen


def board(
    workspace: Workspace = Path(),
    period: Period = None,
    print_path: Annotated[
        bool, typer.Option("--print-path", help="只说看板在哪里，不打开。Print where it lies, and open nothing.")
    ] = False,
) -> int:
    """打开审核看板：进度、各单位的问题和报来的表。Open the board: the season, every finding, every form as it came."""
    from xlsreport.errors import WorkspaceError
    from xlsreport.pipeline import open_workspace_at

    opened, screen = open_workspace_at(workspace, period, with_roster=False), Screen()
    page = (opened.root.output(opened.period) / opened.form.names.board).absolute()
    if not page.is_file():
        raise WorkspaceError(opened.language.text("no_board", path=page))
    if print_path:
        screen.raw(f"{page}\n")
        return 0
    key = "opened_board" if webbrowser.open(page.as_uri()) else "no_browser_for_board"
    screen.line(opened.language.text(key, path=page))
    return 0
