"""`xlsreport help`: the help of the program, or of one command."""

from typing import Annotated, Any

import typer

from xlsreport.cli.console import Screen
from xlsreport.cli.help_page import HelpfulGroup


def help_(
    context: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND", help="哪个命令；默认是程序本身。A command's name.")
    ] = None,
) -> int:
    """显示帮助。Show the help of the program or of a command."""
    Screen().raw(f"{_help_of(context.find_root(), command or [])}\n")
    return 0


def _help_of(own: Any, names: list[str]) -> str:
    """Return the help of the command `names` below that of the context `own`: `forms check` is one of `forms`."""
    if not names:
        return str(own.get_help())
    if not isinstance(own.command, HelpfulGroup):
        own.fail(f"Got unexpected extra arguments ({' '.join(names)})")
    found = own.command.get_command(own, names[0])
    if found is None:
        own.fail(f"No such command '{names[0]}'.")
    with found.make_context(names[0], [], parent=own, resilient_parsing=True) as inner:
        return _help_of(inner, names[1:])
