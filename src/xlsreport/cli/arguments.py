"""Arguments and options that several commands share."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.workspace_found import workspace_found
from xlsreport.model.period import named_period


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


class LetterKind(StrEnum):
    """What letters are for."""

    ISSUE = "issue"
    SEND_BACK = "send-back"
    REMIND = "remind"


def period_typed(text: str) -> int:
    """Return the period that is typed as its folder is called; raises `ValueError` for what is none."""
    period = named_period(text)
    if period is None:
        raise ValueError(text)
    return period


Workspace = Annotated[
    Path,
    typer.Option(
        "-C",
        "--workspace",
        callback=workspace_found,
        help="工作区或其中的文件夹，默认为当前文件夹。The workspace, or a folder in it; the current one by default.",
    ),
]
Period = Annotated[
    int | None,
    typer.Option(
        "--period",
        metavar="<period>",
        parser=period_typed,
        help="哪个年度，如 2023，默认为最近的一个。The period, as 2023; the newest by default.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="用几个进程，默认每个处理器一个。Processes; one a processor by default."),
]
Previous = Annotated[
    Path | None, typer.Option("--previous", help="上一年填报表所在的文件夹。A folder of last year's workbooks.")
]
FormName = Annotated[
    str | None,
    typer.Option(
        "--form",
        help="内置表样的名称（见 xlsreport forms）或表样文件夹。A name out of xlsreport forms, or a folder.",
    ),
]
Due = Annotated[
    datetime | None,
    typer.Option(
        "--due",
        formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"],
        metavar="<day>",
        help="请在哪天前发回，写进信里，如 2024-02-05。By which day an answer is asked, as 2024-02-05.",
    ),
]
Output = Annotated[Format, typer.Option("--format", help="输出格式。How results are printed.")]
