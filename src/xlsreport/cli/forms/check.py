"""`xlsreport forms check`: what is wrong with a form itself."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.console import Screen
from xlsreport.cli.speech import chosen_language


class CheckFormat(StrEnum):
    """How findings about a form are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="表样文件夹，或内置表样的名称。A form folder, or a built-in form.")
    ],
    output: Annotated[
        CheckFormat, typer.Option("--format", help="输出格式。How findings are printed.")
    ] = CheckFormat.TEXT,
) -> int:
    """核对表样本身：三个文件里的问题一次说完。Check a form itself: all that is wrong with its files, at once."""
    from xlsreport.pipeline import checked_form, form_findings_json, github_lines

    checked = checked_form(folder, chosen_language())
    screen = Screen()
    match output:
        case CheckFormat.JSON:
            screen.raw(form_findings_json(checked))
        case CheckFormat.GITHUB:
            screen.raw("".join(f"{line}\n" for line in github_lines(checked)))
        case CheckFormat.TEXT:
            from xlsreport.cli.forms.finding_lines import show

            show(checked, screen)
    return int(checked.is_broken)
