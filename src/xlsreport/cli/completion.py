"""`xlsreport completion`: what a shell is told so that it completes commands and options."""

import os
from enum import StrEnum
from typing import Annotated

import typer

from xlsreport.cli.console import Screen

_NAME = "xlsreport"
_VARIABLE = f"_{_NAME.upper()}_COMPLETE"  # where the script says what it wants to know


class Shell(StrEnum):
    """The shells that are known."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def answer_shells() -> None:
    """Have the program answer a shell that asks what a line may go on with; who types a command waits for nothing."""
    if _VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def completion(
    shell: Annotated[
        Shell,
        typer.Argument(
            metavar="SHELL",
            help="哪种命令行外壳：bash、zsh、fish、powershell。Which shell: bash, zsh, fish, powershell.",
        ),
    ],
) -> int:
    """输出命令补全脚本，供加入外壳的配置。Print what lets a shell complete commands and options."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(prog_name=_NAME, complete_var=_VARIABLE, shell=shell)
    Screen().raw(f"{script}\n")
    return 0
