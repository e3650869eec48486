"""`xlsreport demo`: the example workspace, laid out and consolidated."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.console import Screen
from xlsreport.errors import WorkspaceError


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="新建的文件夹。A new folder.")] = Path("xlsreport-demo"),
) -> int:
    """铺开示例工作区并汇总一遍。Lay out the example workspace and consolidate it."""
    from xlsreport.cli.consolidate import run
    from xlsreport.forms import example_workspace
    from xlsreport.pipeline import Options, open_desk
    from xlsreport.writing.publish import writing_into

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(
            f"“{folder}”已存在且不是空文件夹，请换一个名称。Already there and not empty; name another folder."
        )
    with writing_into(folder):
        shutil.copytree(example_workspace(), folder, dirs_exist_ok=True)
    desk = open_desk(folder)
    screen = Screen()
    screen.line(desk.language.text("demo_made", folder=folder, inbox=desk.workspace.inbox(desk.period)))
    run(desk, Options(), screen)
    screen.lines(desk.language.text("demo_next", folder=folder).splitlines())
    return 0
