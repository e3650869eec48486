"""`xlsreport demo`: the example workspace, laid out and consolidated."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.console import Screen


def demo(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="新建的文件夹，默认为 xlsreport-demo。A new folder; xlsreport-demo by default."
        ),
    ] = Path("xlsreport-demo"),
    form: Annotated[
        str | None,
        typer.Option("--form", help="哪个内置表样的示例，默认为第一个。The built-in form; the first by default."),
    ] = None,
) -> int:
    """铺开示例工作区并汇总一遍。Lay out the example workspace and consolidate it."""
    from xlsreport.cli.consolidate import run
    from xlsreport.pipeline import Options, new_example, open_workspace_at

    new_example(folder, form)
    opened = open_workspace_at(folder)
    screen = Screen()
    screen.line(opened.language.text("demo_made", folder=folder, inbox=opened.root.inbox(opened.period)))
    run(opened, Options(), screen)
    screen.lines(opened.language.text("demo_next", folder=folder).splitlines())
    return 0
