"""`xlsreport forms new`: a form from an ordinary workbook."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.console import Screen

_SHOWN = 20  # guesses that the screen shows; the list has all


class FormLanguage(StrEnum):
    """The languages that a form can have."""

    ZH = "zh"
    EN = "en"


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="新表样的文件夹。The folder of the new form.")],
    source: Annotated[
        Path,
        typer.Option("--from", metavar="XLSX", help="普通的工作簿：有标题、有空格。A workbook with labels and blanks."),
    ],
    language: Annotated[
        FormLanguage | None, typer.Option("--language", help="表样的语言，默认看工作簿。The form's language.")
    ] = None,
) -> int:
    """由一张普通的工作簿建立表样。Make a form from an ordinary workbook."""
    from xlsreport.pipeline import new_form

    result = new_form(folder, source, language)
    told, screen = result.made.language, Screen()
    screen.line(told.text("new_made", folder=folder), "bold")
    screen.lines(f"  {path}" for path in result.files)
    guesses = result.made.guesses
    screen.line(told.text("new_guesses", count=len(guesses), file=result.files[-1]))
    screen.lines(f"  {each}" for each in guesses[:_SHOWN])
    if len(guesses) > _SHOWN:
        screen.line(f"  {told.text('new_more', count=len(guesses) - _SHOWN)}")
    screen.line(told.text("new_next", folder=folder, period=result.made.period or "2024"))
    return 0
