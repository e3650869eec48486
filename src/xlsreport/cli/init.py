"""`xlsreport init`: a new workspace."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import period_typed
from xlsreport.cli.console import Screen


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="新建的文件夹。A new folder.")],
    form: Annotated[
        str,
        typer.Option(
            "--form",
            help="内置表样的名称（见 xlsreport forms）或表样文件夹。A name out of xlsreport forms, or a folder.",
        ),
    ],
    period: Annotated[
        int,
        typer.Option(
            "--period", metavar="<period>", parser=period_typed, help="哪个年度的报告，如 2023。The period, as 2023."
        ),
    ],
) -> int:
    """新建工作区。Make a new workspace."""
    from xlsreport.language import language_named
    from xlsreport.pipeline import find_form, load_form, new_workspace

    made = new_workspace(folder, form, period)
    language = language_named(load_form(find_form(form)).language)
    screen = Screen()
    screen.line(language.text("workspace_made", folder=folder))
    screen.lines(f"  {path}" for path in made)
    screen.line(language.text("workspace_next", roster=made[1].name))
    return 0
